import RecordModel

/// A key as 32 lower-case hexadecimal digits: four words of eight ASCII digits, the first digit in
/// the highest byte.
struct HexDigits {
  let words: (UInt64, UInt64, UInt64, UInt64)

  @inline(__always)
  init(_ key: Key128) {
    words = (
      Self.digits(of: UInt32(truncatingIfNeeded: key.high >> 32)),
      Self.digits(of: UInt32(truncatingIfNeeded: key.high)),
      Self.digits(of: UInt32(truncatingIfNeeded: key.low >> 32)),
      Self.digits(of: UInt32(truncatingIfNeeded: key.low))
    )
  }

  /// Eight digits at once: each nibble in a byte of its own, `a` to `f` shifted behind `9`.
  @inline(__always)
  private static func digits(of word: UInt32) -> UInt64 {
    var spread = UInt64(word)
    spread = (spread << 16 | spread) & 0x0000_FFFF_0000_FFFF
    spread = (spread << 8 | spread) & 0x00FF_00FF_00FF_00FF
    spread = (spread << 4 | spread) & 0x0F0F_0F0F_0F0F_0F0F
    let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
  }

  /// Writes the 32 digits to a buffer that has room for them.
  @inline(__always)
  func write(to bytes: UnsafeMutableRawPointer) {
    bytes.storeBytes(of: words.0.bigEndian, as: UInt64.self)
    bytes.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
    bytes.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
    bytes.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
  }

  /// Writes the digits as 8-4-4-4-12, with hyphens: 36 bytes.
  @inline(__always)
  func writeUUID(to bytes: UnsafeMutableRawPointer) {
    let hyphen = UInt8(ascii: "-")
    bytes.storeBytes(of: words.0.bigEndian, as: UInt64.self)
    bytes.storeBytes(of: hyphen, toByteOffset: 8, as: UInt8.self)
    bytes.storeBytes(of: hyphen, toByteOffset: 13, as: UInt8.self)
    bytes.storeBytes(of: hyphen, toByteOffset: 18, as: UInt8.self)
    bytes.storeBytes(of: hyphen, toByteOffset: 23, as: UInt8.self)
    bytes.storeBytes(of: Self.upper(words.1), toByteOffset: 9, as: UInt32.self)
    bytes.storeBytes(of: Self.lower(words.1), toByteOffset: 14, as: UInt32.self)
    bytes.storeBytes(of: Self.upper(words.2), toByteOffset: 19, as: UInt32.self)
    bytes.storeBytes(of: Self.lower(words.2), toByteOffset: 24, as: UInt32.self)
    bytes.storeBytes(of: words.3.bigEndian, toByteOffset: 28, as: UInt64.self)
  }

  private static func upper(_ word: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: word >> 32).bigEndian
  }

  private static func lower(_ word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word).bigEndian }
}

/// An id as FHIR writes it, made once and written several times.
struct WrittenId {
  let key: Key128
  let digits: HexDigits

  @inline(__always)
  init(_ key: Key128) {
    self.key = key
    digits = HexDigits(key)
  }
}
