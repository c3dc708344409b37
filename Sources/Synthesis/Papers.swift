/// What the region's facilities know of one person: a registration, and for one in five a second one.
struct Papers {
  /// One registration: where, and what was written.
  struct Registration {
    var facility: Facility
    var written: Written
    /// Documents it has on the first night.
    var documents: Int
    /// Written before the child had a name.
    var isUnnamed = false
  }

  var first: Registration
  var second: Registration?
}

/// How many registrations and documents a person has: drawn before anything is written, and cheaply.
struct PaperCounts {
  var firstFacility: Facility
  var firstDocuments: Int
  /// Nil when there is one registration only.
  var secondFacility: Facility?
  var secondDocuments = 0

  init(_ person: Person, of household: Int, seed: UInt64) {
    let number = UInt64(household * Town.largestHousehold + person.ordinal)
    var dice = Dice(seed: seed, of: .person, number)
    firstFacility = Self.facility(for: person, &dice)
    firstDocuments = Self.many[Self.firstCounts.draw(&dice)]
    guard dice.chance(2000) else { return }
    let stays = dice.chance(1500)
    secondFacility = stays ? firstFacility : Self.facility(for: person, &dice)
    secondDocuments = Self.many[Self.secondCounts.draw(&dice)]
  }

  private static let many = [1, 2, 3, 4, 5, 6, 9]
  private static let firstCounts = WeightedDraw([54, 27, 11, 5, 0, 2, 1], bits: 10)
  private static let secondCounts = WeightedDraw([62, 25, 10, 0, 3, 0, 0], bits: 10)

  // Nobody grown up goes to the children's hospital, nor to one that closed before they were born.
  private static func facility(for person: Person, _ dice: inout Dice) -> Facility {
    while true {
      guard let facility = Facility(rawValue: Facility.draw.draw(&dice)) else { continue }
      let years = facility.habits.years
      if facility == .pediatrics, person.birth.year < years.lowerBound - 15 { continue }
      if person.birth.year > years.upperBound - 1 { continue }
      return facility
    }
  }
}
