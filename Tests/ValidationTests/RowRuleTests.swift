import RecordModel
import Testing
import Validation

/// Where single rules draw the line.
struct RowRuleTests {
  @Test(arguments: [
    ("1791-03-04", "1985-07-19", "", true), ("1880", "1931", "", false),
    ("1880", "", "1931-02-11", false), ("1880", "", "", true), ("1906-11-20", "", "", true),
    ("1906-11-21", "", "", false), ("1906", "", "", false), ("1961", "2090", "", true),
  ])
  func `an age is implausible from 120 years on, at the dates nearest the patient's life`(
    birth: String,
    service: String,
    death: String,
    isFound: Bool
  ) {
    let cells: Cells = [.birthDate: birth, .serviceDate: service, .deathDate: death]
    #expect(found(cells).contains(.ageImplausible) == isFound)
  }

  @Test(arguments: [
    ("2026-11-21", false), ("2026-11-22", true), ("2026-11", false), ("2026-12", true),
    ("2026", false), ("2027", true),
  ])
  func `a date is in the future only when it certainly is`(date: String, isFound: Bool) {
    #expect(found([.scanDate: date]).contains(.dateInFuture) == isFound)
  }

  @Test(arguments: [
    ("M", "Labor & Delivery Record", true), ("M", "LABORATORY REPORT", false),
    ("M", "NON-GYNECOLOGY CYTOLOGY", false), ("M", "GYNECOMASTIA NOTE", false),
    ("M", "L AND D", true), ("M", "DISCHARGE SUMMARY", false), ("F", "L AND D", false),
    ("F", "PROSTATE BIOPSY", true), ("M", "PROSTATE BIOPSY", false), ("F", "PROST", true),
    ("F", "BREAST/PROSTATE", true), ("F", "PROSTAT", false), ("X", "PROSTATE BIOPSY", false),
  ])
  func `a document is held against the patient's sex only when it says so plainly`(
    sex: String,
    type: String,
    isFound: Bool
  ) {
    let cells: Cells = [
      .sex: sex, .documentType: type, .birthDate: "1961-03-04", .serviceDate: "1985-07-19",
    ]
    #expect(found(cells).contains(.documentAgainstSex) == isFound)
  }

  @Test(arguments: [
    ("1985-07-19", false), ("1986-07-19", false), ("1987-07-19", true), ("", false),
  ])
  func `a boy's chart may hold his mother's labor record`(service: String, isFound: Bool) {
    let cells: Cells = [
      .sex: "M", .documentType: "LABOR AND DELIVERY", .birthDate: "1985-07-19",
      .serviceDate: service,
    ]
    #expect(found(cells).contains(.documentAgainstSex) == isFound)
  }

  @Test func `a name that stands for unknown is not also a missing name`() {
    #expect(found([.name: "BABY BOY"]) == [.namePlaceholder])
    #expect(found([.name: "HARROW"]) == [.nameMissing])
  }

  @Test func `the part of the name that is missing is named`() {
    let cells: Cells = [.familyName: "HARROW", .givenName: ""]
    #expect(check(cells).findings.field == [.givenName])
    #expect(check([.familyName: "", .givenName: ""]).findings.field == [.familyName])
    #expect(found([.familyName: "HARROW"]).isEmpty, "no column could say the given name")
  }

  @Test func `a frame number alone finds no film`() {
    #expect(found([.reel: "", .frame: "0412", .box: "B-9"]).isEmpty)
    #expect(found([.reel: "", .frame: "0412", .box: ""]) == [.carrierMissing])
  }

  @Test(arguments: [("10000", false), ("10001", true), ("-3", true)])
  func `a page count is a number of pages that one document can have`(pages: String, isFound: Bool)
  {
    #expect(found([.pageCount: pages]).contains(.pageCountUnusable) == isFound)
  }

  @Test func `a birth date alone is nobody's`() {
    #expect(check([.recordNumber: "", .birthDate: "1961-03-04"]).refusals == [.noPatient])
    #expect(check([.recordNumber: "", .name: "BABY BOY"]).refusals == [.none])
    #expect(check([.recordNumber: "", .ssn: "219-45-6178"]).refusals == [.none])
  }

  /// The codes found in a row that is otherwise in order.
  private func found(_ cells: Cells) -> [RuleCode] { check(cells).findings.rule }

  private func check(_ cells: Cells) -> RecordBatch {
    let row = cells.merging([.facility: "LAKESIDE", .recordNumber: "104477"]) { own, _ in own }
    let source = source(mapping: row.keys)
    var batch = normalizedBatch([row], from: source)
    ApplyRowRules(ValidationSettings(source: source, asOf: asOf)).process(&batch)
    return batch
  }
}
