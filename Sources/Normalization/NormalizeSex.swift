import RecordModel

/// Administrative sex as written, and what it means.
///
/// The pipeline file's map is asked first.
struct SexTable: Sendable {
  /// Rule and meaning of every one-letter cell, packed.
  private let letters: [UInt8]
  private let map: PhraseTable

  init(_ map: [MappedCode]) {
    let entries = map.compactMap { code in
      Self.meaning(code.meaning).map { sex in
        (phrase: writtenPhrase(Array(code.written.utf8).span), number: Int(sex.rawValue))
      }
    }
    let table = PhraseTable(entries)
    self.map = table
    letters = (0..<256).map { byte in
      let cell = [UInt8(byte)]
      if let number = table.number(of: writtenPhrase(cell.span).span) { return UInt8(number) }
      return Self.words.value(of: PackedWord(folding: cell.span))?.rawValue ?? 0
    }
  }

  /// What a cell means; missing when no map and no list names it.
  @inline(__always)
  func sex(_ cell: Span<UInt8>) -> Sex {
    if cell.count == 1 { return Sex(rawValue: letters[Int(cell[0])]) ?? .missing }
    return longer(cell)
  }

  private func longer(_ cell: Span<UInt8>) -> Sex {
    if !map.isEmpty, let number = map.number(of: writtenPhrase(cell).span) {
      return Sex(rawValue: UInt8(truncatingIfNeeded: number)) ?? .missing
    }
    return Self.words.value(of: PackedWord(folding: cell)) ?? .missing
  }

  private static func meaning(_ text: String) -> Sex? { words.value(of: PackedWord(text)) }

  /// HL7 table 0001 and FHIR's words, and the words of old forms.
  private static let words = WordTable(
    [
      ("M", Sex.male), ("MALE", .male), ("MAN", .male), ("BOY", .male), ("F", .female),
      ("FEMALE", .female), ("FEM", .female), ("WOMAN", .female), ("GIRL", .female), ("O", .other),
      ("OTHER", .other), ("OTH", .other), ("A", .other), ("AMBIGUOUS", .other), ("UN", .other),
      ("UNDIFFERENTIATED", .other), ("INTERSEX", .other), ("U", .unknown), ("UNK", .unknown),
      ("UNKNOWN", .unknown), ("N", .unknown), ("NA", .unknown), ("NOT APPLICABLE", .unknown),
      ("NOT KNOWN", .unknown), ("NONE", .unknown),
    ].map { (word: $0.0, value: $0.1) },
    empty: .missing
  )
}

/// Reads the sex of every row.
struct NormalizeSex: ~Copyable {
  private let table: SexTable
  private let added: AddedPlaceholders
  private let column: Int?
  private var sexes: [UInt8]
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    table = tables.sexes
    added = tables.added(.sex)
    column = cells.column(of: .sex)
    sexes = Array(repeating: Sex.missing.rawValue, count: cells.rowCount)
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if range.isEmpty { continue }
      let cell = bytes.extracting(range)
      if added.hold(cell) {
        rules[row] = .placeholder
        continue
      }
      let sex = table.sex(cell)
      sexes[row] = sex.rawValue
      rules[row] = sex == .missing ? .unmapped : .mapped
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values.sex = sexes
    values[rules: .sex] = rules.bytes
  }
}
