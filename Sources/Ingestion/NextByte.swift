import Glibc

/// Where a byte value occurs next in a buffer that is walked from left to right.
///
/// Remembers its last answer: a file without quotes is searched for quotes once, not once a line.
struct NextByte {
  let byte: UInt8
  /// The last hit, or how far the buffer was searched without one.
  private var at = 0
  private var isHit = false

  init(_ byte: UInt8) { self.byte = byte }

  /// The first position of the byte at or after `from`; the buffer's length when there is none.
  ///
  /// `from` never goes back in the life of one value.
  @inline(__always)
  mutating func position(from: Int, in bytes: borrowing Span<UInt8>) -> Int {
    if at >= from, isHit || at == bytes.count { return at }
    return search(from: isHit ? from : max(from, at), in: bytes)
  }

  private mutating func search(from: Int, in bytes: borrowing Span<UInt8>) -> Int {
    at = bytes.count
    isHit = false
    guard from < bytes.count else { return at }
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let hit = memchr(base + from, Int32(byte), buffer.count - from)
      else { return }
      at = base.distance(to: UnsafeRawPointer(hit))
      isHit = true
    }
    return at
  }

  /// Forgets the first bytes of the buffer, which have been taken away.
  mutating func shift(by count: Int) {
    if at < count { isHit = false }
    at = max(0, at - count)
  }
}
