/// Strings and numbers of a JSON document.
extension JSONReader {
  /// Reads a number and keeps its text.
  mutating func number(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> String {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "0") {
      offset += 1
    } else {
      try digits(bytes)
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try digits(bytes)
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count,
        bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-")
      {
        offset += 1
      }
      try digits(bytes)
    }
    if offset < bytes.count, isDigit(bytes[offset]) { throw JSONError(.invalidNumber, at: start) }
    return text(bytes, start..<offset)
  }

  private mutating func digits(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let start = offset
    while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
    guard offset > start else { throw JSONError(.invalidNumber, at: offset) }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Reads a string, from its opening quote to the byte after its closing one.
  mutating func string(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> String {
    offset += 1
    var whole = ""
    var plainFrom = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 { throw JSONError(.controlCharacter, at: offset) }
      if byte == UInt8(ascii: "\"") {
        offset += 1
        let rest = text(bytes, plainFrom..<offset - 1)
        return whole.isEmpty ? rest : whole + rest
      }
      if byte == UInt8(ascii: "\\") {
        whole += text(bytes, plainFrom..<offset)
        whole.unicodeScalars.append(try escape(bytes))
        plainFrom = offset
      } else {
        offset += 1
      }
    }
    throw JSONError(.unexpectedEnd, at: offset)
  }

  /// Reads one escape, and the second one when the first is half of a surrogate pair.
  private mutating func escape(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
    let start = offset
    guard offset + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    offset += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedUnit(bytes, from: start)
    default: throw JSONError(.invalidEscape, at: start)
    }
  }

  private mutating func escapedUnit(
    _ bytes: borrowing Span<UInt8>,
    from start: Int
  ) throws(JSONError) -> Unicode.Scalar {
    let unit = try fourDigits(bytes)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // RFC 8259 section 7: a character beyond U+FFFF is written as two halves, the high one first.
    guard unit < 0xDC00, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    else { throw JSONError(.loneSurrogate, at: start) }
    offset += 2
    let second = try fourDigits(bytes)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONError(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func fourDigits(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
      guard let digit = hexadecimal(bytes[offset]) else {
        throw JSONError(.invalidEscape, at: offset)
      }
      unit = unit << 4 | digit
      offset += 1
    }
    return unit
  }

  private func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 48)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 87)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 55)
    default: nil
    }
  }

  private func text(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
    bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
