import RecordModel

/// Document types as written, and their codes: the pipeline file's map, then the built-in names.
struct DocumentTypeTable: Sendable {
  /// What a cell was found to be.
  struct Meaning: Equatable, Sendable {
    /// Index of `system|code` in `codes`, -1 for none.
    var code: Int32
    var rule: NormalizationRule
  }

  /// Every `system|code` that a cell can mean, except a code that the cell itself is.
  let codes: [[UInt8]]
  private let map: PhraseTable
  private let builtIn: PhraseTable

  init(_ mapped: [MappedCode]) {
    var codes = DocumentTypes.builtIn.map { Self.qualified($0.code, system: DocumentTypes.system) }
    let builtIn = Self.builtInPhrases
    var entries: [(phrase: [UInt8], number: Int)] = []
    for entry in mapped {
      let phrase = writtenPhrase(Array(entry.written.utf8).span)
      if let system = Self.system(of: entry) {
        entries.append((phrase: phrase, number: codes.count))
        codes.append(Self.qualified(entry.meaning, system: system))
      } else if let number = Self.number(of: entry.meaning, in: builtIn) {
        entries.append((phrase: phrase, number: number))
      } else {
        entries.append((phrase: phrase, number: -1))
      }
    }
    self.codes = codes
    self.builtIn = builtIn
    map = PhraseTable(entries)
  }

  /// What a cell means.
  ///
  /// `phrase` is a buffer that is used again and again.
  func meaning(of cell: Span<UInt8>, phrase: inout [UInt8]) -> Meaning {
    if !map.isEmpty {
      phrase.removeAll(keepingCapacity: true)
      appendWrittenPhrase(cell, to: &phrase)
      if let number = map.number(of: phrase.span) {
        return Meaning(code: Int32(number), rule: number < 0 ? .unmapped : .mapped)
      }
    }
    if Self.isLOINC(cell) { return Meaning(code: -1, rule: .asWritten) }
    phrase.removeAll(keepingCapacity: true)
    appendFoldedPhrase(cell, to: &phrase)
    if let number = builtIn.number(of: phrase.span) {
      return Meaning(code: Int32(number), rule: .mapped)
    }
    return Meaning(code: -1, rule: .unmapped)
  }

  /// Says whether a text has the shape of a LOINC code: up to six digits, a hyphen, a check digit.
  static func isLOINC(_ text: Span<UInt8>) -> Bool {
    guard (5...8).contains(text.count), text[text.count - 2] == UInt8(ascii: "-") else {
      return false
    }
    for index in text.indices where index != text.count - 2 && !isDigit(text[index]) {
      return false
    }
    return true
  }

  /// The system of a mapped code, or nil when the meaning is no code.
  private static func system(of entry: MappedCode) -> String? {
    if let system = entry.system, !system.isEmpty { return system }
    return isLOINC(Array(entry.meaning.utf8).span) ? DocumentTypes.system : nil
  }

  private static func qualified(_ code: String, system: String) -> [UInt8] {
    Array("\(system)|\(code)".utf8)
  }

  private static func number(of name: String, in table: PhraseTable) -> Int? {
    var phrase: [UInt8] = []
    appendFoldedPhrase(Array(name.utf8).span, to: &phrase)
    return table.number(of: phrase.span)
  }

  private static let builtInPhrases = PhraseTable(
    DocumentTypes.builtIn.enumerated().flatMap { index, entry in
      entry.names.map { (phrase: Array($0.utf8), number: index) }
    }
  )
}
