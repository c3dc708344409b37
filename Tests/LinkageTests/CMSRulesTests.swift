import Linkage
import Persons
import RecordModel
import Testing

/// The yardstick's rules, one by one.
struct CMSRulesTests {
  /// Says whether two rows become one by the rules.
  private func areOne(_ one: (inout LinkRow) -> Void, and other: (inout LinkRow) -> Void) -> Bool {
    var rows = [LinkRow(1), LinkRow(2)]
    one(&rows[0])
    other(&rows[1])
    let groups = CMSRules.link(linkInput(rows))
    return groups[0] == groups[1]
  }

  private func martha(_ row: inout LinkRow) {
    (row.given, row.family, row.birth) = ("MARTHA", "QUILLFEATHER", day("1961-03-31"))
  }

  @Test func `a name and a birth date alone are nobody`() {
    #expect(!areOne(martha, and: martha))
  }

  @Test(arguments: [
    ("MARTHA", "QUILLFEATHER", "1961-03-31", true),
    ("MARHTA", "QUILLFEATHR", "1961-03-31", true),
    ("MARHTA", "QUILLFEATHER", "1961-04-01", true),
    ("MARHTA", "QUILLFEATHR", "1961-04-01", false),
    ("MARTA", "QUILLFEATHER", "1961-04-02", false), ("MARIA", "QUILLFEATHER", "1961-03-31", false),
    ("", "QUILLFEATHER", "1961-03-31", false),
  ])
  func `rule 01: of given, family and birth two may differ a little on one street`(
    given: String,
    family: String,
    birth: String,
    isOne: Bool
  ) {
    let found = areOne {
      martha(&$0)
      $0.address = 9
    } and: {
      ($0.given, $0.family, $0.birth, $0.address) = (given, family, day(birth), 9)
    }
    #expect(found == isOne)
  }

  @Test(arguments: [
    ("MARTHA", "QUILLFEATHR", "1961-03-31", true), ("MARTHA", "QUILLFEATHR", "1961-03-30", false),
    ("MARTHA", "OTHER", "1961-03-31", true), ("MARTHA", "OTHER", "1961-03-30", false),
    ("BOB", "QUILLFEATHER", "1961-03-31", true), ("BOB", "OTHER", "1961-03-31", false),
  ])
  func `rules 02, 11 and 30: one phone`(
    given: String,
    family: String,
    birth: String,
    isOne: Bool
  ) {
    let found = areOne {
      martha(&$0)
      $0.phone = 7
    } and: {
      ($0.given, $0.family, $0.birth, $0.phone) = (given, family, day(birth), 7)
    }
    #expect(found == isOne)
  }

  @Test(arguments: [
    ("MARTA", "QUILLFEATHER", true), ("MARTHA", "QUILLFEATHR", true),
    ("MARTA", "QUILLFEATHR", false), ("MARIA", "QUILLFEATHER", false),
  ])
  func `rules 04 and 05: the last four digits of the SSN`(
    given: String,
    family: String,
    isOne: Bool
  ) {
    let found = areOne {
      martha(&$0)
      $0.ssn = 268_41_7701
    } and: {
      ($0.given, $0.family, $0.birth) = (given, family, day("1961-03-31"))
      $0.ssn = 301_00_7701
    }
    #expect(found == isOne)
  }

  @Test func `short names must be equal, and a partial birth date is none`() {
    func ann(_ given: String, _ birth: String) -> (inout LinkRow) -> Void {
      { ($0.given, $0.family, $0.birth, $0.address) = (given, "QUILLFEATHER", day(birth), 9) }
    }
    #expect(!areOne(ann("ANN", "1961-03-31"), and: ann("ANA", "1961-03-31")))
    #expect(areOne(ann("ANN", "1961-03-31"), and: ann("ANN", "1961-03-31")))
    #expect(!areOne(ann("ANN", "1961-03"), and: ann("ANN", "1961-03")))
  }

  @Test func `a day later may be next month or next year`() {
    for (one, other, isOne) in [
      ("1999-12-31", "2000-01-01", true), ("2000-02-28", "2000-02-29", true),
      ("1900-02-28", "1900-03-01", true), ("2000-02-28", "2000-03-01", false),
    ] {
      let found = areOne {
        martha(&$0)
        ($0.birth, $0.address) = (day(one), 9)
      } and: {
        martha(&$0)
        ($0.birth, $0.address) = (day(other), 9)
      }
      #expect(found == isOne, "\(one) \(other)")
    }
  }

  @Test func `father and son of one name are two when both say which`() {
    func otto(_ generation: Generation?) -> (inout LinkRow) -> Void {
      { row in
        (row.given, row.family, row.birth) = ("OTTO", "BRASSWORTH", day("1960-07-09"))
        (row.phone, row.generation) = (7, generation)
      }
    }
    #expect(!areOne(otto(.junior), and: otto(.third)))
    #expect(areOne(otto(.junior), and: otto(nil)))
  }

  @Test func `rule 22: one record number is one person, and pairs reach on`() {
    let rows = [
      LinkRow.of(5, 1) { $0.given = "MARTHA" }, LinkRow.of(5, 2) { $0.given = "OTTO" },
      LinkRow.of(6, 3) { $0.given = "OTTO" },
    ]
    let groups = CMSRules.link(linkInput(rows))
    #expect(groups == [0, 0, 2])
  }

  @Test func `many different people of one street cost no square of their number`() {
    let rows = (0..<20_000).map { number in
      var row = LinkRow(number + 1)
      (row.given, row.address, row.birth) = ("NAME\(number)", 9, day("1961-03-31"))
      row.family = "FAMILY\(number * 7919)"
      return row
    }
    #expect(Set(CMSRules.link(linkInput(rows))).count > 1)
  }
}
