/// What a row of a legacy index can say: the catalogue of fields.
///
/// A pipeline file maps each column to one of these, or ignores it with a reason. The spelling
/// (`record-number`) is what a person types; the number is stored in parts and must never change.
package enum Field: UInt8, CaseIterable, Sendable {
  case facility = 0
  case recordNumber = 1
  case name = 2
  case familyName = 3
  case givenName = 4
  case middleName = 5
  case nameSuffix = 6
  case maidenName = 7
  case birthDate = 8
  case deathDate = 9
  case sex = 10
  case ssn = 11
  case phone = 12
  case addressLine = 13
  case city = 14
  case state = 15
  case postalCode = 16
  case country = 17
  case documentID = 18
  case documentType = 19
  case documentTitle = 20
  case serviceDate = 21
  case scanDate = 22
  case author = 23
  case encounterNumber = 24
  case pageCount = 25
  case image = 26
  case imageHash = 27
  case box = 28
  case folder = 29
  case reel = 30
  case fiche = 31
  case frame = 32
  case diagnosisCode = 33
  case procedureCode = 34
  case codeSystem = 35
  case mergedRecordNumber = 36

  /// The number of fields; tables indexed by `rawValue` have this size.
  package static let count = 37

  /// How a pipeline file and every message spell this field.
  package var spelled: String { Self.spellings[Int(rawValue)] }

  /// The field of this spelling, or nil.
  package init?(spelled: String) {
    guard let index = Self.spellings.firstIndex(of: spelled) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  /// Says whether this field holds a calendar date.
  package var isDate: Bool {
    switch self {
    case .birthDate, .deathDate, .serviceDate, .scanDate: true
    default: false
    }
  }

  /// Says whether this field describes a document rather than a person.
  package var isOfDocument: Bool {
    rawValue >= Field.documentID.rawValue && self != .mergedRecordNumber
  }

  private static let spellings = [
    "facility", "record-number", "name", "family-name", "given-name", "middle-name",
    "name-suffix", "maiden-name", "birth-date", "death-date", "sex", "ssn", "phone",
    "address-line", "city", "state", "postal-code", "country", "document-id", "document-type",
    "document-title", "service-date", "scan-date", "author", "encounter-number", "page-count",
    "image", "image-hash", "box", "folder", "reel", "fiche", "frame", "diagnosis-code",
    "procedure-code", "code-system", "merged-record-number",
  ]
}
