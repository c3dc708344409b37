/// The mark that may stand in front of Unicode text and says how it is encoded.
enum ByteOrderMark {
  case none, utf8, utf16LittleEndian, utf16BigEndian

  /// Looks at the first bytes of a file.
  init(_ bytes: borrowing Span<UInt8>) {
    let first: UInt8 = bytes.count > 0 ? bytes[0] : 0
    let second: UInt8 = bytes.count > 1 ? bytes[1] : 0
    let third: UInt8 = bytes.count > 2 ? bytes[2] : 0
    switch (first, second, third) {
    case (0xEF, 0xBB, 0xBF): self = .utf8
    case (0xFF, 0xFE, _): self = .utf16LittleEndian
    case (0xFE, 0xFF, _): self = .utf16BigEndian
    default: self = .none
    }
  }

  /// Bytes of the mark.
  var length: Int {
    switch self {
    case .none: 0
    case .utf8: 3
    case .utf16LittleEndian, .utf16BigEndian: 2
    }
  }

  /// Says whether text in this encoding may begin with this mark.
  func fits(_ encoding: CharacterEncoding) -> Bool {
    switch self {
    case .none: true
    case .utf8: encoding == .utf8
    case .utf16LittleEndian: encoding == .utf16 || encoding == .utf16LittleEndian
    case .utf16BigEndian: encoding == .utf16 || encoding == .utf16BigEndian
    }
  }
}
