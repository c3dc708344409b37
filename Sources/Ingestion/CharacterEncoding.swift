import Glibc

/// The encodings an export may be written in, named as pipeline files name them.
package enum CharacterEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
  /// Byte order by the mark; without one by the zero bytes of the first characters, else big-endian.
  case utf16 = "utf-16"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// What DOS wrote in the United States, and in Western Europe.
  case cp437, cp850
  /// EBCDIC of IBM mainframes: United States and Canada, and international.
  case cp037, cp500

  /// Every name, for the catalogue.
  package static let names = allCases.map(\.rawValue)

  var isUTF16: Bool { self == .utf16 || self == .utf16LittleEndian || self == .utf16BigEndian }

  var isDOS: Bool { self == .cp437 || self == .cp850 }

  var isEBCDIC: Bool { self == .cp037 || self == .cp500 }

  /// Says whether text in this encoding is turned into UTF-8 before lines are looked for.
  var isDecodedFirst: Bool { isUTF16 || isEBCDIC }

  /// What iconv calls a single-byte encoding whose lower half is ASCII; nil for the others.
  var iconvName: String? {
    switch self {
    case .windows1252: "CP1252"
    case .latin1: "ISO-8859-1"
    case .cp437: "CP437"
    case .cp850: "CP850"
    default: nil
    }
  }

  /// What iconv calls an encoding of one byte a character; nil for the others.
  var tableName: String? { isEBCDIC ? rawValue.uppercased() : iconvName }
}

/// What each byte from 0x80 up means in a single-byte encoding, in UTF-8, as iconv says.
///
/// Made once a source. Bytes below 0x80 are ASCII in these encodings, so delimiters, quotes and line
/// ends can be found before anything is decoded.
struct SingleByteTable: Sendable {
  /// For byte `0x80 + i`: one to three UTF-8 bytes, the first one lowest; 0 when nothing is defined.
  private let meanings: [UInt32]

  /// The table of an encoding with an `iconvName`; nil for the others, or when the system cannot convert it.
  init?(_ encoding: CharacterEncoding) {
    guard let name = encoding.iconvName else { return nil }
    guard let found = Self.meanings(of: 0x80...0xFF, in: name) else { return nil }
    meanings = found
  }

  /// What bytes mean in an encoding of one byte a character; nil when the system cannot convert it.
  static func meanings(of bytes: ClosedRange<Int>, in name: String) -> [UInt32]? {
    known[name].map { Array($0[bytes]) }
  }

  /// Asked for once a process: iconv loads a table from the disk each time it is opened.
  private static let known: [String: [UInt32]] = {
    var known: [String: [UInt32]] = [:]
    for encoding in CharacterEncoding.allCases {
      guard let name = encoding.tableName, let all = meanings(in: name) else { continue }
      known[name] = all
    }
    return known
  }()

  private static func meanings(in name: String) -> [UInt32]? {
    guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { iconv_close(converter) }
    return (0...0xFF).map { Self.meaning(of: $0, by: converter) }
  }

  /// The UTF-8 bytes of a byte's character, the first one lowest; 0 when the encoding defines none.
  @inline(__always)
  subscript(_ byte: UInt8) -> UInt32 {
    byte < 0x80 ? UInt32(byte) : meanings[Int(byte) - 0x80]
  }

  /// Writes text in this encoding; nil when it has a character that the encoding has not.
  func encode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for character in text.unicodeScalars {
      var packed: UInt32 = 0
      for (index, byte) in String(character).utf8.enumerated() {
        packed |= UInt32(byte) << UInt32(index * 8)
      }
      if packed < 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: packed))
      } else if let index = meanings.firstIndex(of: packed) {
        bytes.append(UInt8(truncatingIfNeeded: index + 0x80))
      } else {
        return nil
      }
    }
    return bytes
  }

  private static func meaning(of byte: Int, by converter: iconv_t) -> UInt32 {
    var input = CChar(truncatingIfNeeded: byte)
    var output: UInt32 = 0
    let failed = withUnsafeMutablePointer(to: &input) { source in
      withUnsafeMutableBytes(of: &output) { target in
        var from: UnsafeMutablePointer<CChar>? = source
        var fromLeft = 1
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var toLeft = 4
        return iconv(converter, &from, &fromLeft, &to, &toLeft) == -1
      }
    }
    if failed { _ = iconv(converter, nil, nil, nil, nil) }
    return failed ? 0 : UInt32(littleEndian: output)
  }
}
