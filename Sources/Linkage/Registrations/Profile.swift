import RecordModel

/// All distinct values of the rows of a group.
///
/// A row is compared with the value that suits it best. At most `mostValues` of a field are kept,
/// so that a group of a hostile export cannot make each of its rows dearer than the one before.
struct Profile {
  /// The most values of a field that are kept: the first ones.
  static let mostValues = 32

  private var births: [PartialDate] = []
  private var ssns: [UInt32] = []
  private var phones: [UInt64] = []
  private var addresses: [UInt64] = []
  private var given: [NameRange] = []
  private var family: [NameRange] = []

  init() {}

  /// The profile of some rows.
  init(_ people: [Demographics], _ names: FoldedNames) {
    for person in people { add(person, names) }
  }

  /// Makes room for the next group.
  mutating func removeAll() {
    births.removeAll(keepingCapacity: true)
    ssns.removeAll(keepingCapacity: true)
    phones.removeAll(keepingCapacity: true)
    addresses.removeAll(keepingCapacity: true)
    given.removeAll(keepingCapacity: true)
    family.removeAll(keepingCapacity: true)
  }

  /// Takes the values of a row that joins the group.
  mutating func add(_ person: Demographics, _ names: FoldedNames) {
    if !person.birth.isMissing { Self.keep(person.birth, in: &births) { $0 == $1 } }
    if person.ssn != 0 { Self.keep(person.ssn, in: &ssns) { $0 == $1 } }
    if person.phone != 0 { Self.keep(person.phone, in: &phones) { $0 == $1 } }
    if person.address != 0 { Self.keep(person.address, in: &addresses) { $0 == $1 } }
    if !person.given.isEmpty {
      Self.keep(person.given, in: &given) { isSameText($0, $1, in: names.given.span) }
    }
    if !person.family.isEmpty {
      Self.keep(person.family, in: &family) { isSameText($0, $1, in: names.family.span) }
    }
  }

  private static func keep<Value>(
    _ value: Value,
    in values: inout [Value],
    unless isSame: (Value, Value) -> Bool
  ) {
    guard values.count < mostValues, !values.contains(where: { isSame($0, value) }) else { return }
    values.append(value)
  }

  /// Says whether a row can be the person of this group.
  ///
  /// In half points: given name, birth date and SSN count 2, family name and contact 1. Conflicts
  /// stay under 4, and where there is one, agreements outweigh them. A value missing on either side
  /// says nothing.
  func isCompatible(with person: Demographics, _ names: FoldedNames) -> Bool {
    evidence(of: person, names).isCompatible
  }

  /// How much more of a row agrees with this group than speaks against it, in the same half points.
  func balance(with person: Demographics, _ names: FoldedNames) -> Int {
    evidence(of: person, names).balance
  }

  /// How many of a row's known values are values of this group, letter for letter.
  func equalValues(with person: Demographics, _ names: FoldedNames) -> Int {
    var equal = 0
    if !person.birth.isMissing, births.contains(person.birth) { equal += 1 }
    if person.ssn != 0, ssns.contains(person.ssn) { equal += 1 }
    if person.phone != 0, phones.contains(person.phone) { equal += 1 }
    if person.address != 0, addresses.contains(person.address) { equal += 1 }
    let (given, family) = (self.given, self.family)
    if !person.given.isEmpty,
      given.contains(where: { isSameText($0, person.given, in: names.given.span) })
    {
      equal += 1
    }
    if !person.family.isEmpty,
      family.contains(where: { isSameText($0, person.family, in: names.family.span) })
    {
      equal += 1
    }
    return equal
  }

  private func evidence(of person: Demographics, _ names: FoldedNames) -> Evidence {
    var evidence = Evidence()
    evidence.take(birthLevel(person.birth), weight: 2)
    evidence.take(ssnLevel(person.ssn), weight: 2)
    evidence.take(givenLevel(person.given, names), weight: 2)
    evidence.take(familyLevel(person.family, names), weight: 1)
    evidence.take(contactLevel(person), weight: 1)
    return evidence
  }

  private func birthLevel(_ birth: PartialDate) -> Level {
    guard !birth.isMissing else { return .neutral }
    return best(births) { birthPairLevel($0, birth) }
  }

  private func ssnLevel(_ ssn: UInt32) -> Level {
    guard ssn != 0 else { return .neutral }
    return best(ssns) { ssnPairLevel($0, ssn) }
  }

  private func givenLevel(_ name: NameRange, _ names: FoldedNames) -> Level {
    guard !name.isEmpty else { return .neutral }
    return best(given) { givenPairLevel($0, name, in: names.given.span) }
  }

  private func familyLevel(_ name: NameRange, _ names: FoldedNames) -> Level {
    guard !name.isEmpty else { return .neutral }
    return best(family) { familyPairLevel($0, name, in: names.family.span) }
  }

  private func contactLevel(_ person: Demographics) -> Level {
    let isPhoneKnown = person.phone != 0 && !phones.isEmpty
    let isAddressKnown = person.address != 0 && !addresses.isEmpty
    guard isPhoneKnown || isAddressKnown else { return .neutral }
    let agrees =
      isPhoneKnown && phones.contains(person.phone)
      || isAddressKnown && addresses.contains(person.address)
    return agrees ? .agree : .conflict
  }

  private func best<Value>(_ values: [Value], _ level: (Value) -> Level) -> Level {
    guard !values.isEmpty else { return .neutral }
    var best = Level.conflict
    for value in values {
      best = max(best, level(value))
      if best == .agree { break }
    }
    return best
  }
}
