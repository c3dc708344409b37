/// A place in a pipeline file: line and character, both from 1.
struct YAMLPlace: Sendable, Equatable {
  let line: Int
  let column: Int

  static let start = YAMLPlace(line: 1, column: 1)
}

/// One value of a pipeline file, with its place; scalars keep the text as written (`01`, `1e3`, `NO`).
struct YAMLNode: Sendable {
  /// What was written.
  enum Content: Sendable {
    /// A scalar; plain when it stood without quotes.
    case text(String, isPlain: Bool)
    case list([YAMLNode])
    case map([YAMLEntry])
  }

  let content: Content
  let place: YAMLPlace

  /// The text of a scalar.
  var text: String? {
    if case .text(let text, _) = content { return text }
    return nil
  }

  /// The text of a scalar without quotes: where a number or a flag can stand.
  var plainText: String? {
    if case .text(let text, isPlain: true) = content { return text }
    return nil
  }

  /// The texts of a list, or the one text of a scalar; entries of another kind are left out.
  var texts: [String]? {
    switch content {
    case .text(let text, _): [text]
    case .list(let nodes): nodes.compactMap(\.text)
    case .map: nil
    }
  }

  /// The entries of a map, in the order of the file.
  var entries: [YAMLEntry]? {
    if case .map(let entries) = content { return entries }
    return nil
  }

  /// The entry of a key of a map.
  func entry(_ key: String) -> YAMLEntry? { entries?.first { $0.key == key } }

  /// The value of a key of a map.
  subscript(_ key: String) -> YAMLNode? { entry(key)?.value }

  /// Says whether nothing was written: no text, `~`, `null`, `[]` or `{}`.
  var isEmpty: Bool {
    switch content {
    case .text(let text, let isPlain): text.isEmpty || isPlain && (text == "~" || text == "null")
    case .list(let nodes): nodes.isEmpty
    case .map(let entries): entries.isEmpty
    }
  }

  /// What this is, as messages say it.
  var kindSpelled: String {
    switch content {
    case .text: "a single value"
    case .list: "a list"
    case .map: "a group of keys"
    }
  }
}

/// One key of a map and its value.
struct YAMLEntry: Sendable {
  let key: String
  /// Where the key stands.
  let place: YAMLPlace
  let value: YAMLNode
}
