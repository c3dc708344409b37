import RecordModel

/// Turns escape sequences into what they stand for.
///
/// `\F\ \S\ \T\ \R\ \E\ \P\` are the separators, `\Xhh..\` bytes in the encoding of the file. Layout
/// (`\.br\`, `\.sp\` and the like) is a space, highlighting (`\H\`, `\N\`) is nothing. A sequence that is none
/// of these, or is not closed, stays as it is: file paths are often written with lone backslashes.
struct HL7Escapes {
  /// The last value, without its escapes.
  private(set) var text: [UInt8] = []

  /// Reads a value; false when it switches to a character set that cannot be read.
  mutating func decode(_ value: Span<UInt8>, _ separators: HL7Separators) -> Bool {
    text.removeAll(keepingCapacity: true)
    var index = 0
    while index < value.count {
      guard value[index] == separators.escape, separators.escape != 0,
        let end = Self.end(of: value, from: index + 1, separators.escape)
      else {
        text.append(value[index])
        index += 1
        continue
      }
      switch append(value.extracting(index + 1..<end), separators) {
      case .known: index = end + 1
      case .unreadable: return false
      case .none:
        text.append(value[index])
        index += 1
      }
    }
    return true
  }

  private enum Sequence { case known, unreadable, none }

  private static func end(of value: Span<UInt8>, from start: Int, _ escape: UInt8) -> Int? {
    // No sequence that means anything is longer, but for hexadecimal ones, which are data.
    for index in start..<min(value.count, start + 4_096) where value[index] == escape {
      return index
    }
    return nil
  }

  private mutating func append(_ sequence: Span<UInt8>, _ separators: HL7Separators) -> Sequence {
    guard sequence.count > 0 else { return .none }
    if sequence.count == 1 { return appendLetter(sequence[0], separators) }
    switch sequence[0] {
    case UInt8(ascii: "."):
      guard isLetter(sequence[1]) else { return .none }
      text.append(0x20)
      return .known
    case UInt8(ascii: "X"): return appendBytes(sequence.extracting(1..<sequence.count))
    case UInt8(ascii: "C") where sequence.count == 5 && isHex(sequence),
      UInt8(ascii: "M") where (sequence.count == 5 || sequence.count == 7) && isHex(sequence):
      return .unreadable
    default: return .none
    }
  }

  private mutating func appendLetter(_ letter: UInt8, _ separators: HL7Separators) -> Sequence {
    switch letter {
    case UInt8(ascii: "F"): text.append(separators.field)
    case UInt8(ascii: "S"): text.append(separators.component)
    case UInt8(ascii: "T"):
      guard separators.subcomponent != 0 else { return .none }
      text.append(separators.subcomponent)
    case UInt8(ascii: "R"): text.append(separators.repetition)
    case UInt8(ascii: "E"): text.append(separators.escape)
    case UInt8(ascii: "P"): text.append(UInt8(ascii: "#"))
    case UInt8(ascii: "H"), UInt8(ascii: "N"): break
    default: return .none
    }
    return .known
  }

  private mutating func appendBytes(_ digits: Span<UInt8>) -> Sequence {
    guard digits.count % 2 == 0 else { return .none }
    let start = text.count
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.digit(digits[index]), let low = Self.digit(digits[index + 1]) else {
        text.removeSubrange(start...)
        return .none
      }
      // A line end in a cell is a space, as everywhere.
      let byte = high << 4 | low
      guard byte != 0 else { return .unreadable }
      text.append(byte == 0x0D || byte == 0x0A ? 0x20 : byte)
    }
    return .known
  }

  private func isHex(_ sequence: Span<UInt8>) -> Bool {
    for index in 1..<sequence.count where Self.digit(sequence[index]) == nil { return false }
    return true
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

  private static func digit(_ byte: UInt8) -> UInt8? {
    if byte &- 48 < 10 { return byte - 48 }
    let letter = byte | 0x20
    return letter &- 97 < 6 ? letter - 87 : nil
  }
}
