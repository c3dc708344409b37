import RecordModel

/// Reads record and encounter numbers: as written, leading zeros and all, without outer spaces.
///
/// A number of nothing but zeros, or of four nines and more, says that there is none.
struct NormalizeNumber: ~Copyable {
  private let field: Field
  private let value: TextValue
  private let added: AddedPlaceholders
  private let column: Int?
  private var numbers: TextWriter
  private var rules: RuleColumn

  init(_ field: Field, _ value: TextValue, _ tables: NormalizationTables, _ cells: CellTable) {
    self.field = field
    self.value = value
    added = tables.added(field)
    column = cells.column(of: field)
    numbers = TextWriter(
      rows: cells.rows(of: column),
      expecting: cells.expectedBytes(column)
    )
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if !range.isEmpty {
        rules[row] = write(bytes.extracting(range))
      }
      numbers.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[value] = numbers.finish()
    values[rules: field] = rules.bytes
  }

  @inline(__always)
  private mutating func write(_ cell: Span<UInt8>) -> NormalizationRule {
    let inner = trimmed(cell)
    if inner.isEmpty { return .absent }
    let number = cell.extracting(inner)
    guard number.count <= TextWriter.longestValue else { return .unreadable }
    if Self.isFiller(number) || added.hold(cell) { return .placeholder }
    numbers.append(number)
    return inner.count == cell.count ? .asWritten : .tidied
  }

  /// Says whether a number says that there is none.
  @inline(__always)
  static func isFiller(_ number: Span<UInt8>) -> Bool {
    let first = number[0]
    if isDigit(first) {
      guard first == UInt8(ascii: "0") || first == UInt8(ascii: "9") else { return false }
      for index in number.indices where number[index] != first { return false }
      return first == UInt8(ascii: "0") || number.count >= 4
    }
    return UnknownWords.isUnknown(number)
  }
}
