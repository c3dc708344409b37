/// The normalized text values of a row.
///
/// Also the tags of a `RowRecord`, so numbers never change.
package enum TextValue: UInt8, CaseIterable, Sendable {
  case facility = 0
  /// Who gave the record number: the facility, unless the pipeline file says otherwise.
  case assigner = 1
  case recordNumber = 2
  case family = 3
  case given = 4
  case middle = 5
  case prefix = 6
  case suffix = 7
  case maiden = 8
  /// The name as written, when no usable name is in it.
  case nameAsWritten = 9
  /// Digits only, ten for the US, else with a leading `+`.
  case phone = 10
  case addressLine = 11
  case city = 12
  case state = 13
  case postalCode = 14
  case country = 15
  case documentID = 16
  /// `system|code`, when the document type is mapped.
  case documentTypeCode = 17
  case documentTypeAsWritten = 18
  case documentTitle = 19
  case author = 20
  case encounterNumber = 21
  case image = 22
  case imageHash = 23
  case box = 24
  case folder = 25
  case reel = 26
  case fiche = 27
  case frame = 28
  case diagnosisCode = 29
  case procedureCode = 30
  case codeSystem = 31
  /// Family name folded for comparison: `A`-`Z` and digits only.
  case familyFolded = 32
  case givenFolded = 33
  /// Address line folded for comparison, street words abbreviated.
  case addressFolded = 34
  /// A number that is the same patient's as the row's own, by a merge.
  case mergedNumber = 35
  /// Who gave it, where that is not who gave the row's own.
  case mergedAssigner = 36

  /// The number of text columns.
  @inlinable
  package static var count: Int { 37 }
}

/// Administrative sex, in FHIR's four words.
package enum Sex: UInt8, Sendable {
  case missing = 0
  case male, female, other, unknown
}

/// The dates of a row.
package enum DateValue: Int, CaseIterable, Sendable {
  case birth = 0
  case death, service, scan

  /// The field the date is read from.
  package var field: Field {
    switch self {
    case .birth: .birthDate
    case .death: .deathDate
    case .service: .serviceDate
    case .scan: .scanDate
    }
  }
}

/// Typed values beside the raw table: one entry a row in every column, after normalization.
package struct NormalizedColumns: Sendable {
  /// Text columns by `TextValue.rawValue`; published form unless the name says folded.
  package var text: [TextColumn]
  /// Dates by `DateValue.rawValue`, packed `PartialDate`s.
  package var dates: [[UInt32]]
  /// `Sex.rawValue`.
  package var sex: [UInt8] = []
  /// Nine digits as a number, 0 when missing.
  package var ssn: [UInt32] = []
  /// 0 when missing.
  package var pageCount: [UInt32] = []
  /// What was done to each cell: `NormalizationRule.rawValue` by `Field.rawValue`, then by row.
  package var rules: [[UInt8]]

  package init() {
    text = Array(repeating: TextColumn(), count: TextValue.count)
    dates = Array(repeating: [], count: DateValue.allCases.count)
    rules = Array(repeating: [], count: Field.count)
  }

  package subscript(_ value: TextValue) -> TextColumn {
    @inlinable get { text[Int(value.rawValue)] }
    @inlinable _modify { yield &text[Int(value.rawValue)] }
  }

  package subscript(_ value: DateValue) -> [UInt32] {
    @inlinable get { dates[value.rawValue] }
    @inlinable _modify { yield &dates[value.rawValue] }
  }

  package subscript(rules field: Field) -> [UInt8] {
    @inlinable get { rules[Int(field.rawValue)] }
    @inlinable _modify { yield &rules[Int(field.rawValue)] }
  }
}
