/// Decodes the encodings whose line ends and delimiters are not ASCII.
///
/// From decoded text it can always be told how many bytes of the file it was.
enum TextDecoder {
  case utf16(UTF16Decoder)
  case ebcdic(EBCDICDecoder)

  /// The decoder for an encoding and the first bytes of a file behind its mark.
  ///
  /// Nil for encodings that are not decoded first, or when the system has no table.
  init?(_ encoding: CharacterEncoding, _ mark: ByteOrderMark, _ first: [UInt8]) {
    if encoding.isUTF16 {
      self = .utf16(UTF16Decoder(isBigEndian: Self.isBigEndian(encoding, mark, first)))
      return
    }
    guard let decoder = EBCDICDecoder(encoding) else { return nil }
    self = .ebcdic(decoder)
  }

  /// Decodes more bytes of the file and appends them to `text`.
  mutating func decode(_ piece: [UInt8], isLast: Bool, to text: inout [UInt8]) {
    switch self {
    case .utf16(var decoder):
      decoder.decode(piece, isLast: isLast, to: &text)
      self = .utf16(decoder)
    case .ebcdic(let decoder): decoder.decode(piece, to: &text)
    }
  }

  /// Bytes of the file that became these decoded bytes.
  func originalLength(_ range: Range<Int>, of bytes: borrowing Span<UInt8>) -> Int {
    switch self {
    case .utf16: UTF16Decoder.originalLength(range, of: bytes)
    case .ebcdic: CharacterPlaces.count(range, of: bytes)
    }
  }

  private static func isBigEndian(
    _ encoding: CharacterEncoding,
    _ mark: ByteOrderMark,
    _ bytes: [UInt8]
  ) -> Bool {
    switch (encoding, mark) {
    case (.utf16LittleEndian, _), (_, .utf16LittleEndian): return false
    case (.utf16BigEndian, _), (_, .utf16BigEndian): return true
    default:
      // The first character of an index is ASCII: its other byte is zero.
      return !(bytes.count > 1 && bytes[0] != 0 && bytes[1] == 0)
    }
  }
}

/// Turns EBCDIC into UTF-8: each byte of the file becomes one character.
///
/// New line (0x15), line feed (0x25) and carriage return (0x0D) become the line ends of ASCII. A byte
/// without a meaning becomes 0xFF, which is not valid UTF-8: its row is refused later.
struct EBCDICDecoder: Sendable {
  /// For each byte one to three UTF-8 bytes, the first one lowest; 0 when nothing is defined.
  private let meanings: [UInt32]

  /// Nil for other encodings, or when the system cannot convert it.
  init?(_ encoding: CharacterEncoding) {
    guard encoding.isEBCDIC, let name = encoding.tableName,
      var found = SingleByteTable.meanings(of: 0...0xFF, in: name)
    else { return nil }
    found[0x15] = 0x0A
    found[0x25] = 0x0A
    meanings = found
  }

  /// Decodes bytes and appends them to `text`.
  func decode(_ piece: [UInt8], to text: inout [UInt8]) {
    text.reserveCapacity(text.count + piece.count + piece.count / 8)
    for byte in piece {
      var packed = meanings[Int(byte)]
      // A zero byte is a zero byte; others have no meaning.
      guard packed != 0 else {
        text.append(byte == 0 ? 0 : 0xFF)
        continue
      }
      while packed != 0 {
        text.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
    }
  }

  /// The first byte that is no text, or that no row may have; nil when there is none.
  func firstUnreadable(in bytes: [UInt8]) -> Int? {
    bytes.firstIndex { meanings[Int($0)] == 0 }
  }
}
