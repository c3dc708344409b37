import RecordModel

/// Reads NAACCR XML: every tumor is a row with its patient's and the file's items; a patient without
/// a tumor is a row too.
///
/// A record number is the registry's own (`patientIdNumber`), so that all tumors of a patient are
/// one person's. The hospital's number (`medicalRecordNumber`) belongs to one report of one tumor: two
/// hospitals give two, and the same one to two patients. Whose numbers they are says `registryId`;
/// where files do not say it, the pipeline file must (`facility: CODE`).
enum NAACCRSource {
  static let format = ExportFormat(
    name: "naaccr",
    sentence:
      "NAACCR XML of a cancer registry: every tumor, and every patient without one, is a row",
    columns: .own(example: "dateOfDiagnosis, 390", problem: problem),
    standardColumns: columns,
    recognise: FormatSignatures.naaccr,
    reader: { (settings, _) throws(ExportError) in
      try XMLSource(settings: settings, shape: shape)
    }
  )

  /// The shape of a file: its items lie directly in one of three elements.
  static let shape: XMLShape = {
    var shape = XMLShape(each: "/NaaccrData/Patient/Tumor")
    shape.kind = "NAACCR file"
    shape.countsEmptyParents = true
    shape.readsRootNamespaceOnly = true
    shape.itemNumber = "naaccrNum"
    // Two tumors of one site found on one day are two.
    shape.identity = ["tumorRecordNumber"]
    shape.alternatives = { text throws(XMLPathError) in try alternatives(text) }
    shape.remarks = NAACCRItem.all.flatMap(misplaced)
    return shape
  }()

  /// The items that a column names: `sex`, `220`, or `sex | sexAssignedAtBirth`.
  static func alternatives(_ text: String) throws(XMLPathError) -> [XMLShape.Alternative] {
    var found: [XMLShape.Alternative] = []
    for piece in text.split(separator: "|", omittingEmptySubsequences: false) {
      found.append(try alternative(String(piece).trimmed))
    }
    return found
  }

  private static func alternative(_ name: String) throws(XMLPathError) -> XMLShape.Alternative {
    let isNumber = !name.isEmpty && name.utf8.allSatisfy { (48...57).contains($0) }
    guard isNumber || isItemName(name) else {
      throw XMLPathError(
        "'\(name)' is no NAACCR item: an item has a name (primarySite) or a number (400)"
      )
    }
    if let item = NAACCRItem.all.first(where: { isNumber ? $0.number == name : $0.name == name }) {
      let climbs = item.parent.climbs
      return XMLShape.Alternative(
        paths: [
          path(climbs, [condition("naaccrId", .equals, item.name)]),
          path(
            climbs,
            [condition("naaccrNum", .equals, item.number), condition("naaccrId", .isAbsent)]
          ),
        ],
        item: XMLShape.Item(number: item.number, longestValue: item.length)
      )
    }
    // An item of a user's dictionary: only the file knows whose it is.
    let attribute = isNumber ? "naaccrNum" : "naaccrId"
    return XMLShape.Alternative(
      paths: (0...2).map { path($0, [condition(attribute, .equals, name)]) }
    )
  }

  private static func problem(_ text: String) -> String? {
    do {
      _ = try alternatives(text)
      return nil
    } catch {
      return error.problem
    }
  }

  private static func isItemName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }
  }

  /// A known item where it may not stand is not read, and told.
  private static func misplaced(_ item: NAACCRItem) -> [XMLShape.Remark] {
    guard let field = item.field else { return [] }
    return (0...2).filter { $0 != item.parent.climbs }.map { climbs in
      XMLShape.Remark(
        path: path(climbs, [condition("naaccrId", .equals, item.name)]),
        limit: 0,
        code: .itemContradicted,
        field: field,
        refuses: false
      )
    }
  }

  private static func path(_ climbs: Int, _ conditions: [XMLPath.Condition]) -> XMLPath {
    XMLPath(climbs: climbs, steps: [XMLPath.Step(name: "Item", conditions: conditions)])
  }

  private static func condition(
    _ attribute: String,
    _ test: XMLPath.Condition.Test,
    _ value: String = ""
  ) -> XMLPath.Condition {
    XMLPath.Condition(attribute: attribute, test: test, value: value)
  }

  private static let columns: [ColumnRule] = [
    ColumnRule(field: .facility, columns: ["registryId"]),
    ColumnRule(field: .recordNumber, columns: ["patientIdNumber"]),
    ColumnRule(field: .familyName, columns: ["nameLast"]),
    ColumnRule(field: .givenName, columns: ["nameFirst"]),
    ColumnRule(field: .middleName, columns: ["nameMiddle"]),
    ColumnRule(field: .nameSuffix, columns: ["nameSuffix"]),
    // The one replaced the other in version 21.
    ColumnRule(field: .maidenName, columns: ["nameBirthSurname | nameMaiden"]),
    birthDate,
    sex,
    ColumnRule(field: .ssn, columns: ["socialSecurityNumber"]),
    ColumnRule(field: .phone, columns: ["telephone"]),
    ColumnRule(field: .addressLine, columns: ["addrAtDxNoStreet"]),
    ColumnRule(field: .city, columns: ["addrAtDxCity"]),
    ColumnRule(field: .state, columns: ["addrAtDxState"]),
    ColumnRule(field: .postalCode, columns: ["addrAtDxPostalCode"]),
    ColumnRule(field: .country, columns: ["addrAtDxCountry"]),
    diagnosisDate,
    ColumnRule(field: .diagnosisCode, columns: ["primarySite"]),
  ]

  private static let diagnosisDate: ColumnRule = {
    var rule = ColumnRule(field: .serviceDate, columns: ["dateOfDiagnosis"])
    rule.dateOrder = .yearMonthDay
    return rule
  }()

  private static let birthDate: ColumnRule = {
    var rule = ColumnRule(field: .birthDate, columns: ["dateOfBirth"])
    rule.dateOrder = .yearMonthDay
    return rule
  }()

  /// Codes of item 220; version 26 has 225 in its place.
  private static let sex: ColumnRule = {
    var rule = ColumnRule(field: .sex, columns: ["sex | sexAssignedAtBirth"])
    rule.map = [
      ("1", "male"), ("2", "female"), ("3", "other"), ("4", "other"), ("5", "other"),
      ("6", "other"), ("9", "unknown"),
    ].map { MappedCode(written: $0, meaning: $1) }
    return rule
  }()
}
