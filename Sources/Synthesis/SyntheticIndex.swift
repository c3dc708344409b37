/// A made-up index: which documents there are, and what the row and the truth of each one say.
///
/// It keeps four bytes a document. Everything else is made again from the seed whenever a row is asked
/// for, the same way each time.
package struct SyntheticIndex: Sendable {
  let town: Town
  let registrar: Registrar
  let numbers: RecordNumbers
  /// The registration of each document, by document number from 0.
  private(set) var documents: [RegistrationPlace] = []
  private(set) var households = 0
  /// Households of the first night: a re-issued number is one of theirs.
  private let firstHouseholds: Int

  /// Makes the people of an index of so many rows.
  package init(records: Int, seed: UInt64) {
    town = Town(seed: mixed(seed))
    registrar = Registrar(town: town)
    numbers = RecordNumbers(records: records, seed: town.seed)
    var found: (documents: [RegistrationPlace], households: Int) = ([], 0)
    found.documents.reserveCapacity(records)
    Self.addHouseholds(town, until: records, &found.documents, &found.households)
    var dice = Dice(seed: town.seed, of: .order, 0)
    dice.shuffle(&found.documents)
    (documents, households) = found
    firstHouseholds = households
  }

  package var count: Int { documents.count }

  /// Adds documents of new households, and one more of each registration listed, in no telling order.
  mutating func add(
    fromNewHouseholds count: Int,
    and known: [RegistrationPlace],
    _ dice: inout Dice
  ) {
    var new: [RegistrationPlace] = []
    Self.addHouseholds(town, until: count, &new, &households)
    new += known
    dice.shuffle(&new)
    documents += new
  }

  private static func addHouseholds(
    _ town: Town,
    until count: Int,
    _ documents: inout [RegistrationPlace],
    _ households: inout Int
  ) {
    var people: [Person] = []
    while documents.count < count {
      town.people(of: households, into: &people)
      for person in people {
        let counts = PaperCounts(person, of: households, seed: town.seed)
        let first = RegistrationPlace(
          household: households,
          ordinal: person.ordinal,
          isSecond: false
        )
        documents.append(contentsOf: repeatElement(first, count: counts.firstDocuments))
        guard counts.secondFacility != nil else { continue }
        let second = RegistrationPlace(
          household: households,
          ordinal: person.ordinal,
          isSecond: true
        )
        documents.append(contentsOf: repeatElement(second, count: counts.secondDocuments))
      }
      households += 1
    }
    documents.removeLast(documents.count - count)
  }

  /// The number that another registration of the facility had before: one in 2,500 is given out again.
  func reissuedNumber(of place: RegistrationPlace, at facility: Facility) -> Int? {
    var dice = Dice(seed: town.seed, of: .reissue, UInt64(place.code))
    guard dice.chance(4) else { return nil }
    var people: [Person] = []
    for _ in 0..<64 {
      let household = dice.below(firstHouseholds)
      if household == place.household { continue }
      town.people(of: household, into: &people)
      for person in people {
        let counts = PaperCounts(person, of: household, seed: town.seed)
        guard counts.firstFacility == facility else { continue }
        let other = RegistrationPlace(
          household: household,
          ordinal: person.ordinal,
          isSecond: false
        )
        return ownNumber(of: other, at: facility)
      }
    }
    return nil
  }

  /// The number that a registration was given when nobody had it.
  func ownNumber(of place: RegistrationPlace, at facility: Facility) -> Int {
    numbers.number(of: Int(place.code), key: UInt64(facility.rawValue))
  }
}

/// Which registration of which person: 32 bits.
struct RegistrationPlace: Equatable, Sendable {
  let code: UInt32

  init(household: Int, ordinal: Int, isSecond: Bool) {
    code = UInt32(household) << 5 | UInt32(ordinal) << 1 | (isSecond ? 1 : 0)
  }

  var household: Int { Int(code >> 5) }
  var ordinal: Int { Int(code >> 1 & 15) }
  var isSecond: Bool { code & 1 == 1 }
  /// Which person, of all.
  var person: Int { Int(code >> 1) }
}
