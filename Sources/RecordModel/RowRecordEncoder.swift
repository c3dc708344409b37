/// Encodes all usable rows of a batch as `RowRecord`s, column by column.
///
/// Each column is walked once, its values going to where their rows' records lie: the lengths are
/// added up first, so that nothing grows and nothing is moved.
package struct RowRecordEncoder: ~Copyable {
  /// The records, one after the other, in the order of the rows.
  package private(set) var bytes: [UInt8]
  /// The number of records.
  package let count: Int
  /// Row numbers of the records.
  private let rows: [Int]
  /// Where the next value of each record goes.
  private var cursors: [Int]
  /// Where each record's number of texts lies.
  private let textCounts: [Int]

  /// Encodes a batch that has been normalized.
  package init(_ batch: borrowing RecordBatch) {
    let rows = (0..<batch.rowCount).filter { batch.isUsable($0) }
    let lengths = Self.lengths(of: rows, in: batch)
    var cursors: [Int] = []
    cursors.reserveCapacity(rows.count)
    var total = 0
    for length in lengths {
      cursors.append(total)
      total += Int(length)
    }
    self.rows = rows
    self.cursors = cursors
    textCounts = cursors.map { $0 + RowRecord.headLength - 1 }
    count = rows.count
    bytes = Array(repeating: 0, count: total)
    writeHeads(batch, lengths: lengths)
    for tag in 0..<TextValue.count { writeTexts(tag, batch) }
  }

  private static func lengths(of rows: [Int], in batch: borrowing RecordBatch) -> [UInt32] {
    var lengths = Array(repeating: UInt32(RowRecord.headLength), count: rows.count)
    for tag in 0..<TextValue.count where !batch.values.text[tag].bytes.isEmpty {
      let column = batch.values.text[tag]
      let ends = column.ends.span
      for (index, row) in rows.enumerated() {
        let length = ends[row] - (row == 0 ? 0 : ends[row - 1])
        if length > 0 { lengths[index] += length + 3 }
      }
    }
    return lengths
  }

  /// Writes what every record has, up to and without the number of texts.
  private mutating func writeHeads(_ batch: borrowing RecordBatch, lengths: [UInt32]) {
    for (index, row) in rows.enumerated() {
      var at = cursors[index]
      put(lengths[index], &at)
      put(batch.keys[row].high, &at)
      put(batch.keys[row].low, &at)
      put(batch.digests[row].high, &at)
      put(batch.digests[row].low, &at)
      put(batch.places.start[row], &at)
      put(batch.places.length[row], &at)
      put(batch.places.line[row], &at)
      put(batch.firstOrdinal + UInt64(row), &at)
      for date in 0..<DateValue.allCases.count { put(batch.values.dates[date][row], &at) }
      put(batch.values.ssn[row], &at)
      put(batch.values.pageCount[row], &at)
      put(batch.values.sex[row], &at)
      cursors[index] = at + 1
    }
  }

  /// Writes one text column: tag, length, bytes, and one more text in the record's head.
  private mutating func writeTexts(_ tag: Int, _ batch: borrowing RecordBatch) {
    guard !batch.values.text[tag].bytes.isEmpty else { return }
    let column = batch.values.text[tag]
    Self.write(column, tag: UInt8(tag), of: rows, at: &cursors, counts: textCounts, to: &bytes)
  }

  private static func write(
    _ column: TextColumn,
    tag: UInt8,
    of rows: [Int],
    at cursors: inout [Int],
    counts: [Int],
    to bytes: inout [UInt8]
  ) {
    let values = column.bytes.span
    let ends = column.ends.span
    var records = bytes.mutableSpan
    for (index, row) in rows.enumerated() {
      let start = row == 0 ? 0 : Int(ends[row - 1])
      let length = Int(ends[row]) - start
      guard length > 0 else { continue }
      let at = cursors[index]
      records[at] = tag
      records[at + 1] = UInt8(truncatingIfNeeded: length)
      records[at + 2] = UInt8(truncatingIfNeeded: length >> 8)
      copy(values.extracting(start..<start + length), to: at + 3, of: &records)
      cursors[index] = at + 3 + length
      records[counts[index]] += 1
    }
  }

  private static func copy(
    _ value: borrowing Span<UInt8>,
    to at: Int,
    of records: inout MutableSpan<UInt8>
  ) {
    records.withUnsafeMutableBytes { records in
      value.withUnsafeBytes { value in
        UnsafeMutableRawBufferPointer(rebasing: records[at..<at + value.count])
          .copyMemory(from: value)
      }
    }
  }

  private mutating func put<Value: FixedWidthInteger>(_ value: Value, _ at: inout Int) {
    let offset = at
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
    }
    at += MemoryLayout<Value>.size
  }
}
