/// Where a byte value occurs in a row, found for 64 bytes at a time.
///
/// Cells are short: to look for the end of each anew costs a wrong guess of the processor each time.
struct BytePlaces {
  private let row: UnsafeRawPointer
  private let length: Int
  private let pattern: UInt64
  /// One bit for each of the 64 bytes from `base` on.
  private var bits: UInt64 = 0
  private var base = 0

  /// Looks at a row of `length` bytes; up to seven bytes behind it are read.
  ///
  /// - Parameters:
  ///   - pattern: The byte, eight times.
  ///   - row: The row's first byte.
  ///   - length: How many bytes it has.
  @inline(__always)
  init(_ pattern: UInt64, _ row: UnsafePointer<UInt8>, _ length: Int) {
    self.row = UnsafeRawPointer(row)
    self.length = length
    self.pattern = pattern
    look()
  }

  /// The first place at or behind one, or the row's length; what lies before is not asked for again.
  @inline(__always)
  mutating func next(from at: Int) -> Int {
    while base + 64 <= at { skip() }
    if at > base { bits &= ~0 &<< UInt64(truncatingIfNeeded: at - base) }
    while bits == 0 {
      guard base + 64 < length else { return length }
      skip()
    }
    return min(length, base + bits.trailingZeroBitCount)
  }

  private mutating func skip() {
    base += 64
    look()
  }

  @inline(__always)
  private mutating func look() {
    bits = 0
    var at = base
    var shift: UInt64 = 0
    while at < length, shift < 64 {
      let word = row.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      // The high bit of each byte that is zero, then these eight bits side by side.
      let zero = ~(((word & low) &+ low) | word | low)
      let eight = ((zero &>> 7) &* 0x0102_0408_1020_4080) &>> 56
      bits |= eight &<< shift
      at += 8
      shift += 8
    }
  }
}
