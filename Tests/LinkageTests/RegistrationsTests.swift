import Linkage
import Persons
import RecordModel
import Testing

struct RegistrationsTests {
  @Test func `rows of one number and like demographics are one person`() {
    let result = link([
      .of(1, 1) {
        $0.given = "ADA"; $0.family = "HARROW"; $0.birth = day("1961-03-04")
      },
      .of(1, 2) {
        $0.given = "ADA"; $0.birth = day("1961")
      },
      .of(1, 3),
    ])
    #expect(result.personOfRow == [0, 0, 0])
    #expect(result.overlays.isEmpty)
  }

  @Test func `two people under one number are an overlay, and two persons`() {
    let result = link([
      .of(1, 1) {
        $0.given = "ADA"; $0.birth = day("1961-03-04")
      },
      .of(1, 2) {
        $0.given = "NILS"; $0.birth = day("1988-11-17")
      },
      .of(1, 3) {
        $0.given = "ADA"; $0.birth = day("1961-03-04")
      },
    ])
    #expect(result.personOfRow == [0, 1, 0])
    #expect(result.overlays == [[0, 1, 2]])
  }

  @Test func `rows without a number stand alone, however alike`() {
    let rows = (1...3).map { key in
      var row = LinkRow(key)
      row.given = "ADA"
      row.ssn = 219_456_178
      return row
    }
    #expect(link(rows).personOfRow == [0, 1, 2])
  }

  @Test func `a row that says nothing joins the first person of its number`() {
    let result = link([
      .of(1, 1) {
        $0.given = "ADA"; $0.birth = day("1961-03-04")
      },
      .of(1, 2) {
        $0.given = "NILS"; $0.birth = day("1988-11-17")
      },
      .of(1, 3),
    ])
    #expect(result.personOfRow == [0, 1, 0])
  }

  @Test func `a person is known by every value its rows gave`() {
    // The third row agrees with the second alone; against the first it would be somebody else.
    let married: [LinkRow] = [
      .of(1, 1) {
        $0.given = "ADA"; $0.family = "HARROW"; $0.ssn = 219_456_178
      },
      .of(1, 2) {
        $0.given = "ADELAIDE"; $0.family = "HARROW"; $0.ssn = 219_456_178
        $0.birth = day("1961-03-04")
      },
      .of(1, 3) {
        $0.given = "ADELAIDE"; $0.family = "SOLBERG"; $0.birth = day("1961-03-04")
      },
    ]
    #expect(link(married).personCount == 1)
    #expect(link([married[0], married[2]]).personCount == 2)
  }

  @Test func `order decides where values decide nothing: nights, then sources, then keys`() {
    var late: [LinkRow] = [
      .of(1, 1) {
        $0.given = "NILS"; $0.night = 2
      }, .of(1, 2) { $0.given = "ADA" }, .of(1, 3),
    ]
    #expect(
      link(late).personOfRow == [0, 0, 1],
      "the row that says nothing joins the older person"
    )
    late[0].night = 1
    #expect(link(late).personOfRow == [0, 1, 0])
  }

  @Test func `a number with more people than any has is still done in bounded work`() {
    // A hundred people of two rows each: beyond the sixty-fourth, rows stand alone.
    let letters = "ABCDEFGHIJ".map(String.init)
    let people = letters.flatMap { first in
      letters.map { String(repeating: first, count: 9) + String(repeating: $0, count: 9) }
    }
    let rows = (0..<200).map { index in LinkRow.of(1, index) { $0.given = people[index % 100] } }
    let result = link(rows)
    #expect(result.personCount == 64 + 36 * 2)
    #expect(result.overlays == [Array(0..<200)])
  }

  @Test func `a person with more values than are kept is one person still`() {
    let rows = (0..<500).map { index in
      LinkRow.of(1, index) {
        $0.given = "ADA"; $0.phone = UInt64(index + 1)
      }
    }
    #expect(link(rows).personCount == 1)
  }

  @Test func `no rows are no persons`() {
    let result = link([])
    #expect(result.personCount == 0 && result.personOfRow.isEmpty && result.overlays.isEmpty)
  }

  private func link(_ rows: [LinkRow]) -> LinkResult {
    Registrations.link(linkInput(rows), workers: OneWorker())
  }
}
