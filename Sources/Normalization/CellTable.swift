import RecordModel

/// The raw table of a batch as normalizers read it; rows that are refused or ignored look empty.
struct CellTable {
  let bytes: [UInt8]
  private let ends: [UInt32]
  private let isSkipped: [Bool]
  private let columnCount: Int
  private let columnOfField: [Int16]
  let rowCount: Int

  init(_ batch: borrowing RecordBatch) {
    bytes = batch.cells
    ends = batch.ends
    columnCount = batch.columnCount
    columnOfField = batch.columnOfField
    let count = batch.rowCount
    rowCount = count
    var skipped = [Bool](repeating: false, count: count)
    for row in 0..<count { skipped[row] = !batch.isUsable(row) }
    isSkipped = skipped
  }

  /// The column a field is read from, or nil.
  func column(of field: Field) -> Int? {
    let column = Int(columnOfField[Int(field.rawValue)])
    return column >= 0 && column < columnCount ? column : nil
  }

  /// The entries that a column's values take: none when the field is not mapped.
  func rows(of column: Int?) -> Int { column == nil ? 0 : rowCount }

  /// Says whether a row is refused or ignored.
  @inline(__always)
  func skips(_ row: Int) -> Bool { isSkipped[row] }

  /// The byte range of a cell.
  @inline(__always)
  func range(_ row: Int, _ column: Int) -> Range<Int> {
    if isSkipped[row] { return 0..<0 }
    let index = row &* columnCount &+ column
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// About how many bytes a column holds, for reserving.
  func expectedBytes(_ column: Int?) -> Int {
    guard let column, rowCount > 0 else { return 0 }
    // A sample is enough: the writer grows when it was too small.
    let step = max(1, rowCount / 64)
    var total = 0
    var rows = 0
    for row in stride(from: 0, to: rowCount, by: step) {
      total += range(row, column).count
      rows += 1
    }
    return total * rowCount / rows * 5 / 4 + 64
  }
}
