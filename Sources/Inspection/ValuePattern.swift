/// Writes the pattern of a value: what it looks like, and not what it says.
///
/// A digit is `9`, a capital `A`, any other letter `a`; everything else stays as it is. Of a run of
/// letters or other signs the first three are written and then `…`, of a run of digits the first
/// twelve; of the whole 40 signs at most. `1001 SMITH-Jones` is `9999 AAA…-Aaaa…`.
struct ValuePattern: Sendable {
  private static let mostSigns = 40
  private static let longestDigits = 12
  private static let longestOther = 3

  /// UTF-8 of the last pattern.
  private(set) var bytes: [UInt8] = []
  /// Characters (Unicode scalars) of the last value.
  private(set) var length = 0
  private var last: UInt32 = 0
  private var run = 0
  private var signs = 0

  /// Takes the pattern of a value of valid UTF-8.
  mutating func take(_ value: borrowing Span<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    length = 0
    last = 0
    run = 0
    signs = 0
    var at = 0
    while at < value.count {
      let byte = value[at]
      length += 1
      if byte < 0x80 {
        append(Self.sign(ofASCII: byte))
        at += 1
      } else {
        var scalar = UInt32(byte & (byte >= 0xF0 ? 0x07 : byte >= 0xE0 ? 0x0F : 0x1F))
        at += 1
        while at < value.count, value[at] & 0xC0 == 0x80 {
          scalar = scalar << 6 | UInt32(value[at] & 0x3F)
          at += 1
        }
        append(Self.sign(of: scalar))
      }
    }
  }

  private mutating func append(_ sign: UInt32) {
    guard signs < Self.mostSigns else { return }
    run = sign == last ? run + 1 : 1
    last = sign
    let most = sign == 0x39 ? Self.longestDigits : Self.longestOther
    guard run <= most + 1 else { return }
    signs += 1
    write(run > most || signs == Self.mostSigns ? 0x2026 : sign)
  }

  private mutating func write(_ sign: UInt32) {
    if sign < 0x80 { return bytes.append(UInt8(truncatingIfNeeded: sign)) }
    bytes.append(contentsOf: String(Unicode.Scalar(sign) ?? "?").utf8)
  }

  @inline(__always)
  private static func sign(ofASCII byte: UInt8) -> UInt32 {
    switch byte {
    case 0x30...0x39: 0x39
    case 0x41...0x5A: 0x41
    case 0x61...0x7A: 0x61
    // Control characters would write to the terminal of whoever looks.
    case 0..<0x20, 0x7F: 0xFFFD
    default: UInt32(byte)
    }
  }

  // Letters of other scripts have capitals or not; signs that are no letters say no more than "a sign".
  private static func sign(of value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return 0xFFFD }
    if scalar.properties.isUppercase { return 0x41 }
    if scalar.properties.isAlphabetic { return 0x61 }
    return scalar.properties.numericType == nil ? 0xFFFD : 0x39
  }
}
