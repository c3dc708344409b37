import RecordModel

extension Key128 {
  /// Reads 36 characters `8-4-4-4-12` in lower case, the one way we write an id; nil for anything else.
  init?(uuid text: borrowing Span<UInt8>) {
    guard text.count == 36 else { return nil }
    var (high, low) = (0 as UInt64, 0 as UInt64)
    for index in 0..<36 {
      let byte = text[index]
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit: UInt64
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - 48)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt64(byte - 87)
      default: return nil
      }
      high = high << 4 | low >> 60
      low = low << 4 | digit
    }
    self.init(high: high, low: low)
  }

  /// Reads 22 characters of base64url, the way Provenance cites a row; nil for anything else.
  init?(base64 text: borrowing Span<UInt8>) {
    guard text.count == 22 else { return nil }
    var (high, low) = (0 as UInt64, 0 as UInt64)
    for index in 0..<21 {
      guard let digit = Self.base64Digit(text[index]) else { return nil }
      high = high << 6 | low >> 58
      low = low << 6 | digit
    }
    // 21 characters hold 126 bits; of the last one only two count, and the others are zero.
    guard let last = Self.base64Digit(text[21]), last & 15 == 0 else { return nil }
    self.init(high: high << 2 | low >> 62, low: low << 2 | last >> 4)
  }

  private static func base64Digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(byte - 65)
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(byte - 71)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte + 4)
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
