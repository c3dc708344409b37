import RecordModel
import Testing

struct DateTests {
  @Test(arguments: [
    ("1961-03-04", "1961-03-04"), ("1961/3/4", "1961-03-04"), ("19610304", "1961-03-04"),
    ("12-MAR-1961", "1961-03-12"), ("12-Mar-1961", "1961-03-12"), ("Mar 12, 1961", "1961-03-12"),
    ("March 12 1961", "1961-03-12"), ("12 March 1961", "1961-03-12"), ("12MAR1961", "1961-03-12"),
    ("1961 Mar 12", "1961-03-12"), ("Mar. 4th, 1961", "1961-03-04"), ("12/25/1961", "1961-12-25"),
    ("25.12.1961", "1961-12-25"), ("05/05/1961", "1961-05-05"), ("1961", "1961"),
    ("03/1961", "1961-03"), ("1961-03", "1961-03"), ("Mar 1961", "1961-03"),
    ("MAR-1961", "1961-03"),
    ("196103", "1961-03"), ("00/00/1961", "1961"), ("03/00/1961", "1961-03"),
    ("19610300", "1961-03"),
    ("1961-03-04T00:00:00", "1961-03-04"), ("1961-03-04 00:00:00", "1961-03-04"),
    ("1961-03-04T23:59:59.999Z", "1961-03-04"), ("1961-03-04T00:00:00+01:00", "1961-03-04"),
    ("12/25/1961 12:00:00 AM", "1961-12-25"), ("Mar 12 1961 12:00AM", "1961-03-12"),
    ("19610304120000", "1961-03-04"), ("196103041200", "1961-03-04"), ("1961030412", "1961-03-04"),
    ("19610304120000-0500", "1961-03-04"), ("19610304120000.000-0500", "1961-03-04"),
    ("19610304-0500", "1961-03-04"), ("12251961", "1961-12-25"), ("29-FEB-2000", "2000-02-29"),
    (" 1961-03-04 ", "1961-03-04"), ("SEPT 9, 1961", "1961-09-09"),
    ("12/25/1961 00:00", "1961-12-25"),
  ])
  func `a date with one reading is read by its shape`(pair: (String, String)) {
    let row = Reading(.serviceDate)(pair.0)
    #expect(row[.service] == pair.1)
    #expect(row.rule(.serviceDate) == .readByShape)
  }

  @Test(arguments: [
    ("02/30/1999", NormalizationRule.impossible), ("13/13/1999", .impossible),
    ("1999-02-30", .impossible), ("31-APR-1961", .impossible), ("29-FEB-1900", .impossible),
    ("19990230", .impossible), ("1999-13", .impossible), ("03/04/1961", .ambiguous),
    ("3-4-1961", .ambiguous), ("03041961", .ambiguous), ("03/04/61", .ambiguous),
    ("MAR-12", .ambiguous), ("UNKNOWN", .placeholder), ("n/a", .placeholder), ("--", .placeholder),
    ("00/00/0000", .placeholder), ("99/99/9999", .placeholder), ("00000000", .placeholder),
    ("0000-00-00", .placeholder), ("9999-12-31", .placeholder), ("1900-01-01", .placeholder),
    ("01/01/1900", .placeholder), ("1/1/1800", .placeholder), ("11/11/1111", .placeholder),
    ("17530101", .placeholder), ("soon", .unreadable), ("1961-03-04x", .unreadable),
    ("03//04/1961", .unreadable), ("196", .unreadable), ("1961030", .unreadable),
    ("12 Foo 1961", .unreadable), ("1961-03-04T25:00:00", .unreadable), ("4/1961/3", .unreadable),
    ("03/04/1961 to 03/05/1961", .unreadable), ("Mar Apr 1961", .unreadable),
    ("123456789012345678901234", .unreadable), ("61", .unreadable),
  ])
  func `a date that says no day for certain is missing`(pair: (String, NormalizationRule)) {
    let row = Reading(.serviceDate)(pair.0)
    #expect(row[.service] == "")
    #expect(row.rule(.serviceDate) == pair.1)
  }

  @Test(arguments: [
    (DateOrder.monthDayYear, "03/04/1961", "1961-03-04", NormalizationRule.readByColumnOrder),
    (.dayMonthYear, "03/04/1961", "1961-04-03", .readByColumnOrder),
    (.dayMonthYear, "03041961", "1961-04-03", .readByColumnOrder),
    (.monthDayYear, "12/25/1961", "1961-12-25", .readByShape),
    (.monthDayYear, "25/12/1961", "", .contradictsColumn),
    (.dayMonthYear, "12/25/1961", "", .contradictsColumn),
    (.monthDayYear, "30/02/1999", "", .impossible),
    (.yearMonthDay, "12/25/1961", "", .contradictsColumn),
    (.monthDayYear, "1961-03-04", "1961-03-04", .readByShape),
    (.dayMonthYear, "Mar 4, 1961", "1961-03-04", .readByShape),
    (.yearMonthDay, "61-03-04", "1961-03-04", .centuryByWindow),
    (.monthDayYear, "61-03-04", "", .contradictsColumn),
    (.monthDayYear, "030461", "1961-03-04", .centuryByWindow),
    (.yearMonthDay, "12-MAR-05", "2012-03-05", .centuryByWindow),
  ])
  func `the order said for a column holds`(
    example: (order: DateOrder, written: String, date: String, rule: NormalizationRule)
  ) {
    var reading = Reading(.serviceDate)
    var rule = ColumnRule(field: .serviceDate, columns: ["SVC"])
    rule.dateOrder = example.order
    reading.columns = [rule]
    let row = reading(example.written)
    #expect(row[.service] == example.date)
    #expect(row.rule(.serviceDate) == example.rule)
  }

  @Test func `each facility's dates are read in the order found for it`() {
    var reading = Reading(.serviceDate)
    reading.facilities = ["GEN", "LON", "NEW"]
    reading.layout.dateOrders = [
      FacilityDateOrder(
        facility: "GEN",
        field: .serviceDate,
        order: .monthDayYear,
        monthFirstRows: 9,
        dayFirstRows: 0
      ),
      FacilityDateOrder(
        facility: "LON",
        field: .birthDate,
        order: .monthDayYear,
        monthFirstRows: 9,
        dayFirstRows: 0
      ),
      FacilityDateOrder(
        facility: "LON",
        field: .serviceDate,
        order: .dayMonthYear,
        monthFirstRows: 0,
        dayFirstRows: 9
      ),
    ]
    let rows = reading(rows: [["03/04/1961"], ["03/04/1961"], ["03/04/1961"]])
    #expect(rows[0][.service] == "1961-03-04")
    #expect(rows[1][.service] == "1961-04-03")
    #expect(rows[2].rule(.serviceDate) == .ambiguous)
  }

  @Test func `the pipeline file's order holds against the evidence`() {
    var reading = Reading(.serviceDate)
    var rule = ColumnRule(field: .serviceDate, columns: ["SVC"])
    rule.dateOrder = .dayMonthYear
    reading.columns = [rule]
    reading.layout.dateOrders = [
      FacilityDateOrder(
        facility: "GEN",
        field: .serviceDate,
        order: .monthDayYear,
        monthFirstRows: 9,
        dayFirstRows: 0
      )
    ]
    #expect(reading("03/04/1961")[.service] == "1961-04-03")
  }

  @Test(arguments: [
    ("12/25/26", "2026-12-25"), ("12/25/27", "1927-12-25"), ("25-DEC-61", "1961-12-25"),
    ("12/25/00", "2000-12-25"),
  ])
  func `two digits mean one of the hundred years up to the as-of year`(pair: (String, String)) {
    let row = Reading(.serviceDate)(pair.0)
    #expect(row[.service] == pair.1)
    #expect(row.rule(.serviceDate) == .centuryByWindow)
  }

  @Test func `the years a pipeline file says decide the century`() {
    var reading = Reading(.serviceDate)
    var rule = ColumnRule(field: .serviceDate, columns: ["SVC"])
    rule.twoDigitYears = 1916...2015
    reading.columns = [rule]
    #expect(reading("12/25/16")[.service] == "1916-12-25")
    #expect(reading("12/25/15")[.service] == "2015-12-25")
    rule.twoDigitYears = 1950...1999
    reading.columns = [rule]
    #expect(reading("12/25/15").rule(.serviceDate) == .impossible)
    rule.twoDigitYears = 1900...2015
    reading.columns = [rule]
    #expect(reading("12/25/10").rule(.serviceDate) == .ambiguous)
    #expect(reading("12/25/60")[.service] == "1960-12-25")
  }

  @Test func `nobody is served before birth: a two-digit birth year moves a century back`() {
    let reading = Reading(.birthDate, .serviceDate)
    #expect(reading("12/25/20", "2015-01-31")[.birth] == "1920-12-25")
    #expect(reading("12/25/10", "2015-01-31")[.birth] == "2010-12-25")
    #expect(reading("12/25/20", "")[.birth] == "2020-12-25")
    #expect(reading("12/25/2020", "2015-01-31")[.birth] == "2020-12-25", "a written century stays")
    #expect(reading("29-FEB-00", "1999-12-31").rule(.birthDate) == .impossible)
  }

  @Test func `some dates stand for unknown as birth dates only`() {
    let reading = Reading(.birthDate, .serviceDate)
    let row = reading("2000-01-01", "2000-01-01")
    #expect(row[.birth] == "" && row.rule(.birthDate) == .placeholder)
    #expect(row[.service] == "2000-01-01")
  }

  @Test func `a pipeline's own placeholder dates are found however they are written`() {
    var reading = Reading(.birthDate)
    reading.placeholders = [.birthDate: ["1950-06-15", "see chart"]]
    #expect(reading("15-JUN-1950").rule(.birthDate) == .placeholder)
    #expect(reading("See  Chart").rule(.birthDate) == .placeholder)
    #expect(reading("16-JUN-1950")[.birth] == "1950-06-16")
  }

  @Test func `a date printed in a form with one reading reads back`() throws {
    let seed: UInt64 = 20_261_121
    var numbers = SplitMix64(state: seed)
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let reading = Reading(.serviceDate)
    for _ in 0..<500 {
      let year = 1801 + numbers.below(220)
      let month = 1 + numbers.below(12)
      let day = 2 + numbers.below(PartialDate.days(in: month, of: year) - 1)
      let date = try #require(PartialDate(year: year, month: month, day: day))
      let name = names[month - 1]
      let compact = date.isoText.filter { $0 != "-" }
      let written = [
        date.isoText, compact, "\(year)/\(month)/\(day)", "\(day) \(name) \(year)",
        "\(name) \(day), \(year)", "\(day)-\(name.prefix(3).uppercased())-\(year)",
        "\(compact)\(10 + numbers.below(14))\(10 + numbers.below(50))",
      ]
      let rows = reading(rows: written.map { [$0] })
      for row in written.indices {
        #expect(rows[row][.service] == date.isoText, "seed \(seed), form \(row)")
      }
    }
  }
}
