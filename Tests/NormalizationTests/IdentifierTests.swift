import RecordModel
import Testing

struct IdentifierTests {
  @Test(arguments: [
    ("123-45-6789", UInt32(0), NormalizationRule.placeholder),
    ("212-34-5678", 212_345_678, .digitsOnly), ("212345678", 212_345_678, .digitsOnly),
    ("212 34 5678", 212_345_678, .digitsOnly), ("001-01-0001", 1_010_001, .digitsOnly),
    ("000-12-3456", 0, .impossible), ("666-12-3456", 0, .impossible),
    ("900-12-3456", 0, .impossible),
    ("212-00-5678", 0, .impossible), ("212-34-0000", 0, .impossible),
    ("999-99-9999", 0, .placeholder),
    ("000000000", 0, .placeholder), ("078-05-1120", 0, .placeholder),
    ("219099999", 0, .placeholder),
    ("987-65-4325", 0, .placeholder), ("111-11-1111", 0, .placeholder),
    ("UNKNOWN", 0, .placeholder),
    ("---", 0, .placeholder), ("XXX-XX-6789", 0, .unreadable), ("12345678", 0, .unreadable),
    ("2123456789", 0, .unreadable), ("", 0, .absent),
  ])
  func `a social security number is nine digits that can be given`(
    example: (written: String, number: UInt32, rule: NormalizationRule)
  ) {
    let row = Reading(.ssn)(example.written)
    #expect(row.ssn == (example.rule == .digitsOnly ? example.number : 0))
    #expect(row.rule(.ssn) == example.rule)
  }

  @Test(arguments: [
    ("000123", "000123", NormalizationRule.asWritten), (" A-77/b ", "A-77/b", .tidied),
    ("0", "", .placeholder), ("000000", "", .placeholder), ("999999", "", .placeholder),
    ("9", "9", .asWritten), ("999", "999", .asWritten), ("UNKNOWN", "", .placeholder),
    ("?", "", .placeholder), ("1000", "1000", .asWritten), ("12  34", "12  34", .asWritten),
  ])
  func `a record number is kept as written unless it says there is none`(
    example: (written: String, number: String, rule: NormalizationRule)
  ) {
    let row = Reading(.recordNumber)(example.written)
    #expect(row[.recordNumber] == example.number)
    #expect(row.rule(.recordNumber) == example.rule)
  }

  @Test func `the facility gives record numbers unless the pipeline file says who does`() {
    var reading = Reading(.recordNumber)
    reading.facilities = ["GEN", "STJ"]
    let rows = reading(rows: [["1"], ["2"]])
    #expect(rows[1][.facility] == "STJ" && rows[1][.assigner] == "STJ")
    var rule = ColumnRule(field: .recordNumber, columns: ["MRN"])
    rule.assigner = "LAKESIDE-MPI"
    reading.columns = [rule]
    #expect(reading("1")[.assigner] == "LAKESIDE-MPI")
    #expect(reading("1")[.facility] == "GEN")
  }

  @Test(arguments: [
    ("(614) 234-5678", "6142345678", NormalizationRule.digitsOnly),
    ("614.234.5678", "6142345678", .digitsOnly), ("1-614-234-5678", "6142345678", .digitsOnly),
    ("+1 614 234 5678", "6142345678", .digitsOnly),
    ("tel:+1(614)234-5678", "6142345678", .digitsOnly),
    ("TEL:6142345678", "6142345678", .digitsOnly), ("614-234-5678 x12", "6142345678", .digitsOnly),
    ("6142345678 ext. 4", "6142345678", .digitsOnly),
    ("614/234-5678 #9", "6142345678", .digitsOnly),
    ("+44 20 7946 0958", "+442079460958", .digitsOnly),
    ("011 44 20 7946 0958", "+442079460958", .digitsOnly),
    ("234-5678", "", .unreadable), ("614-234-567", "", .unreadable),
    ("61423456789", "", .unreadable),
    ("call home", "", .unreadable), ("UNKNOWN", "", .placeholder),
    ("000-000-0000", "", .placeholder),
    ("9999999999", "", .placeholder), ("123-456-7890", "", .placeholder),
    ("614-555-0123", "", .placeholder),
    ("0000000", "", .placeholder), ("012-345-6789", "", .impossible), ("--", "", .placeholder),
  ])
  func `a telephone number is its digits`(
    example: (written: String, phone: String, rule: NormalizationRule)
  ) {
    let row = Reading(.phone)(example.written)
    #expect(row[.phone] == example.phone)
    #expect(row.rule(.phone) == example.rule)
  }

  @Test(arguments: [
    ("M", Sex.male), ("f", .female), ("Male", .male), ("FEMALE", .female), ("O", .other),
    ("u", .unknown),
    ("Unknown", .unknown), ("A", .other), ("UN", .other), ("1", .missing), ("X", .missing),
  ])
  func `sex is read in HL7's letters and in words`(pair: (String, Sex)) {
    let row = Reading(.sex)(pair.0)
    #expect(row.sex == pair.1)
    #expect(row.rule(.sex) == (pair.1 == .missing ? .unmapped : .mapped))
  }

  @Test func `the pipeline file's map of sexes is asked first`() {
    var reading = Reading(.sex)
    var rule = ColumnRule(field: .sex, columns: ["SEX"])
    rule.map = [
      MappedCode(written: "1", meaning: "male"), MappedCode(written: "Fem. ", meaning: "Female"),
      MappedCode(written: "M", meaning: "unknown"),
    ]
    reading.columns = [rule]
    #expect(reading("1").sex == .male)
    #expect(reading("fem.").sex == .female)
    #expect(reading("m").sex == .unknown)
    #expect(reading("F").sex == .female)
  }

  @Test(arguments: [
    ("12", UInt32(12), NormalizationRule.digitsOnly), (" 007 ", 7, .digitsOnly),
    ("0", 0, .impossible),
    ("-3", 0, .unreadable), ("1.5", 0, .unreadable), ("12 p", 0, .unreadable),
    ("1 2", 0, .unreadable),
    ("9999999999", 0, .unreadable), ("999999999", 999_999_999, .digitsOnly), ("", 0, .absent),
  ])
  func `a page count is a whole number from one up`(
    example: (written: String, count: UInt32, rule: NormalizationRule)
  ) {
    let row = Reading(.pageCount)(example.written)
    #expect(row.pageCount == example.count)
    #expect(row.rule(.pageCount) == example.rule)
  }
}

struct MergedNumberTests {
  @Test(arguments: [
    ("99", "99", ""), (" 99 ^ LAKE ", "99", "LAKE"), ("99^", "99", ""), ("^LAKE", "", ""),
    ("000", "", ""), ("", "", ""), ("99^A^B", "99", "A^B"),
  ])
  func `a merged number may name who gave it`(
    example: (written: String, number: String, assigner: String)
  ) {
    let row = Reading(.recordNumber, .mergedRecordNumber)("1", example.written)
    #expect(row[.mergedNumber] == example.number && row[.mergedAssigner] == example.assigner)
    #expect(row[.recordNumber] == "1")
  }

  @Test func `the pipeline file may say who gave merged numbers`() {
    var reading = Reading(.mergedRecordNumber)
    var rule = ColumnRule(field: .mergedRecordNumber, columns: ["OLD"])
    rule.assigner = "OLDHOSP"
    reading.columns = [rule]
    #expect(reading("99")[.mergedAssigner] == "OLDHOSP")
    #expect(reading("99^LAKE")[.mergedAssigner] == "LAKE")
  }
}
