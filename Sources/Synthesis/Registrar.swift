/// Writes people down, at their first registration and, years later, at another one.
struct Registrar: Sendable {
  let town: Town

  /// Everything written of a person; the same every time it is asked for.
  func papers(of person: Person, in household: Int) -> Papers {
    let counts = PaperCounts(person, of: household, seed: town.seed)
    let number = UInt64(household * Town.largestHousehold + person.ordinal)
    var dice = Dice(seed: town.seed, of: .firstPapers, number)
    var first = Papers.Registration(
      facility: counts.firstFacility,
      written: Written(person, town: town),
      documents: counts.firstDocuments
    )
    leaveOut(&first.written, at: first.facility, &dice)
    leaveUnnamed(&first, person, &dice)
    guard let facility = counts.secondFacility else { return Papers(first: first) }
    dice = Dice(seed: town.seed, of: .secondPapers, number)
    var second = Papers.Registration(
      facility: facility,
      written: Written(person, town: town),
      documents: counts.secondDocuments
    )
    alter(&second.written, person, at: facility, &dice)
    leaveOut(&second.written, at: facility, &dice)
    keepRecognizable(&first, &second, person)
    return Papers(first: first, second: second)
  }

  // What one clerk of this facility leaves out, or fills with something that stands for nothing.
  private func leaveOut(_ written: inout Written, at facility: Facility, _ dice: inout Dice) {
    let missing = facility.habits.missing
    if dice.chance(missing.ssn) { written.ssn = Self.nothing(400, &dice) }
    if dice.chance(missing.phone) { written.phone = Self.nothing(500, &dice) }
    if dice.chance(missing.home) {
      written.home = Home(kind: dice.chance(2000) ? .unknownWord : .missing)
    }
    if dice.chance(missing.birth) { written.birth = dice.chance(2000) ? .placeholder : .missing }
    if dice.chance(missing.sex) { written.sex = .missing }
    if written.suffix != .none, dice.chance(2000) { written.suffix = .none }
    if dice.chance(4500) {
      written.middle = written.middle.initial
    } else if dice.chance(4000) {
      written.middle = Word()
    }
  }

  // So many times in ten thousand something that stands for nothing, else an empty cell.
  private static func nothing(_ placeholders: Int, _ dice: inout Dice) -> Written.Digits {
    guard dice.chance(placeholders) else { return .missing }
    let roll = dice.below(10)
    return roll < 6 ? .nines : roll < 9 ? .zeros : .unknownWord
  }

  // A newborn is registered before the parents have told the name; others come without papers.
  private func leaveUnnamed(
    _ registration: inout Papers.Registration,
    _ person: Person,
    _ dice: inout Dice
  ) {
    let wasBornHere = registration.facility.habits.years.contains(person.birth.year)
    if wasBornHere, dice.chance(150) {
      registration.written.given = person.sex == .male ? Self.babyBoy : Self.babyGirl
      if dice.chance(9000) { registration.written.ssn = .missing }
    } else if dice.chance(20) {
      registration.written.given = Self.unknown
    } else {
      return
    }
    registration.isUnnamed = true
    registration.written.middle = Word()
  }

  private static let babyBoy = Word("BABY BOY")
  private static let babyGirl = Word("BABY GIRL")
  private static let unknown = Word("UNKNOWN")

  /// The same person, years later, before another clerk.
  private func alter(
    _ written: inout Written,
    _ person: Person,
    at facility: Facility,
    _ dice: inout Dice
  ) {
    let isMachineRead = facility.habits.isMachineRead
    callDifferently(&written, person, isMachineRead, &dice)
    if person.sex == .female, dice.chance(2200) {
      marry(&written, &dice)
    } else if dice.chance(1200) {
      Slips.misspell(&written.family, isMachineRead: isMachineRead, &dice)
    }
    if dice.chance(150) { swap(&written.given, &written.family) }
    if dice.chance(1800) { written.birth = .day(Slips.mistaken(person.birth, &dice)) }
    if dice.chance(4000) {
      written.ssn = .missing
    } else if dice.chance(500) {
      written.ssn = .number(Slips.mistypedSSN(person.ssn, &dice))
    }
    move(&written, &dice)
    if dice.chance(3000) { written.suffix = .none }
    if dice.chance(100) { written.sex = .unknown }
  }

  private func callDifferently(
    _ written: inout Written,
    _ person: Person,
    _ isMachineRead: Bool,
    _ dice: inout Dice
  ) {
    let nicknames = person.sex == .male ? town.maleNicknames : town.femaleNicknames
    let own = nicknames[person.given]
    if dice.chance(2000) {
      if !own.isEmpty { written.given = dice.of(own) }
    } else if dice.chance(1200) {
      Slips.misspell(&written.given, isMachineRead: isMachineRead, &dice)
    } else if dice.chance(300) {
      swap(&written.given, &written.middle)
    }
  }

  // Most take the other name; some keep theirs and add it.
  private func marry(_ written: inout Written, _ dice: inout Dice) {
    let other = town.surnames.words[town.surnames.draw(&dice)]
    if dice.chance(1500) {
      written.family.append(UInt8(ascii: "-"))
      written.family.append(other)
    } else {
      written.family = other
    }
  }

  private func move(_ written: inout Written, _ dice: inout Dice) {
    if dice.chance(4500) {
      written.home = town.home(&dice)
      if dice.chance(7000) { written.phone = .number(town.phone(&dice)) }
    } else if dice.chance(2000) {
      written.phone = .number(town.phone(&dice))
    }
  }

  // Two registrations with nothing but a given name in common could be joined by luck only.
  private func keepRecognizable(
    _ first: inout Papers.Registration,
    _ second: inout Papers.Registration,
    _ person: Person
  ) {
    let wanted = first.isUnnamed ? 3 : 2
    if first.written.evidence(sharedWith: second.written) >= wanted { return }
    first.written.phone = .number(person.phone)
    second.written.phone = .number(person.phone)
    if first.written.evidence(sharedWith: second.written) >= wanted { return }
    first.written.birth = .day(person.birth)
    second.written.birth = .day(person.birth)
  }
}
