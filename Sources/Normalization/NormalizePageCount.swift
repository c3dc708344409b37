import RecordModel

/// Reads page counts: whole numbers from 1 up.
struct NormalizePageCount: ~Copyable {
  private let column: Int?
  private let added: AddedPlaceholders
  private var counts: [UInt32]
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    column = cells.column(of: .pageCount)
    added = tables.added(.pageCount)
    counts = Array(repeating: 0, count: cells.rowCount)
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
      let (count, rule) = added.hold(cell) ? (0, .placeholder) : Self.read(cell)
      counts[row] = count
      rules[row] = rule
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values.pageCount = counts
    values[rules: .pageCount] = rules.bytes
  }

  /// The number a cell says, up to nine digits; 0 when it says none.
  @inline(__always)
  static func read(_ cell: Span<UInt8>) -> (count: UInt32, rule: NormalizationRule) {
    var count: UInt32 = 0
    var digits = 0
    for index in cell.indices {
      let byte = cell[index]
      if isDigit(byte), digits < 9 {
        count = count &* 10 &+ UInt32(byte &- 48)
        digits += 1
      } else if byte > 0x20 || isDigit(byte) {
        return (0, UnknownWords.isUnknown(cell) ? .placeholder : .unreadable)
      } else if digits > 0, index + 1 < cell.count, cell[index + 1] > 0x20 {
        return (0, .unreadable)
      }
    }
    guard digits > 0 else { return (0, .absent) }
    return count == 0 ? (0, .impossible) : (count, .digitsOnly)
  }
}
