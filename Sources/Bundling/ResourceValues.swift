import RecordModel

/// Values of a resource inside open strings.
extension ResourceWriter {
  /// Appends a value of a row, escaped.
  @inline(__always)
  mutating func text(_ value: TextValue, of row: Int, in person: borrowing PersonInHand) {
    appendEscaped(person.bytes.span.extracting(person.range(value, row)))
  }

  /// Appends a date as precise as it is known: `1961`, `1961-03`, `1961-03-04`.
  mutating func date(_ date: PartialDate) {
    let packed = date.packed
    digits(packed >> 9, width: 4)
    guard packed >> 5 & 15 != 0 else { return }
    append(UInt8(ascii: "-"))
    digits(packed >> 5 & 15, width: 2)
    guard packed & 31 != 0 else { return }
    append(UInt8(ascii: "-"))
    digits(packed & 31, width: 2)
  }

  /// Appends the last digits of a number, with leading zeros.
  @inline(__always)
  mutating func digits(_ number: UInt32, width: Int) {
    var scale: UInt32 = 1
    for _ in 1..<width { scale *= 10 }
    while scale > 0 {
      append(UInt8(truncatingIfNeeded: 48 + number / scale % 10))
      scale /= 10
    }
  }

  /// Appends a number in decimal.
  mutating func number(_ value: UInt64) {
    var scale: UInt64 = 1
    while value / scale >= 10 { scale *= 10 }
    while scale > 0 {
      append(UInt8(truncatingIfNeeded: 48 + value / scale % 10))
      scale /= 10
    }
  }

  /// Appends a digest in 22 characters (base64url without padding, RFC 4648 section 5).
  mutating func base64(_ digest: RowDigest) {
    let digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    append(22) { index in
      let bits =
        switch index {
        case 0..<10: digest.high >> UInt64(58 - index * 6)
        case 10: digest.high << 2 | digest.low >> 62
        case 11..<21: digest.low >> UInt64(56 - (index - 11) * 6)
        default: digest.low << 4
        }
      return digits.utf8Start[Int(truncatingIfNeeded: bits & 63)]
    }
  }

  /// Appends `/` and a value as the last step of an identifier system; nothing when it is missing.
  mutating func systemStep(_ value: TextValue, of row: Int, in person: borrowing PersonInHand) {
    let range = person.range(value, row)
    guard !range.isEmpty else { return }
    append(UInt8(ascii: "/"))
    appendURI(person.bytes.span.extracting(range), keeping: .segment)
  }
}
