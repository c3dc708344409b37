import RecordModel

/// A way in which two registrations become a pair to compare: both have a key of the pass.
///
/// What one pass misses for a slip of the pen another finds. Years count by their last two digits, so that
/// a wrong century parts nobody. Numbers of passes are shown by `explain` and stay what they are.
enum BlockingPass: Int, CaseIterable {
  case ssn
  case givenFamilySoundYear
  case familyYearDaySex
  case birthInitials
  case fullGivenFamilySoundMiddle
  case phone
  case birthGivenSecondLetter
  case bothSoundsYear
  case address
  case birthSexMiddle
  case familyYearMonthSex
  case givenMonthDaySexFamilyInitial
  case bothNamesInAnyOrder
  case birthFamilySecondLetter
  case familyMonthDaySex
  case fullGivenBirthInAnyOrder
  case familyBirthInAnyOrder
  case ssnEndFamilySound
  case ssnEndYear
  case ssnBeginningGivenInitial
  case givenDistrictYear
  case familySoundDistrictGivenInitialSex
  case fullGivenFamilyInitialYearMonth
  case birthDistrict

  /// What both have in common, after "same".
  var words: String {
    switch self {
    case .ssn: "SSN"
    case .givenFamilySoundYear: "given name, sound of the family name, year of birth"
    case .familyYearDaySex: "family name, year and day of birth, sex"
    case .birthInitials: "birth date and initials"
    case .fullGivenFamilySoundMiddle: "full given name, sound of the family name, middle initial"
    case .phone: "phone"
    case .birthGivenSecondLetter: "birth date and second letter of the given name"
    case .bothSoundsYear: "sound of both names, year of birth"
    case .address: "address"
    case .birthSexMiddle: "birth date, sex, middle initial"
    case .familyYearMonthSex: "family name, year and month of birth, sex"
    case .givenMonthDaySexFamilyInitial: "given name, day and month of birth, sex, family initial"
    case .bothNamesInAnyOrder: "given and family name in any order"
    case .birthFamilySecondLetter: "birth date and second letter of the family name"
    case .familyMonthDaySex: "family name, day and month of birth, sex"
    case .fullGivenBirthInAnyOrder: "full given name, birth date with day and month in any order"
    case .familyBirthInAnyOrder: "family name, birth date with day and month in any order"
    case .ssnEndFamilySound: "last four digits of the SSN, sound of the family name"
    case .ssnEndYear: "last four digits of the SSN, year of birth"
    case .ssnBeginningGivenInitial: "first five digits of the SSN, given initial"
    case .givenDistrictYear: "given name, postal district, year of birth"
    case .familySoundDistrictGivenInitialSex:
      "sound of the family name, postal district, given initial, sex"
    case .fullGivenFamilyInitialYearMonth:
      "full given name, family initial, year and month of birth"
    case .birthDistrict: "birth date and postal district"
    }
  }
}

/// Makes the keys of registrations: 64-bit hashes, of which two different ones are equal by chance once in
/// some millions of nights; then two strangers are compared once more.
struct BlockingKeys {
  /// Keys of one registration in one pass; more are left out.
  static let most = 32

  private let facts: NameFacts

  init(_ facts: NameFacts) { self.facts = facts }

  /// Writes the keys of a registration in a pass, each once.
  func write(_ pass: BlockingPass, _ one: RegistrationView, to keys: inout [UInt64]) {
    keys.removeAll(keepingCapacity: true)
    switch pass {
    case .ssn: single(one.ssn, &keys)
    case .phone: double(one.phone, &keys)
    case .address: double(one.address, &keys)
    case .givenFamilySoundYear:
      years(one) { year in givens(one) { given in sounds(one) { add(&keys, given, $0, year) } } }
    case .familyYearDaySex:
      dates(one) { date in
        families(one) { add(&keys, $0, Self.year(date), date & 31, sexes: one) }
      }
    case .birthInitials:
      dates(one) { date in
        givens(one) { given in
          families(one) { family in
            let (left, right) = (initial(given), initial(family))
            add(&keys, Self.day(date), min(left, right), max(left, right))
          }
        }
      }
    case .fullGivenFamilySoundMiddle:
      fullGivens(one) { given in
        sounds(one) { sound in middles(one) { add(&keys, given, sound, $0) } }
      }
    case .birthGivenSecondLetter:
      dates(one) { date in
        givens(one) { add(&keys, Self.day(date), UInt32(facts.secondLetters[Int($0)]), 1) }
      }
    case .bothSoundsYear:
      years(one) { year in
        givens(one) { given in sounds(one) { add(&keys, facts.soundex[Int(given)], $0, year) } }
      }
    case .birthSexMiddle:
      dates(one) { date in middles(one) { add(&keys, Self.day(date), $0, 2, sexes: one) } }
    case .familyYearMonthSex:
      dates(one) { date in
        families(one) { add(&keys, $0, Self.year(date), date >> 5 & 15, sexes: one) }
      }
    case .givenMonthDaySexFamilyInitial:
      dates(one) { date in
        givens(one) { given in
          families(one) { add(&keys, given, date & 511, initial($0), sexes: one) }
        }
      }
    case .bothNamesInAnyOrder:
      givens(one) { given in
        guard isWhole(given) else { return }
        families(one) { add(&keys, min(given, $0), max(given, $0), 3) }
      }
    case .birthFamilySecondLetter:
      dates(one) { date in
        families(one) { add(&keys, Self.day(date), UInt32(facts.secondLetters[Int($0)]), 4) }
      }
    case .familyMonthDaySex:
      dates(one) { date in families(one) { add(&keys, $0, date & 511, 5, sexes: one) } }
    case .fullGivenBirthInAnyOrder:
      dates(one) { date in fullGivens(one) { add(&keys, $0, Self.anyOrder(date), 6) } }
    case .familyBirthInAnyOrder:
      dates(one) { date in families(one) { add(&keys, $0, Self.anyOrder(date), 7) } }
    case .ssnEndFamilySound:
      for ssn in one.ssn { sounds(one) { add(&keys, ssn % 10_000, $0, 8) } }
    case .ssnEndYear:
      for ssn in one.ssn { years(one) { add(&keys, ssn % 10_000, $0, 9) } }
    case .ssnBeginningGivenInitial:
      for ssn in one.ssn { givens(one) { add(&keys, ssn / 10_000, initial($0), 10) } }
    case .givenDistrictYear:
      for district in one.district {
        years(one) { year in givens(one) { add(&keys, district, year, $0) } }
      }
    case .familySoundDistrictGivenInitialSex:
      for district in one.district {
        sounds(one) { sound in
          givens(one) { add(&keys, district, sound, initial($0), sexes: one) }
        }
      }
    case .fullGivenFamilyInitialYearMonth:
      dates(one) { date in
        fullGivens(one) { given in
          families(one) { add(&keys, given, initial($0), Self.yearMonth(date)) }
        }
      }
    case .birthDistrict:
      for district in one.district { dates(one) { add(&keys, Self.day($0), district, 11) } }
    }
  }

  // MARK: Values

  @inline(__always)
  private func givens(_ one: RegistrationView, _ body: (UInt32) -> Void) {
    for given in one.given { body(given) }
  }

  /// The full names that a given name stands for, by their numbers; itself where none is known.
  @inline(__always)
  private func fullGivens(_ one: RegistrationView, _ body: (UInt32) -> Void) {
    for given in one.given where isWhole(given) {
      let full = facts.fullNames(of: given)
      if full.isEmpty { body(given) } else { for name in full { body(UInt32(name) | 1 << 31) } }
    }
  }

  @inline(__always)
  private func families(_ one: RegistrationView, _ body: (UInt32) -> Void) {
    for family in one.family { body(family) }
  }

  @inline(__always)
  private func sounds(_ one: RegistrationView, _ body: (UInt32) -> Void) {
    for family in one.family { body(facts.soundex[Int(family)]) }
  }

  @inline(__always)
  private func middles(_ one: RegistrationView, _ body: (UInt32) -> Void) {
    for middle in one.middle { body(initial(middle)) }
  }

  @inline(__always)
  private func years(_ one: RegistrationView, _ body: (UInt32) -> Void) {
    for date in one.birth { body(Self.year(date)) }
  }

  /// Birth dates that are known to the day.
  @inline(__always)
  private func dates(_ one: RegistrationView, _ body: (UInt32) -> Void) {
    for date in one.birth where date & 31 != 0 { body(date) }
  }

  @inline(__always)
  private func initial(_ name: UInt32) -> UInt32 { UInt32(facts.initials[Int(name)]) }

  @inline(__always)
  private func isWhole(_ name: UInt32) -> Bool { facts.secondLetters[Int(name)] != 0 }

  @inline(__always)
  private static func year(_ date: UInt32) -> UInt32 { (date >> 9) % 100 }

  @inline(__always)
  private static func day(_ date: UInt32) -> UInt32 { year(date) << 9 | date & 511 }

  @inline(__always)
  private static func yearMonth(_ date: UInt32) -> UInt32 { year(date) << 4 | date >> 5 & 15 }

  /// A date whose day and month are interchangeable.
  @inline(__always)
  private static func anyOrder(_ date: UInt32) -> UInt32 {
    let (month, day) = (date >> 5 & 15, date & 31)
    return year(date) << 10 | min(month, day) << 5 | max(month, day)
  }

  // MARK: Keys

  @inline(__always)
  private func single(_ values: UnsafeBufferPointer<UInt32>, _ keys: inout [UInt64]) {
    for value in values { append(Self.mixed(UInt64(value)), &keys) }
  }

  @inline(__always)
  private func double(_ values: UnsafeBufferPointer<UInt32>, _ keys: inout [UInt64]) {
    for at in stride(from: 0, to: values.count, by: 2) {
      append(Self.mixed(UInt64(values[at]) << 32 | UInt64(values[at + 1])), &keys)
    }
  }

  @inline(__always)
  private func add(_ keys: inout [UInt64], _ one: UInt32, _ two: UInt32, _ three: UInt32) {
    let first = Self.mixed(UInt64(one) << 32 | UInt64(two))
    append(Self.mixed(first ^ UInt64(three) &* 0x9E37_79B9_7F4A_7C15), &keys)
  }

  /// A key for each sex that is known of a registration; none without.
  @inline(__always)
  private func add(
    _ keys: inout [UInt64],
    _ one: UInt32,
    _ two: UInt32,
    _ three: UInt32,
    sexes: RegistrationView
  ) {
    for sex: UInt32 in 1...2 where sexes.sexes >> sex & 1 == 1 {
      add(&keys, one, two, three << 2 | sex)
    }
  }

  @inline(__always)
  private func append(_ key: UInt64, _ keys: inout [UInt64]) {
    guard keys.count < Self.most, !keys.contains(key) else { return }
    keys.append(key)
  }

  /// The finisher of SplitMix64: every bit of the value moves every bit of the key.
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
