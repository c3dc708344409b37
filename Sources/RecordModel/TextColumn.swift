/// One text value a row, all in one arena: value `r` is `bytes[ends[r-1]..<ends[r]]`, empty when missing.
///
/// Loops take `bytes.span` and `ends.span` once a batch; there is no `String` per value.
package struct TextColumn: Sendable {
  /// UTF-8 bytes of all values, one after the other.
  package var bytes: [UInt8] = []
  /// Where each value ends in `bytes`; one entry a row.
  package var ends: [UInt32] = []

  package init() {}

  /// The number of rows this column has a value (perhaps an empty one) for.
  package var count: Int { ends.count }

  /// The byte range of the value of a row.
  @inlinable
  package func range(_ row: Int) -> Range<Int> {
    (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
  }

  /// Says whether the row has no value.
  @inlinable
  package func isMissing(_ row: Int) -> Bool { range(row).isEmpty }

  /// Ends the value of the next row at what has been appended to `bytes` so far.
  @inlinable
  package mutating func endValue() { ends.append(UInt32(truncatingIfNeeded: bytes.count)) }

  /// Appends a whole value for the next row.
  @inlinable
  package mutating func append(_ value: some Sequence<UInt8>) {
    bytes.append(contentsOf: value)
    endValue()
  }

  /// Appends the value of a row of another column.
  package mutating func append(_ row: Int, of other: borrowing TextColumn) {
    let range = other.range(row)
    other.bytes.span.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    endValue()
  }

  /// Appends the values of a range of rows of another column.
  package mutating func append(_ rows: Range<Int>, of other: borrowing TextColumn) {
    guard let last = rows.last else { return }
    let start = other.range(rows.lowerBound).lowerBound
    let shift = bytes.count - start
    bytes.append(contentsOf: other.bytes[start..<other.range(last).upperBound])
    for end in other.ends[rows] { ends.append(UInt32(truncatingIfNeeded: Int(end) + shift)) }
  }

  /// Appends "missing" for the next row.
  @inlinable
  package mutating func appendMissing() { endValue() }
}
