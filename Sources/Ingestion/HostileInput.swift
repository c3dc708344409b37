/// How large a thing may be before an export, or one row of it, is not believed.
///
/// A real index stays far below each of these. They bound memory and time for a file that was
/// damaged, or made to do harm. Numbers are bytes unless their name says otherwise.
enum HostileInput {
  /// Text values are stored with a 16-bit length.
  static let longestCell = 60_000
  static let longestRow = 1_000_000
  /// Physical lines that one quoted row may run over.
  static let mostLinesOfRow = 1_000
  static let mostColumns = 4_096
  /// Keeps the number of facilities in a batch below what 16 bits can count.
  static let mostRowsOfBatch = 60_000

  /// libxml2 2.9 takes quadratic time over the attributes of one start tag.
  static let longestTag = 65_536
  static let mostAttributes = 1_000
  static let deepestElement = 256
  static let longestText = 1_000_000
  static let longestRowElement = 10_000_000
  /// A document that is a row of its own, with pictures of its pages inside.
  static let longestDocument = 1_000_000_000
  /// Character data marked as such: it is taken whole, so it is bounded more closely than text.
  static let longestCharacterData = 64_000_000

  /// HL7: what is kept of one segment; a value that lies behind is not read.
  static let longestSegment = 100_000
  /// Patients in one HL7 message.
  static let mostPatientsOfMessage = 1_000
}
