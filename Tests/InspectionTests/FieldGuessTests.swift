import RecordModel
import Testing

@testable import Inspection

@Suite struct `Guessing fields` {
  private func column(_ name: String?, _ values: [String]) -> FieldGuess.Column {
    var statistics = ColumnStatistics(StatisticsBounds(columns: 1, keepsValues: false))
    var pattern = ValuePattern()
    for value in values { statistics.take(Array(value.utf8).span, &pattern) }
    return FieldGuess.Column(names: name.map { [$0] } ?? [], statistics: statistics)
  }

  @Test(arguments: [
    ("MRN", Field.recordNumber), ("CHART NO", .recordNumber), ("PT NAME", .name),
    ("D.O.B.", .birthDate),
    ("LNAME", .familyName), ("SVC DT", .serviceDate), ("ROLL", .reel),
    ("PatientLastName", .familyName),
    ("pat_first_name", .givenName), ("Doc #", .documentID), ("DOC TYPE", .documentType),
    ("FILE PATH", .image), ("PAGES", .pageCount), ("BIRTHDATE", .birthDate), ("GENDER", .sex),
    ("Fac Cd", .facility), ("ZIP", .postalCode), ("Acct No", .encounterNumber),
    ("FRAME NO", .frame),
  ])
  func `goes by what index systems call their columns`(heading: String, field: Field) {
    #expect(HeadingWords.field(of: heading) == field)
    #expect(HeadingWords.isKnown(heading))
  }

  @Test(arguments: [
    "", "SMITH", "…", "19410307", "OPERATOR", "MÜLLER", String(repeating: "a", count: 9_000),
  ])
  func `gives no field to other words`(word: String) {
    #expect(HeadingWords.field(of: word) == nil)
  }

  @Test func `gives no field twice, and lets a plain ID give way`() {
    let guesses = FieldGuess.all([
      column("ID", ["1", "2"]), column("MRN", ["100201"]), column("DOC TYPE", ["HP"]),
      column("PATIENT ID", ["7"]),
    ])
    #expect(guesses.map { $0?.field } == [.documentID, .recordNumber, .documentType, nil])
    #expect(guesses[0]?.doubt != nil && guesses[1]?.doubt == nil)
  }

  @Test func `doubts a heading whose values do not look like it`() {
    let guesses = FieldGuess.all([
      column("DOB", ["HP", "OP", "DS"]), column("SSN", ["219-44-7710"]),
    ])
    #expect(guesses[0]?.doubt != nil)
    #expect(guesses[1] == FieldGuess(field: .ssn, doubt: nil))
  }

  @Test func `goes by values where nothing has a name, and doubts it`() {
    let guesses = FieldGuess.all([
      column(nil, ["100201", "100202", "100203", "100207"]),
      column(nil, ["DOE, JANE", "ROE, RICHARD", "POE, ANN"]),
      column(nil, ["03/17/1941", "04/18/1950", "05/19/1960"]), column(nil, ["M", "F", "F"]),
      column(nil, ["Lakeside", "Lakeside", "Lakeside"]),
    ])
    #expect(guesses.map { $0?.field } == [.recordNumber, .name, .birthDate, .sex, nil])
    #expect(guesses.compactMap { $0 }.allSatisfy { $0.doubt != nil })
  }
}
