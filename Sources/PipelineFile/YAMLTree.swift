import Yams

/// Copies the parser's nodes into ours: keys as text, marks undone, aliases followed, all of it bounded.
struct YAMLTree {
  /// The largest number of values, those that aliases repeat included.
  static let maximumNodes = 100_000
  /// The deepest nesting; a pipeline file needs seven.
  static let maximumDepth = 32

  private let hidden: [Unicode.Scalar]
  private var anchored: [String: (node: YAMLNode, size: Int)] = [:]
  private var count = 0
  private var isOverfull = false

  init(hidden: [Unicode.Scalar]) { self.hidden = hidden }

  /// The value of a node; nil, with a problem noted, where it cannot be taken.
  mutating func node(
    from node: Node,
    depth: Int = 0,
    _ problems: inout ProblemList
  ) -> YAMLNode? {
    let place = Self.place(of: node)
    guard isWithinBounds(depth, place, &problems) else { return nil }
    let countBefore = count
    count += 1
    let content: YAMLNode.Content
    switch node {
    case .scalar(let scalar):
      if let name = aliasName(scalar) { return alias(name, place, &problems) }
      content = .text(unmarked(scalar.string), isPlain: scalar.style == .plain)
    case .sequence(let sequence):
      var nodes: [YAMLNode] = []
      for item in sequence {
        if let value = self.node(from: item, depth: depth + 1, &problems) { nodes.append(value) }
      }
      content = .list(nodes)
    case .mapping(let mapping):
      content = .map(entries(of: mapping, depth: depth, &problems))
    case .alias: return nil
    }
    let result = YAMLNode(content: content, place: place)
    if let anchor = node.anchor?.rawValue { anchored[anchor] = (result, count - countBefore) }
    return result
  }

  private mutating func entries(
    of mapping: Node.Mapping,
    depth: Int,
    _ problems: inout ProblemList
  ) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    var firstLines: [String: Int] = [:]
    for (keyNode, valueNode) in mapping {
      let key = node(from: keyNode, depth: depth + 1, &problems)
      let value = node(from: valueNode, depth: depth + 1, &problems)
      guard let key, let value else { continue }
      guard let text = key.text else {
        problems.add(
          .wrongKind,
          at: key.place,
          "a key must be a single word, not \(key.kindSpelled)",
          "Put a key that begins with '{' or '[' in quotes."
        )
        continue
      }
      if let line = firstLines[text] {
        problems.add(
          .duplicateKey,
          at: key.place,
          "\(quoted(text)) is written twice, first in line \(line)",
          "Keep one of the two."
        )
        continue
      }
      firstLines[text] = key.place.line
      entries.append(YAMLEntry(key: text, place: key.place, value: value))
    }
    return entries
  }

  private mutating func alias(
    _ name: String,
    _ place: YAMLPlace,
    _ problems: inout ProblemList
  ) -> YAMLNode? {
    guard let target = anchored[name] else {
      problems.add(
        .unreadable,
        at: place,
        "'*\(name.prefix(60))' names no anchor above it",
        "Put a text that begins with a star in quotes."
      )
      return nil
    }
    // Added up without overflow: no anchor is larger than the bound that it was counted under.
    count += target.size
    return isWithinBounds(0, place, &problems) ? target.node : nil
  }

  private mutating func isWithinBounds(
    _ depth: Int,
    _ place: YAMLPlace,
    _ problems: inout ProblemList
  ) -> Bool {
    guard !isOverfull else { return false }
    guard count < Self.maximumNodes else {
      isOverfull = true
      problems.add(
        .unreadable,
        at: place,
        "the file has more than 100,000 values, aliases followed",
        "Move long code lists into CSV files, and name those with 'map:'."
      )
      return false
    }
    guard depth <= Self.maximumDepth else {
      problems.add(
        .unreadable,
        at: place,
        "values are nested more than \(Self.maximumDepth) deep here",
        "Look for a bracket or a dash too many."
      )
      return false
    }
    return true
  }

  private func aliasName(_ scalar: Node.Scalar) -> String? {
    guard scalar.style == .plain, scalar.string.unicodeScalars.first == YAMLComposer.aliasMark
    else { return nil }
    return String(scalar.string.unicodeScalars.dropFirst())
  }

  /// Puts back what `YAMLComposer` marked away.
  private func unmarked(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0xE000...0xF8FF).contains($0.value) }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let index = Int(scalar.value) - 0xE000
      if scalar == YAMLComposer.aliasMark {
        result.append("*")
      } else {
        result.append(hidden.indices.contains(index) ? hidden[index] : scalar)
      }
    }
    return String(result)
  }

  private static func place(of node: Node) -> YAMLPlace {
    guard let mark = node.mark else { return .start }
    return YAMLPlace(line: max(mark.line, 1), column: max(mark.column, 1))
  }
}
