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
    let values = column.bytes.span
    let ends = column.ends.span
    var starts = 0
    for (index, row) in rows.enumerated() {
      let start = row == 0 ? 0 : Int(ends[row - 1])
      let length = Int(ends[row]) - start
      if length > 0 {
        var at = cursors[index]
        put(UInt8(truncatingIfNeeded: tag), &at)
        put(UInt16(truncatingIfNeeded: length), &at)
        copy(values.extracting(start..<start + length), to: at)
        cursors[index] = at + length
        bytes[starts + RowRecord.headLength - 1] += 1
      }
      starts += Int(recordLength(at: starts))
    }
  }

  private func recordLength(at start: Int) -> UInt32 {
    UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]) << 16
      | UInt32(bytes[start + 3]) << 24
  }

  private mutating func put<Value: FixedWidthInteger>(_ value: Value, _ at: inout Int) {
    let offset = at
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
    }
    at += MemoryLayout<Value>.size
  }

  private mutating func copy(_ value: borrowing Span<UInt8>, to at: Int) {
    value.withUnsafeBytes { source in
      bytes.withUnsafeMutableBytes { target in
        UnsafeMutableRawBufferPointer(rebasing: target[at..<at + source.count]).copyMemory(
          from: source
        )
      }
    }
  }
}
