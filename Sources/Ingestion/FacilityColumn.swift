import Digests
import RecordModel

/// Numbers the facilities named in a batch.
struct FacilityColumn {
  /// The code of every row, when the pipeline file says so; nil to go by the column.
  let constant: [UInt8]?

  init(settings: SourceSettings) { constant = settings.facility.map { Array($0.utf8) } }

  /// Fills in `facilities` and `facilityOfRow`; a refused row has the empty code where a column says it.
  func fill(_ batch: inout RecordBatch) {
    guard constant == nil, let column = batch.column(of: .facility) else {
      batch.facilities = [constant ?? []]
      batch.facilityOfRow = Array(repeating: 0, count: batch.rowCount)
      return
    }
    (batch.facilities, batch.facilityOfRow) = numbered(batch, column)
  }

  private func numbered(_ batch: RecordBatch, _ column: Int) -> ([[UInt8]], [UInt16]) {
    var found = Found()
    var ofRow: [UInt16] = []
    ofRow.reserveCapacity(batch.rowCount)
    let cells = batch.cells.span
    let ends = batch.ends.span
    var last = 0..<0
    for row in 0..<batch.rowCount {
      let index = row * batch.columnCount + column
      let range = (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
      // Rows of one facility mostly stand together.
      if let number = ofRow.last, isSame(range, last, cells) {
        ofRow.append(number)
      } else {
        ofRow.append(found.number(of: cells.extracting(trimmed(range, cells))))
      }
      last = range
    }
    return (found.codes, ofRow)
  }

  private func isSame(
    _ range: Range<Int>,
    _ other: Range<Int>,
    _ cells: borrowing Span<UInt8>
  ) -> Bool {
    guard range.count == other.count else { return false }
    for offset in 0..<range.count
    where cells[range.lowerBound &+ offset] != cells[other.lowerBound &+ offset] {
      return false
    }
    return true
  }

  private func trimmed(_ range: Range<Int>, _ cells: borrowing Span<UInt8>) -> Range<Int> {
    var (from, to) = (range.lowerBound, range.upperBound)
    while from < to, cells[from] == 0x20 || cells[from] == 0x09 { from += 1 }
    while to > from, cells[to - 1] == 0x20 || cells[to - 1] == 0x09 { to -= 1 }
    return from..<to
  }

  /// Codes in the order in which they were met.
  ///
  /// Their number is bounded by the rows of a batch.
  private struct Found {
    private(set) var codes: [[UInt8]] = []
    private var hashes: [UInt64] = []

    mutating func number(of code: borrowing Span<UInt8>) -> UInt16 {
      let hash = stableHash(code)
      for index in hashes.indices where hashes[index] == hash && isEqual(index, code) {
        return UInt16(truncatingIfNeeded: index)
      }
      codes.append(code.withUnsafeBufferPointer { Array($0) })
      hashes.append(hash)
      return UInt16(truncatingIfNeeded: codes.count - 1)
    }

    private func isEqual(_ index: Int, _ code: borrowing Span<UInt8>) -> Bool {
      guard codes[index].count == code.count else { return false }
      for position in code.indices where codes[index][position] != code[position] { return false }
      return true
    }
  }
}
