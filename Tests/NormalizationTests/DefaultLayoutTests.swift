import RecordModel
import Testing

/// The export that `synthesize` writes by default: eight facilities, each with its own date format, four
/// with a combined name.
struct DefaultLayoutTests {
  @Test(arguments: [
    ("GEN", "03/04/1961"), ("STJ", "1961-03-04"), ("FLM", "03/04/61"), ("CLN", "04-Mar-1961"),
    ("RHC", "19610304"), ("PED", "03-04-1961"), ("ONC", "Mar 04, 1961"), ("BEH", "03/04/1961"),
  ])
  func `every facility's dates are read`(pair: (String, String)) {
    var reading = Reading(.birthDate, .serviceDate)
    reading.facilities = [pair.0]
    reading.layout.dateOrders = ["GEN", "FLM", "PED", "BEH"].flatMap { facility in
      [Field.birthDate, .serviceDate].map { field in
        FacilityDateOrder(
          facility: facility,
          field: field,
          order: .monthDayYear,
          monthFirstRows: 9,
          dayFirstRows: 0
        )
      }
    }
    let row = reading(pair.1, pair.1)
    #expect(row[.birth] == "1961-03-04")
    #expect(row[.service] == "1961-03-04")
  }

  @Test func `combined and split names of one person read the same`() {
    let reading = Reading(.name, .familyName, .givenName, .middleName, .nameSuffix)
    let rows = reading(rows: [
      ["O'Brien Jr, Mary L", "", "", "", ""], ["", "O'Brien", "Mary", "L", "JR"],
      ["", "O'Brien Jr", "Mary", "L", ""],
    ])
    for value in [TextValue.family, .given, .middle, .suffix, .familyFolded, .givenFolded] {
      #expect(rows[0][value] == rows[1][value])
      #expect(rows[0][value] == rows[2][value])
    }
    #expect(rows[0][.familyFolded] == "OBRIEN")
  }
}
