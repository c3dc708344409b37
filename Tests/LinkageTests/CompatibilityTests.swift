import Linkage
import Persons
import RecordModel
import Testing

/// Which differences a number's rows may have and still be one person.
struct CompatibilityTests {
  /// Half a point against: with nothing that agrees, a conflict is always too much.
  @Test(arguments: [
    ("MARIA", "MARIA", true), ("MARIA", "MARIE", true), ("MARIA", "MARAI", true),
    ("MARIA", "MARI", true), ("M", "MARIA", true), ("MAR", "MARIA", true), ("MA", "MARIA", false),
    ("ANN", "AMN", false), ("JOHN", "JOAN", true), ("MARIA", "AMRAI", false),
    ("MARIA", "MRAIX", false), ("ANNA", "ANNNA", true), ("JOHN", "JOHNNIE", true),
    ("MARTHA", "MARGOT", false), ("N", "MARIA", false), ("", "MARIA", true),
  ])
  func `given names agree when equal, one edit apart, an initial or a beginning`(
    left: String,
    right: String,
    agrees: Bool
  ) {
    #expect(
      areOne {
        $0.given = left
      } and: {
        $0.given = right
      } == agrees
    )
  }

  @Test(arguments: [
    ("GARCIALOPEZ", "GARCIA", true), ("GARCIALOPEZ", "LOPEZ", true), ("GARCIA", "GARZIA", true),
    ("GARCIA", "LOPEZ", false), ("KIM", "LIM", false), ("LI", "LIWONG", false),
    ("LEE", "LEEKIM", true),
  ])
  func `family names agree when equal, one edit apart, or one a part of the other`(
    left: String,
    right: String,
    agrees: Bool
  ) {
    #expect(
      areOne {
        $0.family = left
      } and: {
        $0.family = right
      } == agrees
    )
  }

  @Test(arguments: [
    ("1961-03-04", "1961-03-04", 2), ("1961-03-04", "1961-03", 2), ("1961-03-04", "1961", 2),
    ("1961-03-04", "1961-04-03", 0), ("1961-03-04", "1961-03-05", 0),
    ("1961-03-04", "1971-03-04", 0),
    ("1961-03-04", "1861-03-04", 0), ("1901-03-04", "2001-03-04", 0),
    ("1901-03-04", "2001-03-05", -2),
    ("1961-03-04", "1961-03-15", -2), ("1961-03-09", "1961-03-10", -2),
    ("1961-03-04", "1952-08-27", -2),
    ("1961", "1962-08-27", 0), ("1961", "1972", -2), ("1961-03", "1961-04", 0), ("", "1961", 0),
  ])
  func `birth dates agree, conflict, or differ by a slip that says nothing`(
    left: String,
    right: String,
    points: Int
  ) {
    expect(points) {
      $0.birth = day(left)
    } and: {
      $0.birth = day(right)
    }
  }

  @Test(
    arguments: [
      (219_456_178, 219_456_178, 2), (219_456_178, 219_456_179, 0), (219_456_178, 919_456_178, 0),
      (219_456_178, 219_456_187, 0), (219_456_178, 129_456_178, 0), (219_456_178, 219_546_178, 0),
      (219_456_178, 219_456_189, -2), (219_456_178, 219_654_178, -2),
      (219_456_178, 312_867_441, -2),
      (9_456_178, 90_456_178, 0), (219_456_178, 0, 0),
    ] as [(UInt32, UInt32, Int)]
  )
  func `SSNs agree, conflict, or differ by a slip that says nothing`(
    left: UInt32,
    right: UInt32,
    points: Int
  ) {
    expect(points) {
      $0.ssn = left
    } and: {
      $0.ssn = right
    }
  }

  @Test
  func `contact agrees by phone or address, and conflicts only when all that is known differs`() {
    expect(1) {
      $0.phone = 1; $0.address = 1
    } and: {
      $0.phone = 1; $0.address = 2
    }
    expect(1) {
      $0.phone = 1; $0.address = 1
    } and: {
      $0.phone = 2; $0.address = 1
    }
    expect(-1) {
      $0.phone = 1; $0.address = 1
    } and: {
      $0.phone = 2; $0.address = 2
    }
    expect(-1) {
      $0.phone = 1; $0.address = 1
    } and: {
      $0.phone = 2
    }
    expect(0) {
      $0.phone = 1
    } and: {
      $0.address = 1
    }
  }

  @Test func `a conflict must be outweighed, and two full ones are too many`() {
    let born: (inout LinkRow) -> Void = { $0.birth = day("1961-03-04") }
    #expect(
      !areOne {
        $0.given = "ADA"; born(&$0)
      } and: {
        $0.given = "NILS"; born(&$0)
      },
      "two to two"
    )
    #expect(
      areOne {
        $0.given = "ADA"; $0.phone = 1; born(&$0)
      } and: {
        $0.given = "NILS"; $0.phone = 1; born(&$0)
      },
      "two against, three for"
    )
    #expect(
      areOne {
        $0.given = "ADA"; $0.ssn = 219_456_178; $0.family = "HARROW"; born(&$0)
      } and: {
        $0.given = "NILS"
        $0.ssn = 219_456_178
        $0.family = "SOLBERG"
        born(&$0)
      },
      "three against, four for"
    )
    #expect(
      !areOne {
        $0.given = "ADA"; $0.family = "HARROW"; $0.phone = 1; $0.ssn = 219_456_178; born(&$0)
      } and: {
        $0.given = "NILS"
        $0.family = "SOLBERG"
        $0.phone = 2
        $0.ssn = 219_456_178
        born(&$0)
      },
      "four against, four for"
    )
  }

  /// Says whether two rows of one number, alike in nothing else, are one person.
  private func areOne(
    _ left: (inout LinkRow) -> Void,
    and right: (inout LinkRow) -> Void
  ) -> Bool {
    let input = linkInput([.of(1, 1, left), .of(1, 2, right)])
    return Registrations.link(input, workers: OneWorker()).personCount == 1
  }

  /// Checks what a field is worth, in half points, by weighing it against a name.
  ///
  /// Two for it outweigh a family name that differs; nothing and a conflict do not; and only what
  /// is no conflict stands without anything that agrees.
  private func expect(
    _ points: Int,
    _ left: (inout LinkRow) -> Void,
    and right: (inout LinkRow) -> Void
  ) {
    #expect(areOne(left, and: right) == (points >= 0))
    let outweighs = areOne {
      left(&$0); $0.family = "HARROW"
    } and: {
      right(&$0); $0.family = "SOLBERG"
    }
    #expect(outweighs == (points >= 2))
  }
}
