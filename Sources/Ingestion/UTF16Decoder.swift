/// Turns UTF-16 into UTF-8 piece by piece, so that every byte's place in the file can be told again.
///
/// A lone surrogate becomes the three bytes UTF-8 would have for it, which are not valid UTF-8: its
/// row is refused later. A single byte left over at the end becomes 0xFF, with the same effect.
struct UTF16Decoder {
  let isBigEndian: Bool
  /// Bytes that wait for the rest of their character: at most three.
  private var rest: [UInt8] = []

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// Decodes more bytes of the file and appends them to `text`.
  mutating func decode(_ piece: [UInt8], isLast: Bool, to text: inout [UInt8]) {
    let bytes = rest + piece
    var at = 0
    while at + 1 < bytes.count {
      let unit = unit(bytes, at)
      guard unit & 0xFC00 == 0xD800 else {
        append(UInt32(unit), to: &text)
        at += 2
        continue
      }
      if at + 3 >= bytes.count, !isLast { break }
      let second = at + 3 < bytes.count ? self.unit(bytes, at + 2) : 0
      let isPair = second & 0xFC00 == 0xDC00
      let pair = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF))
      append(isPair ? pair : UInt32(unit), to: &text)
      at += isPair ? 4 : 2
    }
    if isLast, at < bytes.count {
      text.append(0xFF)
      at = bytes.count
    }
    rest = Array(bytes[at...])
  }

  /// The offset of the first byte, in whole characters, that is no text; nil when all are.
  func firstUnreadable(in bytes: [UInt8]) -> Int? {
    var at = 0
    while at + 1 < bytes.count {
      let unit = unit(bytes, at)
      guard unit & 0xF800 == 0xD800 else {
        // A row with a zero in it is refused, too.
        if unit == 0 { return at }
        at += 2
        continue
      }
      let isPair =
        unit & 0x400 == 0 && at + 3 < bytes.count && self.unit(bytes, at + 2) & 0xFC00 == 0xDC00
      guard isPair else { return at }
      at += 4
    }
    return at < bytes.count ? at : nil
  }

  /// Bytes of the file that became these decoded bytes.
  static func originalLength(_ range: Range<Int>, of bytes: borrowing Span<UInt8>) -> Int {
    var length = 0
    for index in range {
      switch bytes[index] {
      case 0x80..<0xC0: break
      case 0xFF: length += 1
      case 0xF0...: length += 4
      default: length += 2
      }
    }
    return length
  }

  private func unit(_ bytes: [UInt8], _ at: Int) -> UInt16 {
    isBigEndian
      ? UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
      : UInt16(bytes[at + 1]) << 8 | UInt16(bytes[at])
  }

  private func append(_ scalar: UInt32, to text: inout [UInt8]) {
    func put(_ value: UInt32) { text.append(UInt8(truncatingIfNeeded: value)) }
    switch scalar {
    case ..<0x80: put(scalar)
    case ..<0x800:
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    case ..<0x10000:
      put(0xE0 | scalar >> 12)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    default:
      put(0xF0 | scalar >> 18)
      put(0x80 | scalar >> 12 & 0x3F)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
  }
}
