import RecordModel

/// Reads the number that a merge says is the same patient's: `NUMBER` or `NUMBER^ASSIGNER`.
///
/// Without an assigner of its own, the pipeline file's is taken, else it is the row's.
struct NormalizeMergedNumber: ~Copyable {
  private let said: [UInt8]
  private let added: AddedPlaceholders
  private let column: Int?
  private var numbers: TextWriter
  private var assigners: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    said = tables.mergedAssigner
    added = tables.added(.mergedRecordNumber)
    column = cells.column(of: .mergedRecordNumber)
    numbers = TextWriter(
      rows: cells.rows(of: column),
      expecting: cells.expectedBytes(column)
    )
    assigners = TextWriter(rows: cells.rows(of: column), expecting: 0)
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if !range.isEmpty { rules[row] = write(bytes.extracting(range)) }
      numbers.endValue()
      assigners.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.mergedNumber] = numbers.finish()
    values[.mergedAssigner] = assigners.finish()
    values[rules: .mergedRecordNumber] = rules.bytes
  }

  private mutating func write(_ cell: Span<UInt8>) -> NormalizationRule {
    var end = 0
    while end < cell.count, cell[end] != UInt8(ascii: "^") { end += 1 }
    let written = cell.extracting(0..<end)
    let number = written.extracting(trimmed(written))
    if number.isEmpty { return .absent }
    let tail = cell.extracting(min(end + 1, cell.count)..<cell.count)
    let assigner = tail.extracting(trimmed(tail))
    guard number.count <= TextWriter.longestValue, assigner.count <= TextWriter.longestValue else {
      return .unreadable
    }
    if NormalizeNumber.isFiller(number) || added.hold(number) { return .placeholder }
    numbers.append(number)
    if assigner.isEmpty { assigners.append(said) } else { assigners.append(assigner) }
    return number.count == cell.count ? .asWritten : .tidied
  }
}
