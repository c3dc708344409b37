import RecordModel

/// What the segments of HL7 v2 say in every feed (HL7 2.3 to 2.8).
///
/// Part of the keys of rows without document: never change one that has been released.
enum HL7StandardColumns {
  static let all: [ColumnRule] =
    person + place
    + document.map { rule in
      var rule = rule
      // Most messages are about no document.
      rule.isOptional = true
      return rule
    }

  /// A record number is its assigner's: where PID-3 does not say whose it is, it is the sender's.
  private static let person = [
    rule(.facility, "PID-3(MR?).4 or PID-3(MR?).4.2 or MSH-4"),
    rule(.recordNumber, "PID-3(MR?).1"),
    rule(
      .mergedRecordNumber,
      "MRG-1(MR?).1",
      "MRG-1(MR?).4 or MRG-1(MR?).4.2 unless PID-3(MR?).4"
    ),
    rule(.familyName, "PID-5.1"),
    rule(.givenName, "PID-5.2"),
    rule(.middleName, "PID-5.3"),
    rule(.nameSuffix, "PID-5.4"),
    rule(.maidenName, "PID-5(M).1"),
    date(.birthDate, "PID-7"),
    date(.deathDate, "PID-29"),
    sex,
    rule(.ssn, "PID-19 or PID-3(SS).1"),
  ]

  private static let place = [
    rule(.phone, "PID-13.1 or PID-13.12 or PID-13.6+PID-13.7"),
    rule(.addressLine, "PID-11.1", "PID-11.2"),
    rule(.city, "PID-11.3"),
    rule(.state, "PID-11.4"),
    rule(.postalCode, "PID-11.5"),
    rule(.country, "PID-11.6"),
  ]

  private static let document = [
    rule(.documentID, "TXA-12.1"),
    rule(.documentType, "TXA-2"),
    rule(.documentTitle, "TXA-25"),
    date(.serviceDate, "TXA-4"),
    rule(.author, "TXA-9.3+TXA-9.2 or TXA-9.1 or TXA-5.3+TXA-5.2 or TXA-5.1"),
    encounter,
    rule(.image, "OBX(2=RP)-5.1"),
  ]

  /// Results of earlier visits bring their own PV1 behind the message's.
  private static var encounter: ColumnRule {
    var encounter = rule(.encounterNumber, "PV1-19")
    encounter.takesFirst = true
    return encounter
  }

  /// HL7 table 0001, as HL7's own concept map puts it in FHIR's words.
  private static var sex: ColumnRule {
    var sex = rule(.sex, "PID-8")
    sex.map = [
      MappedCode(written: "A", meaning: "other"), MappedCode(written: "F", meaning: "female"),
      MappedCode(written: "M", meaning: "male"), MappedCode(written: "N", meaning: "other"),
      MappedCode(written: "O", meaning: "other"), MappedCode(written: "U", meaning: "unknown"),
      MappedCode(written: "X", meaning: "other"),
    ]
    return sex
  }

  private static func rule(_ field: Field, _ columns: String...) -> ColumnRule {
    ColumnRule(field: field, columns: columns)
  }

  private static func date(_ field: Field, _ column: String) -> ColumnRule {
    var date = rule(field, column)
    date.dateOrder = .yearMonthDay
    return date
  }
}
