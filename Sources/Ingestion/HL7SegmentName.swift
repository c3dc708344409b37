/// The three letters or digits a segment begins with.
struct HL7SegmentName: Sendable, Equatable {
  private let packed: UInt32

  /// The name at the front of a text; nil when there stands none.
  init?(_ text: borrowing Span<UInt8>) {
    guard text.count >= 3, Self.isCapital(text[0]) else { return nil }
    for index in 1...2 where !Self.isCapital(text[index]) && !Self.isDigit(text[index]) {
      return nil
    }
    packed = UInt32(text[0]) << 16 | UInt32(text[1]) << 8 | UInt32(text[2])
  }

  private init(_ name: StaticString) {
    packed = name.withUTF8Buffer { UInt32($0[0]) << 16 | UInt32($0[1]) << 8 | UInt32($0[2]) }
  }

  static let header = HL7SegmentName("MSH")
  static let event = HL7SegmentName("EVN")
  static let patient = HL7SegmentName("PID")
  static let merge = HL7SegmentName("MRG")
  static let observation = HL7SegmentName("OBX")
  static let fileHeader = HL7SegmentName("FHS")
  static let fileTrailer = HL7SegmentName("FTS")
  static let batchHeader = HL7SegmentName("BHS")
  static let batchTrailer = HL7SegmentName("BTS")

  private static func isCapital(_ byte: UInt8) -> Bool { byte &- 65 < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
