import RecordModel

extension TextColumn {
  /// Appends a folded family name with a blank between its parts.
  ///
  /// Folding leaves no trace of where a double name is joined: the name as published tells it. Where
  /// the two do not have the same letters (accents fold to others), the folded name is taken whole.
  mutating func appendParts(_ name: Span<UInt8>, folded: Span<UInt8>?) {
    let start = bytes.count
    var letters = 0
    var isSame = true
    for index in name.indices {
      let byte = name[index]
      guard let letter = capital(byte) else {
        isSame = isSame && byte < 0x80
        if byte == 0x20 || byte == 0x2D, bytes.count > start, bytes.last != 0x20 {
          bytes.append(0x20)
        }
        continue
      }
      if let folded { isSame = isSame && letters < folded.count && folded[letters] == letter }
      letters += 1
      bytes.append(letter)
    }
    if bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
    if let folded, !isSame || letters != folded.count {
      bytes.removeSubrange(start...)
      folded.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
    endValue()
  }

  /// Appends a text with its letters as capitals; what is not ASCII stays, as do blanks.
  mutating func appendCapitals(_ text: Span<UInt8>) {
    for index in text.indices {
      let byte = text[index]
      if let letter = capital(byte) ?? (byte >= 0x80 || byte == 0x20 ? byte : nil) {
        bytes.append(letter)
      }
    }
    endValue()
  }
}

/// A letter as a capital, a digit as it is; nil for anything else.
@inline(__always)
private func capital(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"): byte & 0xDF
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
  default: nil
  }
}
