/// Compares what was written with what is declared, and notes every difference.
///
/// It knows keys, kinds and forms. What only several keys together can say is `SettingsReading`'s.
struct DeclarationWalk {
  var problems: ProblemList

  /// Checks a group of known keys.
  mutating func check(_ node: YAMLNode, as section: Section, of owner: String) {
    guard let entries = node.entries else {
      wrongKind(node, owner, expected: "a group of keys", example: nil)
      return
    }
    var meant: [String] = []
    for entry in entries {
      guard let declaration = section.declaration(of: entry.key) else {
        if let key = unknown(entry, in: section, of: owner) { meant.append(key) }
        continue
      }
      if declaration.isAnnounced {
        problems.add(
          .notAvailable,
          at: entry.place,
          "\(quoted(entry.key)) is not available yet",
          "Remove it. \(declaration.help)"
        )
      } else {
        check(entry.value, as: declaration.kind, of: quoted(entry.key), at: entry.place)
      }
    }
    // 'sites' is one mistake, not an unknown key and a missing one.
    for declaration in section.keys
    where declaration.isRequired && node[declaration.key] == nil && !meant.contains(declaration.key)
    {
      problems.add(
        .missingKey,
        at: node.place,
        "\(owner) has no \(quoted(declaration.key))",
        "Add it. \(declaration.help)"
      )
    }
  }

  private mutating func check(
    _ node: YAMLNode,
    as kind: ValueKind,
    of owner: String,
    at keyPlace: YAMLPlace
  ) {
    if node.isEmpty, !Self.takesEmpty(node, kind) {
      problems.add(
        .empty,
        at: keyPlace,
        "\(owner) is empty",
        "Give it a value, or remove it."
      )
      return
    }
    switch kind {
    case .text(let form): checkText(node, form, owner)
    case .word(let list): checkWord(node, list, owner)
    case .flag: checkFlag(node, owner)
    case .number(let range): checkNumber(node, range, owner)
    case .list(let form): checkList(node, form, owner)
    case .section(let section): check(node, as: section, of: owner)
    case .entries(let key, let value): checkEntries(node, key, value, owner)
    case .either(let kinds): checkEither(node, kinds, owner, keyPlace)
    }
  }

  /// Notes a key that nobody knows; gives the key that was probably meant.
  private mutating func unknown(
    _ entry: YAMLEntry,
    in section: Section,
    of owner: String
  ) -> String? {
    guard !problems.isFull else { return nil }
    if let purpose = section.elsewhere[entry.key] {
      problems.add(
        .contradiction,
        at: entry.place,
        "\(quoted(entry.key)) is for \(purpose), not for \(owner)",
        "Remove it here."
      )
      return nil
    }
    let known = section.keys.map(\.key)
    let folded = entry.key.lowercased().map { "_ ".contains($0) ? "-" : String($0) }.joined()
    let meant = section.synonyms[folded] ?? NearestWord.to(entry.key, among: known)
    problems.add(
      .unknownKey,
      at: entry.place,
      "unknown \(section.noun) \(quoted(entry.key)) in \(owner)",
      NearestWord.remedy(meaning: meant, among: known)
    )
    return meant
  }

  private mutating func checkText(_ node: YAMLNode, _ form: TextForm, _ owner: String) {
    guard let text = node.text else {
      wrongKind(node, owner, expected: form.noun, example: form.example)
      return
    }
    if !form.holds(for: text) { badForm(text, form, owner, node.place) }
  }

  private mutating func badForm(
    _ text: String,
    _ form: TextForm,
    _ owner: String,
    _ place: YAMLPlace
  ) {
    problems.add(
      .badValue,
      at: place,
      "\(owner): \(quoted(text)) is not \(form.noun)",
      "Write for example: \(form.example)"
    )
  }

  private mutating func checkWord(_ node: YAMLNode, _ list: WordList, _ owner: String) {
    guard let text = node.text else {
      wrongKind(node, owner, expected: "a single word", example: list.words.first)
      return
    }
    guard !list.words.contains(text) else { return }
    if let until = list.wish {
      problems.add(
        .notAvailable,
        at: node.place,
        "\(owner): \(quoted(text)) is not available yet",
        until
      )
      return
    }
    problems.add(
      .unknownWord,
      at: node.place,
      "\(owner): \(quoted(text)) is not known",
      NearestWord.remedy(for: text, among: list.words)
    )
  }

  private mutating func checkFlag(_ node: YAMLNode, _ owner: String) {
    guard let text = node.plainText, text == "true" || text == "false" else {
      problems.add(
        .wrongKind,
        at: node.place,
        "\(owner) must be true or false, not \(Self.shown(node))",
        "Write true or false."
      )
      return
    }
  }

  private mutating func checkNumber(
    _ node: YAMLNode,
    _ range: ClosedRange<Int>,
    _ owner: String
  ) {
    guard let text = node.plainText, let number = wholeNumber(text) else {
      problems.add(
        .wrongKind,
        at: node.place,
        "\(owner) must be a whole number, not \(Self.shown(node))",
        "Write a number from \(range.lowerBound) to \(range.upperBound)."
      )
      return
    }
    if !range.contains(number) {
      problems.add(
        .badValue,
        at: node.place,
        "\(owner): \(number) is out of range",
        "Write a number from \(range.lowerBound) to \(range.upperBound)."
      )
    }
  }

  private mutating func checkList(_ node: YAMLNode, _ form: TextForm, _ owner: String) {
    guard case .list(let items) = node.content else { return checkText(node, form, owner) }
    for item in items {
      if item.isEmpty {
        problems.add(.empty, at: item.place, "\(owner) has an empty entry", "Remove the entry.")
      } else {
        checkText(item, form, owner)
      }
    }
  }

  private mutating func checkEntries(
    _ node: YAMLNode,
    _ key: TextForm,
    _ value: ValueKind,
    _ owner: String
  ) {
    guard let entries = node.entries else {
      wrongKind(node, owner, expected: "a group of keys", example: nil)
      return
    }
    for entry in entries {
      if !key.holds(for: entry.key) { badForm(entry.key, key, owner, entry.place) }
      check(entry.value, as: value, of: quoted(entry.key), at: entry.place)
    }
  }

  /// Takes the first alternative that what was written could be.
  private mutating func checkEither(
    _ node: YAMLNode,
    _ kinds: [ValueKind],
    _ owner: String,
    _ keyPlace: YAMLPlace
  ) {
    if let kind = kinds.first(where: { Self.couldBe(node, $0) }) {
      check(node, as: kind, of: owner, at: keyPlace)
    } else {
      wrongKind(node, owner, expected: "a single value or a group of keys", example: nil)
    }
  }

  private mutating func wrongKind(
    _ node: YAMLNode,
    _ owner: String,
    expected: String,
    example: String?
  ) {
    problems.add(
      .wrongKind,
      at: node.place,
      "\(owner) must be \(expected), not \(node.kindSpelled)",
      example.map { "Write for example: \($0)" }
        ?? "Write its keys below it, indented, each with a colon."
    )
  }

  private static func couldBe(_ node: YAMLNode, _ kind: ValueKind) -> Bool {
    switch (node.content, kind) {
    case (.text, .text), (.text, .list), (.list, .list), (.map, .section), (.map, .entries): true
    default: false
    }
  }

  private static func takesEmpty(_ node: YAMLNode, _ kind: ValueKind) -> Bool {
    if case .text(let form) = kind, case .text(_, isPlain: false) = node.content {
      return form.takesEmpty
    }
    return false
  }

  private static func shown(_ node: YAMLNode) -> String {
    node.text.map { quoted($0) } ?? node.kindSpelled
  }
}
