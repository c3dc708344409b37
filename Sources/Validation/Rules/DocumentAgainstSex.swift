import RecordModel

/// TYPE-02: a document of labor or pregnancy in a man's chart, or of the prostate in a woman's.
///
/// Small lists on purpose: a false alarm on every night teaches people to look away. A boy's chart
/// may hold his mother's labor record, so a man's documents count only from two years after birth.
enum DocumentAgainstSex: NotingRule {
  static let rule = Rule(
    .documentAgainstSex,
    .appropriateness,
    .note,
    "the document is of a kind that a patient of this sex does not have",
    remedy: """
      Look at the document. If it is another patient's, move it to that chart; else correct the \
      sex in the legacy index.
      """,
    breaks: [
      .sex: "M", .birthDate: "1961-03-04", .serviceDate: "1985-07-19",
      .documentType: "LABOR AND DELIVERY RECORD",
    ],
    holds: [
      .sex: "F", .birthDate: "1961-03-04", .serviceDate: "1985-07-19",
      .documentType: "LABOR AND DELIVERY RECORD",
    ]
  )

  static let concerns = Field.documentType

  static func applies(to source: SourceSettings) -> Bool {
    source.maps(.sex) && source.maps(.documentType)
  }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    let (sexes, skipped) = (batch.values.sex.span, scope.skipped.span)
    let (births, services) = (batch.values[.birth], batch.values[.service])
    let (birth, service) = (births.span, services.span)
    for row in 0..<sexes.count where skipped[row] == 0 {
      let contradicts: Bool
      switch sexes[row] {
      case Sex.female.rawValue: contradicts = ofMen.holdsDocument(of: row, in: batch)
      case Sex.male.rawValue:
        contradicts =
          isTwoYearsOld(birth[row], at: service[row]) && ofWomen.holdsDocument(of: row, in: batch)
      default: continue
      }
      if contradicts { findings.append(code, concerns, row: row) }
    }
  }

  private static func isTwoYearsOld(_ birth: UInt32, at service: UInt32) -> Bool {
    birth != 0 && service != 0
      && PartialDate(packed: service).year - PartialDate(packed: birth).year >= 2
  }

  /// Documents that only women have of their own.
  ///
  /// The codes are those of the LOINC document types that FHIR's value set lists.
  private static let ofWomen = DocumentKinds(
    words: WordList(
      "obstetric",
      "labor and delivery",
      "labor & delivery",
      "prenatal",
      "antepartum",
      "postpartum",
      "pregnancy",
      "gynecology",
      "pap smear",
      "cesarean",
      "hysterectomy"
    ),
    codes: [
      "15508-5", "57055-6", "57056-4", "57057-2", "57059-8", "34777-3", "34778-1", "57179-4",
      "68557-8", "68558-6", "68560-2", "68562-8", "68563-6", "68564-4", "68565-1", "68566-9",
      "68567-7",
    ]
  )

  /// Documents that only men have.
  private static let ofMen = DocumentKinds(
    words: WordList("prostate", "vasectomy", "testicular", "testicle"),
    codes: [
      "24883-1", "24884-9", "30675-3", "35903-4", "36057-8", "36244-2", "36389-5", "36519-7",
      "38017-0", "42388-9", "46288-7",
    ]
  )
}

/// Kinds of documents, by words in what was written or by LOINC code.
private struct DocumentKinds {
  private let words: WordList
  private let codes: [[UInt8]]

  init(words: WordList, codes: [String]) {
    self.words = words
    self.codes = codes.map { Array("http://loinc.org|\($0)".utf8) }
  }

  func holdsDocument(of row: Int, in batch: RecordBatch) -> Bool {
    let written = batch.values[.documentTypeAsWritten]
    if words.occurs(in: written.bytes.span, written.range(row)) { return true }
    let coded = batch.values[.documentTypeCode]
    let range = coded.range(row)
    guard !range.isEmpty else { return false }
    return codes.contains { $0.elementsEqual(coded.bytes[range]) }
  }
}
