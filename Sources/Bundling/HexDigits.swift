import RecordModel

/// A key as 32 lower-case hexadecimal digits.
struct HexDigits {
  var bytes: InlineArray<32, UInt8>

  init(_ key: Key128) {
    bytes = InlineArray(repeating: 0)
    put(UInt32(truncatingIfNeeded: key.high >> 32), at: 0)
    put(UInt32(truncatingIfNeeded: key.high), at: 8)
    put(UInt32(truncatingIfNeeded: key.low >> 32), at: 16)
    put(UInt32(truncatingIfNeeded: key.low), at: 24)
  }

  private mutating func put(_ word: UInt32, at start: Int) {
    let digits = Self.digits(of: word)
    for index in 0..<8 {
      bytes[start + index] = UInt8(truncatingIfNeeded: digits >> UInt64(56 - index * 8))
    }
  }

  /// Eight digits at once: each nibble in a byte of its own, `a` to `f` shifted behind `9`.
  private static func digits(of word: UInt32) -> UInt64 {
    var spread = UInt64(word)
    spread = (spread << 16 | spread) & 0x0000_FFFF_0000_FFFF
    spread = (spread << 8 | spread) & 0x00FF_00FF_00FF_00FF
    spread = (spread << 4 | spread) & 0x0F0F_0F0F_0F0F_0F0F
    let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
  }
}

/// An id as FHIR writes it, made once and written several times.
struct WrittenId {
  let key: Key128
  /// 8-4-4-4-12 digits.
  let bytes: InlineArray<36, UInt8>

  init(_ key: Key128) {
    self.key = key
    let digits = HexDigits(key).bytes
    var text = InlineArray<36, UInt8>(repeating: UInt8(ascii: "-"))
    for index in 0..<8 { text[index] = digits[index] }
    for index in 8..<12 { text[index + 1] = digits[index] }
    for index in 12..<16 { text[index + 2] = digits[index] }
    for index in 16..<20 { text[index + 3] = digits[index] }
    for index in 20..<32 { text[index + 4] = digits[index] }
    bytes = text
  }
}
