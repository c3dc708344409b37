/// The code of every rule a row, an export or a person can break.
///
/// A new rule is one line here and one file.
///
/// The number is stored in parts and must never be reused for another rule.
package enum RuleCode: UInt16, CaseIterable, Sendable {
  case none = 0
  case unreadableBytes = 1  // ENC-01
  case wrongCellCount = 2  // CSV-01
  case brokenQuotes = 3  // CSV-02
  case oversized = 4  // CSV-03
  case noPatient = 5  // PAT-01
  case numberWithoutFacility = 6  // FAC-01
  case conflictingVersions = 7  // DOC-02
  case nameMissing = 8  // NAME-01
  case namePlaceholder = 9  // NAME-02
  case birthDateMissing = 10  // DATE-01
  case dateUnreadable = 11  // DATE-02
  case serviceBeforeBirth = 12  // DATE-03
  case dateAmbiguous = 13  // DATE-04
  case dateImpossible = 14  // DATE-05
  case dateInFuture = 15  // DATE-06
  case ageImplausible = 16  // DATE-07
  case scanBeforeService = 17  // DATE-08
  case serviceAfterDeath = 18  // DATE-09
  case datePlaceholder = 19  // DATE-10
  case recordNumberMissing = 20  // MRN-02
  case overlay = 21  // MRN-01
  case sexUnmapped = 22  // SEX-01
  case ssnImpossible = 23  // SSN-01
  case phoneUnusable = 24  // TEL-01
  case postalCodeUnusable = 25  // ZIP-01
  case stateUnknown = 26  // STATE-01
  case documentIDMissing = 27  // DOC-01
  case documentTypeUnmapped = 28  // TYPE-01
  case documentAgainstSex = 29  // TYPE-02
  case imageMissing = 30  // IMG-01
  case carrierMissing = 31  // IMG-02
  case pageCountUnusable = 32  // PAGE-01
  case dateOrderContradicted = 33  // DATE-11
  case recordNumberPlaceholder = 34  // MRN-03
  case unknownName = 35  // COL-05
  case brokenRecord = 36  // REC-01
  case severalValues = 37  // REC-02
  case furtherIdentifiers = 50  // MRN-05
  case itemContradicted = 51  // ITEM-01
  case contentInside = 52  // IMG-03
  case severalPatients = 53  // PAT-02
  case batchCountDiffers = 55  // HL7-03
  case takenBack = 56  // HL7-04
  case mergeUnclear = 57  // MRN-04

  /// The code a person reads and types: `DATE-03`.
  package var spelled: String {
    switch self {
    case .none: ""
    case .unreadableBytes: "ENC-01"
    case .wrongCellCount: "CSV-01"
    case .brokenQuotes: "CSV-02"
    case .oversized: "CSV-03"
    case .noPatient: "PAT-01"
    case .numberWithoutFacility: "FAC-01"
    case .conflictingVersions: "DOC-02"
    case .nameMissing: "NAME-01"
    case .namePlaceholder: "NAME-02"
    case .birthDateMissing: "DATE-01"
    case .dateUnreadable: "DATE-02"
    case .serviceBeforeBirth: "DATE-03"
    case .dateAmbiguous: "DATE-04"
    case .dateImpossible: "DATE-05"
    case .dateInFuture: "DATE-06"
    case .ageImplausible: "DATE-07"
    case .scanBeforeService: "DATE-08"
    case .serviceAfterDeath: "DATE-09"
    case .datePlaceholder: "DATE-10"
    case .recordNumberMissing: "MRN-02"
    case .overlay: "MRN-01"
    case .sexUnmapped: "SEX-01"
    case .ssnImpossible: "SSN-01"
    case .phoneUnusable: "TEL-01"
    case .postalCodeUnusable: "ZIP-01"
    case .stateUnknown: "STATE-01"
    case .documentIDMissing: "DOC-01"
    case .documentTypeUnmapped: "TYPE-01"
    case .documentAgainstSex: "TYPE-02"
    case .imageMissing: "IMG-01"
    case .carrierMissing: "IMG-02"
    case .pageCountUnusable: "PAGE-01"
    case .dateOrderContradicted: "DATE-11"
    case .recordNumberPlaceholder: "MRN-03"
    case .unknownName: "COL-05"
    case .brokenRecord: "REC-01"
    case .severalValues: "REC-02"
    case .furtherIdentifiers: "MRN-05"
    case .itemContradicted: "ITEM-01"
    case .contentInside: "IMG-03"
    case .severalPatients: "PAT-02"
    case .batchCountDiffers: "HL7-03"
    case .takenBack: "HL7-04"
    case .mergeUnclear: "MRN-04"
    }
  }

  /// The rule of this code, or nil.
  package init?(spelled: String) {
    guard let code = Self.allCases.first(where: { $0.spelled == spelled && $0 != .none }) else {
      return nil
    }
    self = code
  }
}

/// The four families of data quality that findings are grouped by.
package enum RuleFamily: String, CaseIterable, Sendable {
  case timeliness, completeness, accuracy, appropriateness
}

/// What breaking a rule does to a row.
package enum RuleEffect: String, Sendable {
  /// The row cannot be used: quarantined.
  case refuse
  /// The row is used; the finding is counted and listed.
  case note
}

/// One rule of the catalogue: what it says, what breaks it and what does not.
package struct Rule: Sendable {
  package var code: RuleCode
  package var family: RuleFamily
  package var effect: RuleEffect
  /// What is wrong with a row that breaks it, in words of the trade, without a full stop.
  package var sentence: String
  /// What a person can do about it.
  package var remedy: String
  /// Cells, by field, that break it.
  package var breaks: [Field: String]
  /// Cells, by field, that do not.
  package var holds: [Field: String]

  package init(
    _ code: RuleCode,
    _ family: RuleFamily,
    _ effect: RuleEffect,
    _ sentence: String,
    remedy: String,
    breaks: [Field: String],
    holds: [Field: String]
  ) {
    self.code = code
    self.family = family
    self.effect = effect
    self.sentence = sentence
    self.remedy = remedy
    self.breaks = breaks
    self.holds = holds
  }
}
