import RecordModel

/// Reads C-CDA documents: one file is one document is one row.
///
/// A patient's record number is the first id that has both a root and an extension and is no social
/// security number. The root is the series the number belongs to, and takes the place of the facility:
/// 12345 of two hospitals is two patients. Further ids are not read; the row says so in a finding.
/// A document about several patients is refused: nothing says whose it is.
enum CCDASource {
  static let format = ExportFormat(
    name: "ccda",
    sentence: "C-CDA documents, each of them a row: patient, author, encounter, type and date",
    columns: .paths,
    hasRepeats: true,
    standardColumns: columns,
    recognise: FormatSignatures.ccda,
    reader: { (settings, _) throws(ExportError) in
      try XMLSource(settings: settings, shape: shape(settings))
    }
  )

  /// The shape of a document, with what is counted in it.
  static func shape(_ settings: SourceSettings) -> XMLShape {
    var shape = XMLShape(each: "/ClinicalDocument")
    shape.kind = "C-CDA document: its root element is not ClinicalDocument"
    // Scanned pages may lie inside, encoded as text that nothing is read from.
    shape.longestRow = HostileInput.longestDocument
    shape.remarks = [
      remark("recordTarget", 1, .severalPatients, .recordNumber, refuses: true),
      remark(#"component/nonXMLBody/text[@representation="B64"]"#, 0, .contentInside, .image),
    ].compactMap(\.self)
    if settings.rule(for: .recordNumber)?.columns == [numberPath] {
      let further = remark(
        "\(patient)/id[@extension][\(isNoSSN)]",
        1,
        .furtherIdentifiers,
        .recordNumber
      )
      shape.remarks += [further].compactMap(\.self)
    }
    return shape
  }

  private static func remark(
    _ path: String,
    _ limit: Int,
    _ code: RuleCode,
    _ field: Field,
    refuses: Bool = false
  ) -> XMLShape.Remark? {
    guard let path = try? XMLPath(path) else { return nil }
    return XMLShape.Remark(path: path, limit: limit, code: code, field: field, refuses: refuses)
  }

  private static let patient = "recordTarget/patientRole"
  private static let author = "author[1]/assignedAuthor"
  /// HL7's root of social security numbers.
  private static let ssnRoot = "2.16.840.1.113883.4.1"
  private static let isNoSSN = #"@root!="2.16.840.1.113883.4.1""#
  private static let numberPath = "\(patient)/id[@root][@extension][\(isNoSSN)]/@extension"

  private static let columns: [ColumnRule] = [
    first(.facility, "\(patient)/id[@root][@extension][\(isNoSSN)]/@root"),
    first(.recordNumber, numberPath),
    first(.ssn, #"\#(patient)/id[@root="\#(ssnRoot)"]/@extension"#),
    // The name at birth is not the name; two family names are one.
    joined(.familyName, #"\#(patient)/patient/name[1]/family[@qualifier!="BR"]"#),
    first(.givenName, "\(patient)/patient/name[1]/given[1]"),
    // CL is what a patient is called by, and no name of theirs.
    joined(
      .middleName,
      #"\#(patient)/patient/name[1]/given[2][@qualifier!="CL"]"#,
      #"\#(patient)/patient/name[1]/given[3][@qualifier!="CL"]"#,
      #"\#(patient)/patient/name[1]/given[4][@qualifier!="CL"]"#
    ),
    joined(.nameSuffix, #"\#(patient)/patient/name[1]/suffix[@qualifier!="AC"]"#),
    first(.maidenName, #"\#(patient)/patient/name/family[@qualifier="BR"]"#),
    date(.birthDate, "\(patient)/patient/birthTime/@value"),
    date(.deathDate, "\(patient)/patient/deceasedTime/@value"),
    first(.sex, "\(patient)/patient/administrativeGenderCode/@code"),
    // Electronic mail stands among the numbers.
    first(.phone, #"\#(patient)/telecom[@value^="tel:"]/@value"#),
    joined(.addressLine, "\(patient)/addr[1]/streetAddressLine"),
    first(.city, "\(patient)/addr[1]/city"),
    first(.state, "\(patient)/addr[1]/state"),
    first(.postalCode, "\(patient)/addr[1]/postalCode"),
    first(.country, "\(patient)/addr[1]/country"),
    // Every version of a document has an id of its own.
    ColumnRule(field: .documentID, columns: ["id/@root", "id/@extension"]),
    first(.documentType, "code/@code"),
    first(.documentTitle, "title"),
    date(.serviceDate, "effectiveTime/@value"),
    joined(
      .author,
      "\(author)/assignedPerson/name[1]/given[1]",
      "\(author)/assignedPerson/name[1]/family[1]",
      "\(author)/assignedAuthoringDevice/softwareName"
    ),
    first(.encounterNumber, "componentOf/encompassingEncounter/id[@extension]/@extension"),
    image,
  ]

  /// Only a document that is a scanned page names an image.
  private static let image: ColumnRule = {
    var rule = first(.image, "component/nonXMLBody/text/reference/@value")
    rule.isOptional = true
    return rule
  }()

  private static func first(_ field: Field, _ path: String) -> ColumnRule {
    var rule = ColumnRule(field: field, columns: [path])
    rule.takesFirst = true
    return rule
  }

  private static func joined(_ field: Field, _ paths: String...) -> ColumnRule {
    var rule = ColumnRule(field: field, columns: paths)
    rule.join = " "
    return rule
  }

  private static func date(_ field: Field, _ path: String) -> ColumnRule {
    var rule = first(field, path)
    rule.dateOrder = .yearMonthDay
    return rule
  }
}
