import RecordModel

/// An item of the NAACCR dictionary: the ones that index fields are made of, and a registry's own keys.
///
/// Any other item is read by its name or number wherever it stands in its patient, tumor or file.
struct NAACCRItem: Sendable {
  /// The element that an item belongs to.
  enum Parent: Sendable {
    case file, patient, tumor

    /// Elements between it and a tumor.
    var climbs: Int {
      switch self {
      case .file: 2
      case .patient: 1
      case .tumor: 0
      }
    }
  }

  let name: String
  let number: String
  /// Characters that a value has at most.
  let length: Int
  let parent: Parent
  /// The field that the standard columns read from it.
  let field: Field?

  private init(
    _ name: String,
    _ number: String,
    _ length: Int,
    _ parent: Parent,
    _ field: Field? = nil
  ) {
    self.name = name
    self.number = number
    self.length = length
    self.parent = parent
    self.field = field
  }

  static let all: [NAACCRItem] = [
    NAACCRItem("recordType", "10", 1, .file),
    NAACCRItem("registryId", "40", 10, .file, .facility),
    NAACCRItem("naaccrRecordVersion", "50", 3, .file),
    NAACCRItem("patientIdNumber", "20", 8, .patient, .recordNumber),
    NAACCRItem("nameLast", "2230", 40, .patient, .familyName),
    NAACCRItem("nameFirst", "2240", 40, .patient, .givenName),
    NAACCRItem("nameMiddle", "2250", 40, .patient, .middleName),
    NAACCRItem("nameSuffix", "2270", 3, .patient, .nameSuffix),
    NAACCRItem("nameMaiden", "2390", 40, .patient, .maidenName),
    NAACCRItem("nameBirthSurname", "2232", 40, .patient, .maidenName),
    NAACCRItem("dateOfBirth", "240", 8, .patient, .birthDate),
    NAACCRItem("sex", "220", 1, .patient, .sex),
    NAACCRItem("sexAssignedAtBirth", "225", 1, .patient, .sex),
    NAACCRItem("socialSecurityNumber", "2320", 9, .patient, .ssn),
    NAACCRItem("telephone", "2360", 10, .patient, .phone),
    NAACCRItem("dateOfLastContact", "1750", 8, .patient),
    NAACCRItem("vitalStatus", "1760", 1, .patient),
    NAACCRItem("causeOfDeath", "1910", 4, .patient),
    NAACCRItem("medicalRecordNumber", "2300", 15, .tumor),
    NAACCRItem("addrAtDxNoStreet", "2330", 60, .tumor, .addressLine),
    NAACCRItem("addrAtDxCity", "70", 50, .tumor, .city),
    NAACCRItem("addrAtDxState", "80", 2, .tumor, .state),
    NAACCRItem("addrAtDxPostalCode", "100", 9, .tumor, .postalCode),
    NAACCRItem("addrAtDxCountry", "102", 3, .tumor, .country),
    NAACCRItem("primarySite", "400", 4, .tumor, .diagnosisCode),
    NAACCRItem("laterality", "410", 1, .tumor),
    NAACCRItem("histologicTypeIcdO3", "522", 4, .tumor),
    NAACCRItem("behaviorCodeIcdO3", "523", 1, .tumor),
    NAACCRItem("dateOfDiagnosis", "390", 8, .tumor, .serviceDate),
    NAACCRItem("sequenceNumberCentral", "380", 2, .tumor),
    NAACCRItem("tumorRecordNumber", "60", 2, .tumor),
    NAACCRItem("reportingFacility", "540", 10, .tumor),
  ]
}
