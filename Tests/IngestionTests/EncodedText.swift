import RecordModel

@testable import Ingestion

/// Text as a file of an encoding holds it.
enum EncodedText {
  /// All encodings of the catalogue, one of UTF-16 with its mark.
  static let encodings = CharacterEncoding.allCases

  static func bytes(_ text: String, _ encoding: CharacterEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16, .utf16LittleEndian:
      return Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return Array(text.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .cp037, .cp500: return text.unicodeScalars.map { ebcdic[encoding]?[$0] ?? 0x6F }
    default: return SingleByteTable(encoding)?.encode(text) ?? []
    }
  }

  /// What stands in front of the text in a file.
  static func mark(_ encoding: CharacterEncoding) -> [UInt8] {
    encoding == .utf16 ? [0xFF, 0xFE] : []
  }

  /// Letters and signs that an encoding has.
  static func letters(_ encoding: CharacterEncoding) -> [String] {
    encoding == .utf8 || encoding.isUTF16 ? ["é", "Ω", "𝄞", "Ñ"] : ["é", "Ñ", "ü", "£"]
  }

  // New line, not line feed, for "\n": what mainframes write.
  private static let ebcdic: [CharacterEncoding: [UnicodeScalar: UInt8]] = Dictionary(
    uniqueKeysWithValues: [CharacterEncoding.cp037, .cp500].map { encoding in
      var table: [UnicodeScalar: UInt8] = [:]
      for byte in (UInt8.min...UInt8.max).reversed() {
        var text: [UInt8] = []
        EBCDICDecoder(encoding)?.decode([byte], to: &text)
        if let scalar = String(decoding: text, as: UTF8.self).unicodeScalars.first {
          table[scalar] = byte
        }
      }
      return (encoding, table)
    }
  )
}
