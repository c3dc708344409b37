import RecordModel
import Testing

struct PartialDateTests {
  @Test func `the 29th of February exists in leap years only`() {
    #expect(PartialDate(year: 2000, month: 2, day: 29) != nil)
    #expect(PartialDate(year: 1900, month: 2, day: 29) == nil)
    #expect(PartialDate(year: 1996, month: 2, day: 29) != nil)
    #expect(PartialDate(year: 1999, month: 2, day: 29) == nil)
  }

  @Test(arguments: ["1961", "1961-03", "1961-03-04"])
  func `a date is written as precisely as it was read`(text: String) throws {
    #expect(try #require(PartialDate(iso: text)).isoText == text)
  }

  @Test(arguments: [
    "", "61", "1961-", "1961-3", "1961-13", "1961-02-30", "1961-03-04T", "1961--04", "+961",
  ])
  func `what is no calendar date is no date`(text: String) {
    #expect(PartialDate(iso: text) == nil)
  }

  @Test func `a date less precise is neither before nor after its own year`() throws {
    let year = try #require(PartialDate(year: 1961))
    let day = try #require(PartialDate(year: 1961, month: 3, day: 4))
    #expect(!year.isCertainlyBefore(day) && !day.isCertainlyBefore(year))
    #expect(year.agrees(with: day))
  }
}
