import RecordModel

/// Reads US social security numbers: nine digits, with or without hyphens, points or spaces.
struct NormalizeSSN: ~Copyable {
  private let added: AddedPlaceholders
  private let column: Int?
  private var numbers: [UInt32]
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    added = tables.added(.ssn)
    column = cells.column(of: .ssn)
    numbers = Array(repeating: 0, count: cells.rowCount)
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
      var (number, rule) = Self.read(cell)
      if added.hold(cell) { (number, rule) = (0, .placeholder) }
      numbers[row] = number
      rules[row] = rule
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values.ssn = numbers
    values[rules: .ssn] = rules.bytes
  }

  /// The number a cell says, 0 when it says none.
  @inline(__always)
  static func read(_ cell: Span<UInt8>) -> (number: UInt32, rule: NormalizationRule) {
    var number: UInt32 = 0
    var digits = 0
    for index in cell.indices {
      let byte = cell[index]
      if isDigit(byte) {
        digits += 1
        guard digits <= 9 else { return (0, .unreadable) }
        number = number &* 10 &+ UInt32(byte &- 48)
      } else if byte != UInt8(ascii: "-"), byte != UInt8(ascii: "."), byte > 0x20 {
        return (0, UnknownWords.isUnknown(cell) ? .placeholder : .unreadable)
      }
    }
    guard digits == 9 else { return (0, digits == 0 ? .placeholder : .unreadable) }
    if isPlaceholder(number) { return (0, .placeholder) }
    return isAssignable(number) ? (number, .digitsOnly) : (0, .impossible)
  }

  /// SSA POMS RM 10201.035: area 000, 666 and 900 to 999, group 00 and serial 0000 are never assigned.
  private static func isAssignable(_ number: UInt32) -> Bool {
    let area = number / 1_000_000
    guard area != 0, area != 666, area < 900 else { return false }
    return number / 10_000 % 100 != 0 && number % 10_000 != 0
  }

  /// One digit nine times, counting digits, and the numbers printed in advertisements.
  private static func isPlaceholder(_ number: UInt32) -> Bool {
    if number % 111_111_111 == 0 { return true }
    switch number {
    case 123_456_789, 012_345_678, 987_654_321, 078_051_120, 219_099_999: return true
    case 987_654_320...987_654_329: return true
    default: return false
    }
  }
}
