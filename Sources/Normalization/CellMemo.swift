/// What cells of one batch were found to mean, so that a value written a thousand times is looked up once.
///
/// Holds 64 cells at most; a later one takes the place of an earlier one. A cell is known again by all
/// its bytes, never by a hash alone.
struct CellMemo<Value: Sendable>: Sendable {
  private struct Entry {
    var start = 0
    var end = 0
    var value: Value?
  }

  private var entries: [Entry] = Array(repeating: Entry(), count: 64)

  /// The place a cell has in the memo.
  @inline(__always)
  func slot(_ cell: Span<UInt8>) -> Int {
    var mixed = cell.count &* 0x9E37_79B9
    if let first = cell.indices.first {
      let last = cell.count - 1
      mixed = mixed &* 31 &+ Int(cell[first])
      mixed = mixed &* 31 &+ Int(cell[last])
      mixed = mixed &* 31 &+ Int(cell[last / 2])
      mixed = mixed &* 31 &+ Int(cell[last / 4])
    }
    return (mixed ^ mixed >> 7) & 63
  }

  /// What was kept for a cell, or nil.
  @inline(__always)
  func value(_ slot: Int, of cell: Span<UInt8>, in bytes: Span<UInt8>) -> Value? {
    let entry = entries[slot]
    guard let value = entry.value, entry.end - entry.start == cell.count else { return nil }
    return areEqual(bytes.extracting(entry.start..<entry.end), cell) ? value : nil
  }

  /// Keeps what a cell means.
  mutating func keep(_ value: Value, _ slot: Int, _ range: Range<Int>) {
    entries[slot] = Entry(start: range.lowerBound, end: range.upperBound, value: value)
  }
}
