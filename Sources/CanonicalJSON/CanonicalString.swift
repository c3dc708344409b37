/// The inside of a string in canonical form: UTF-8, escaped as little as may be (RFC 8785 section 3.2.2.2).
enum CanonicalString {
  /// The offset of the closing quote of a string whose inside begins at `start`.
  static func end(of bytes: borrowing Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x80 {
        at += try characterLength(bytes, at: at)
      } else if byte == UInt8(ascii: "\"") {
        return at
      } else if byte == UInt8(ascii: "\\") {
        at += try escapeLength(bytes, at: at)
      } else if byte < 0x20 {
        throw JSONError(.controlCharacter, at: at)
      } else {
        at += 1
      }
    }
    throw JSONError(.unexpectedEnd, at: at)
  }

  /// The length of the UTF-8 sequence at hand: no overlong form, no surrogate, nothing over U+10FFFF.
  private static func characterLength(
    _ bytes: borrowing Span<UInt8>,
    at start: Int
  ) throws(JSONError) -> Int {
    let length: Int
    var second = 0x80...0xBF as ClosedRange<UInt8>
    switch bytes[start] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: length = 3
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw JSONError(.invalidUTF8, at: start)
    }
    guard start + length <= bytes.count, second.contains(bytes[start + 1]) else {
      throw JSONError(.invalidUTF8, at: start)
    }
    for index in start + 2..<max(start + 2, start + length) where bytes[index] & 0xC0 != 0x80 {
      throw JSONError(.invalidUTF8, at: start)
    }
    return length
  }

  /// The length of the escape at hand, if it is the one that canonical form uses for its character.
  private static func escapeLength(
    _ bytes: borrowing Span<UInt8>,
    at start: Int
  ) throws(JSONError) -> Int {
    guard start + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "/"): throw JSONError(.needlessEscape, at: start)
    case UInt8(ascii: "u"):
      guard start + 6 <= bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
      guard isControl(bytes, at: start + 2) else { throw JSONError(.needlessEscape, at: start) }
      return 6
    default: throw JSONError(.invalidEscape, at: start)
    }
  }

  /// Says whether four digits stand for a control character that has no shorter escape.
  private static func isControl(_ bytes: borrowing Span<UInt8>, at start: Int) -> Bool {
    let zero = UInt8(ascii: "0")
    guard bytes[start] == zero, bytes[start + 1] == zero,
      bytes[start + 2] == zero || bytes[start + 2] == UInt8(ascii: "1")
    else { return false }
    let isSecondRow = bytes[start + 2] != zero
    switch bytes[start + 3] {
    case zero...UInt8(ascii: "7"), UInt8(ascii: "e"): return true
    case UInt8(ascii: "b"): return true
    case UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "c"),
      UInt8(ascii: "d"), UInt8(ascii: "f"):
      // 08, 09, 0a, 0c and 0d are written with a letter; 0f is not.
      return isSecondRow || bytes[start + 3] == UInt8(ascii: "f")
    default: return false
    }
  }
}

/// A number as JSON knows it (RFC 8259 section 6).
enum JSONNumber {
  /// The offset after a number that begins at `start`.
  static func end(of bytes: borrowing Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var at = start
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: "0") {
      at += 1
    } else {
      at = try digits(bytes, from: at)
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") { at = try digits(bytes, from: at + 1) }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      let isSigned =
        at < bytes.count && (bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-"))
      at = try digits(bytes, from: isSigned ? at + 1 : at)
    }
    if at < bytes.count, isDigit(bytes[at]) { throw JSONError(.invalidNumber, at: start) }
    return at
  }

  private static func digits(
    _ bytes: borrowing Span<UInt8>,
    from start: Int
  ) throws(JSONError) -> Int {
    var at = start
    while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    guard at > start else { throw JSONError(.invalidNumber, at: at) }
    return at
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
