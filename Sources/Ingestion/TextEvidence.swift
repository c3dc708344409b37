package import RecordModel

/// What all bytes of a text export show: encoding, line ends, bytes that text does not have.
///
/// Gathered in one look at every byte, before the first row is read: which encoding a file has can
/// depend on its last line.
package struct TextEvidence: Sendable, Equatable {
  package private(set) var byteCount: UInt64 = 0
  /// The byte order mark as an encoding's name; nil when there is none.
  package private(set) var mark: String?
  package private(set) var feeds: UInt64 = 0
  package private(set) var returnFeeds: UInt64 = 0
  package private(set) var returns: UInt64 = 0
  package private(set) var zeros: UInt64 = 0
  /// Control characters that text does not have.
  package private(set) var controls: UInt64 = 0
  /// Characters of two to four bytes that are valid UTF-8.
  package private(set) var wideCharacters: UInt64 = 0
  /// Bytes from 0x80 up that are part of no valid UTF-8 character.
  package private(set) var strayBytes: UInt64 = 0
  /// Of those, bytes that windows-1252 does not define.
  package private(set) var undefinedIn1252: UInt64 = 0
  /// Of those, bytes 0x80 to 0x9F: letters and signs in windows-1252, control characters in iso-8859-1.
  package private(set) var between80And9F: UInt64 = 0
  private var looksLikeEBCDIC = false
  private var utf16: CharacterEncoding?

  private var wanted = 0
  /// Bytes of a character that is not finished, the first one highest.
  private var pending: UInt32 = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  private var wasReturn = false

  /// Looks at every byte of an export.
  package init(of export: ExportFile) throws(ExportError) {
    utf16 = try EncodingEvidence.mark(of: export)
    var reader = try ExportReader(export)
    var bytes = try reader.refill([], from: 0, adding: 1_000_000)
    looksLikeEBCDIC = UnknownEncoding.looksLikeEBCDIC(bytes.prefix(65_536))
    let mark = ByteOrderMark(bytes.span)
    switch mark {
    case .none: break
    case .utf8: self.mark = CharacterEncoding.utf8.rawValue
    case .utf16LittleEndian: self.mark = CharacterEncoding.utf16LittleEndian.rawValue
    case .utf16BigEndian: self.mark = CharacterEncoding.utf16BigEndian.rawValue
    }
    var from = mark.length
    while !bytes.isEmpty {
      take(bytes.span, from: from)
      from = 0
      bytes = try reader.refill([], from: 0, adding: 1_000_000)
    }
    if wasReturn { returns += 1 }
    breakCharacter()
    byteCount = reader.byteCount
  }

  /// Which encoding the bytes speak for.
  package var verdict: EncodingVerdict {
    if let utf16 {
      return EncodingVerdict(utf16.rawValue, isProved: mark != nil, "every second byte is zero")
    }
    if looksLikeEBCDIC, strayBytes > 0 { return ebcdicVerdict }
    // A zero byte in one row spoils that row only.
    if zeros * 100 > byteCount || controls > 8 && controls * 20 > byteCount {
      return EncodingVerdict(nil, isProved: false, "it has bytes that no text has")
    }
    if strayBytes == 0 {
      let why = wideCharacters == 0 ? "every byte is ASCII" : "every byte is valid UTF-8"
      return EncodingVerdict(CharacterEncoding.utf8.rawValue, isProved: true, why)
    }
    if wideCharacters > strayBytes {
      return EncodingVerdict(CharacterEncoding.utf8.rawValue, isProved: false, "most letters are")
    }
    guard undefinedIn1252 == 0 else {
      return EncodingVerdict(nil, isProved: false, "neither UTF-8 nor windows-1252 fits")
    }
    return EncodingVerdict(
      CharacterEncoding.windows1252.rawValue,
      isProved: false,
      between80And9F == 0 ? "all fit windows-1252 and iso-8859-1" : "all fit windows-1252"
    )
  }

  private var ebcdicVerdict: EncodingVerdict {
    EncodingVerdict(
      CharacterEncoding.cp037.rawValue,
      isProved: false,
      "it looks like EBCDIC: cp037 or cp500, which differ in brackets, ! ^ | and ¬"
    )
  }

  private mutating func take(_ bytes: borrowing Span<UInt8>, from: Int) {
    for index in from..<bytes.count {
      let byte = bytes[index]
      if byte >= 0x80 {
        takeHigh(byte)
        if wasReturn { endReturn() }
        continue
      }
      if wanted > 0 { breakCharacter() }
      if byte >= 0x20 {
        if wasReturn { endReturn() }
        continue
      }
      takeControl(byte)
    }
  }

  private mutating func endReturn() {
    returns += 1
    wasReturn = false
  }

  private mutating func takeControl(_ byte: UInt8) {
    if byte == 0x0A {
      if wasReturn { returnFeeds += 1 } else { feeds += 1 }
      wasReturn = false
      return
    }
    if wasReturn { endReturn() }
    switch byte {
    case 0x0D: wasReturn = true
    case 0: zeros += 1
    case 0x09, 0x0C, 0x1A: break
    default: controls += 1
    }
  }

  // Unicode 16, table 3-7: which bytes may follow which.
  private mutating func takeHigh(_ byte: UInt8) {
    if wanted > 0 {
      if byte >= lowest, byte <= highest {
        pending = pending << 8 | UInt32(byte)
        wanted -= 1
        lowest = 0x80
        highest = 0xBF
        if wanted == 0 {
          wideCharacters += 1
          pending = 0
        }
        return
      }
      breakCharacter()
    }
    lowest = 0x80
    highest = 0xBF
    switch byte {
    case 0xC2...0xDF: wanted = 1
    case 0xE0...0xEF:
      wanted = 2
      if byte == 0xE0 { lowest = 0xA0 }
      if byte == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      wanted = 3
      if byte == 0xF0 { lowest = 0x90 }
      if byte == 0xF4 { highest = 0x8F }
    default:
      note(byte)
      return
    }
    pending = UInt32(byte)
  }

  /// The bytes of a character that was not finished are part of none.
  private mutating func breakCharacter() {
    while pending > 0 {
      note(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
    }
    wanted = 0
  }

  private mutating func note(_ byte: UInt8) {
    strayBytes += 1
    if byte <= 0x9F { between80And9F += 1 }
    switch byte {
    case 0x81, 0x8D, 0x8F, 0x90, 0x9D: undefinedIn1252 += 1
    default: break
    }
  }
}

/// The encoding that the bytes of a file speak for, and why.
package struct EncodingVerdict: Sendable, Equatable {
  /// An encoding's name; nil when a person must say it.
  package var encoding: String?
  /// Says whether nothing else can be right.
  package var isProved: Bool
  package var reason: String
  /// Says whether it is an EBCDIC, and only its bytes say so.
  package var isEBCDIC: Bool {
    !isProved && encoding.flatMap(CharacterEncoding.init)?.isEBCDIC == true
  }

  init(_ encoding: String?, isProved: Bool, _ reason: String) {
    self.encoding = encoding
    self.isProved = isProved
    self.reason = reason
  }
}
