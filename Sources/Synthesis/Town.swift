import CensusNames

/// Makes households and the people in them; the same household every time it is asked for.
struct Town: Sendable {
  let seed: UInt64
  let surnames: NameTable
  let male: NameTable
  let female: NameTable
  let maleNicknames: [[Word]]
  let femaleNicknames: [[Word]]

  /// No household is larger, so that a person's number has room for their place in it.
  static let largestHousehold = 16

  init(seed: UInt64) {
    self.seed = seed
    surnames = .surnames()
    male = NameTable(NameTable.read(GivenNames.male), bits: 16)
    female = NameTable(NameTable.read(GivenNames.female), bits: 16)
    maleNicknames = Nicknames.table(for: male.words)
    femaleNicknames = Nicknames.table(for: female.words)
  }

  func givenNames(_ sex: Sex) -> NameTable { sex == .male ? male : female }

  /// Replaces the list with the people of a household.
  func people(of household: Int, into people: inout [Person]) {
    people.removeAll(keepingCapacity: true)
    var dice = Dice(seed: seed, of: .household, UInt64(household))
    let family = surnames.words[surnames.draw(&dice)]
    let (home, phone) = (home(&dice), phone(&dice))
    let span = Self.latestHead.number - Self.earliestHead.number
    let birth = CalendarDay(Self.earliestHead.number + dice.below(span))
    people.append(person(family, dice.chance(5000) ? .male : .female, birth, home, phone, 0, &dice))
    if dice.chance(4200) { addSpouse(to: &people, &dice) }
    if dice.chance(6000) { addChildren(to: &people, &dice) }
  }

  private static let earliestHead = CalendarDay(1908, 1, 1)
  private static let latestHead = CalendarDay(1985, 1, 1)

  private func addSpouse(to people: inout [Person], _ dice: inout Dice) {
    let head = people[0]
    let family = dice.chance(8500) ? head.family : surnames.words[surnames.draw(&dice)]
    let number = head.birth.number + dice.below(3600) - 1800
    let birth = max(CalendarDay(1902, 1, 2), CalendarDay(number))
    let sex: Sex = head.sex == .male ? .female : .male
    people.append(person(family, sex, birth, head.home, head.phone, 1, &dice))
  }

  private func addChildren(to people: inout [Person], _ dice: inout Dice) {
    let head = people[0]
    let father = people.firstIndex { $0.sex == .male && $0.family == head.family }
    var birth = CalendarDay(people.reduce(0) { max($0, $1.birth.number) } + 7300 + dice.below(3600))
    let count = 1 + dice.below(5) * dice.below(5) / 4
    for _ in 0..<count where birth < CalendarDay(2015, 1, 1) {
      let sex: Sex = dice.chance(5000) ? .male : .female
      var child = person(head.family, sex, birth, head.home, head.phone, people.count, &dice)
      if let father, sex == .male, dice.chance(1000) { name(&child, after: &people[father], &dice) }
      people.append(child)
      if dice.chance(450) { addTwin(to: &people, &dice) }
      birth = CalendarDay(birth.number + 500 + dice.below(1600))
      if people.count >= Self.largestHousehold - 2 { return }
    }
  }

  private func name(_ child: inout Person, after father: inout Person, _ dice: inout Dice) {
    (child.given, child.middle) = (father.given, father.middle)
    let roll = dice.below(100)
    child.suffix = roll < 84 ? .junior : roll < 94 ? .second : .third
    child.isNamesake = true
    father.isNamesake = true
    if dice.chance(4000) { father.suffix = .senior }
  }

  private func addTwin(to people: inout [Person], _ dice: inout Dice) {
    let child = people[people.count - 1]
    let sex: Sex = dice.chance(6500) ? child.sex : child.sex == .male ? .female : .male
    var twin = person(child.family, sex, child.birth, child.home, child.phone, people.count, &dice)
    let names = givenNames(sex)
    // Parents like twins' names to begin alike.
    let wantsInitial = dice.chance(1500) && sex == child.sex
    for _ in 0..<12 {
      let isLike =
        names.words[twin.given].initial == names.words[child.given % names.words.count].initial
      if twin.given != child.given && (!wantsInitial || isLike) { break }
      twin.given = names.draw(&dice)
    }
    if sex == child.sex, twin.given == child.given {
      twin.given = (child.given + 1) % names.words.count
    }
    // Since 1987 numbers are asked for at birth, for both at once.
    if child.birth > CalendarDay(1987, 1, 1), child.ssn % 10_000 < 9999, dice.chance(6000) {
      twin.ssn = child.ssn + 1
    }
    twin.isTwin = true
    people[people.count - 1].isTwin = true
    people.append(twin)
  }

  private func person(
    _ family: Word,
    _ sex: Sex,
    _ birth: CalendarDay,
    _ home: Home,
    _ phone: Int,
    _ ordinal: Int,
    _ dice: inout Dice
  ) -> Person {
    let names = givenNames(sex)
    let isPlaceholder = birth == CalendarDay(2000, 1, 1)
    return Person(
      ordinal: ordinal,
      family: family,
      given: names.draw(&dice),
      middle: names.draw(&dice),
      sex: sex,
      birth: isPlaceholder ? CalendarDay(2000, 1, 2) : birth,
      ssn: dice.within(268...302) * 1_000_000 + dice.within(1...99) * 10_000
        + dice.within(1...9999),
      phone: phone,
      home: home
    )
  }

  /// An address of the state.
  func home(_ dice: inout Dice) -> Home {
    let town = dice.below(Places.towns.count)
    return Home(
      kind: .address,
      number: UInt16(dice.within(1...9400)),
      street: UInt16(dice.below(Places.streets.count)),
      apartment: dice.chance(1400) ? UInt8(dice.within(1...40)) : 0,
      town: UInt8(town),
      postalCode: UInt32(dice.of(Places.towns[town].postalCodes))
    )
  }

  /// A telephone number of the state: never of the exchange 555, which is nobody's, nor of a service (211, 911).
  func phone(_ dice: inout Dice) -> Int {
    let area = dice.of(Places.areaCodes)
    var exchange = dice.within(200...998)
    while exchange == 555 || exchange % 100 == 11 { exchange = dice.within(200...998) }
    return (area * 1000 + exchange) * 10_000 + dice.below(10_000)
  }
}
