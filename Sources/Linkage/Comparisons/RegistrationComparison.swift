import RecordModel

/// Compares registrations: of the values that both know, those that suit each other best count.
///
/// One for each worker: it remembers names it has compared.
struct RegistrationComparison: ~Copyable {
  let names: NameComparison
  private let facts: NameFacts

  init(letters: UnsafePointer<UInt8>, ends: UnsafePointer<UInt32>, facts: NameFacts) {
    names = NameComparison(letters: letters, ends: ends, facts: facts)
    self.facts = facts
  }

  /// Compares two registrations.
  func pattern(_ left: RegistrationView, _ right: RegistrationView) -> Pattern {
    var pattern = Pattern()
    var given = givenLevel(left, right, &pattern.givenRarity)
    var family = familyLevel(left, right, &pattern.familyRarity)
    let isGivenPoor = given.rawValue > GivenLevel.near.rawValue
    if isGivenPoor, family.rawValue > FamilyLevel.near.rawValue, isSwapped(left, right) {
      (given, family) = (.swapped, .swapped)
    } else if isGivenPoor, equalsMiddle(left, right) {
      given = .equalsMiddle
    }
    pattern.set(.given, given.rawValue)
    pattern.set(.family, family.rawValue)
    pattern.set(.birth, birthLevel(left, right).rawValue)
    pattern.set(.ssn, ssnLevel(left, right).rawValue)
    pattern.set(.middle, middleLevel(left, right).rawValue)
    pattern.set(.generation, generationLevel(left, right).rawValue)
    pattern.set(.sex, sexLevel(left, right, given).rawValue)
    pattern.set(.service, serviceLevel(left, right).rawValue)
    pattern.set(.contact, contactLevel(left, right).rawValue)
    return pattern
  }

  private func givenLevel(
    _ left: RegistrationView,
    _ right: RegistrationView,
    _ rarity: inout Int32
  ) -> GivenLevel {
    guard !left.given.isEmpty, !right.given.isEmpty else { return .missing }
    var best = GivenLevel.differs
    for one in left.given {
      for other in right.given {
        let level = names.givenLevel(one, other)
        if level == .equal { rarity = max(rarity, facts.givenRarity[Int(one)]) }
        if level.rawValue < best.rawValue { best = level }
      }
    }
    return best
  }

  private func familyLevel(
    _ left: RegistrationView,
    _ right: RegistrationView,
    _ rarity: inout Int32
  ) -> FamilyLevel {
    guard !left.family.isEmpty, !right.family.isEmpty else { return .missing }
    var best = FamilyLevel.differs
    for one in left.family {
      for other in right.family {
        let level = names.familyLevel(one, other)
        if level == .equal { rarity = max(rarity, facts.familyRarity[Int(one)]) }
        if level.rawValue < best.rawValue { best = level }
      }
    }
    let female: UInt32 = 1 << UInt32(Sex.female.rawValue)
    if best == .differs, left.sexes == female, right.sexes == female { return .differsBothWomen }
    return best
  }

  /// Given and family name in each other's place, one letter apart at most.
  private func isSwapped(_ left: RegistrationView, _ right: RegistrationView) -> Bool {
    hasAboutEqual(left.given, right.family) && hasAboutEqual(left.family, right.given)
  }

  private func hasAboutEqual(
    _ left: UnsafeBufferPointer<UInt32>,
    _ right: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    for one in left where names.isWhole(one) {
      for other in right where names.isAboutEqual(one, other) { return true }
    }
    return false
  }

  private func equalsMiddle(_ left: RegistrationView, _ right: RegistrationView) -> Bool {
    hasSame(left.given, right.middle) || hasSame(right.given, left.middle)
  }

  private func hasSame(
    _ given: UnsafeBufferPointer<UInt32>,
    _ middle: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    for one in given where names.isWhole(one) {
      for other in middle where one == other { return true }
    }
    return false
  }

  private func birthLevel(_ left: RegistrationView, _ right: RegistrationView) -> BirthLevel {
    guard !left.birth.isEmpty, !right.birth.isEmpty else { return .missing }
    var best = BirthLevel.differs
    for one in left.birth {
      for other in right.birth {
        let level = DateComparison.level(PartialDate(packed: one), PartialDate(packed: other))
        if level.rawValue < best.rawValue { best = level }
      }
    }
    return best
  }

  private func ssnLevel(_ left: RegistrationView, _ right: RegistrationView) -> SSNLevel {
    guard !left.ssn.isEmpty, !right.ssn.isEmpty else { return .missing }
    var best = 3
    for one in left.ssn {
      for other in right.ssn where best > 0 {
        guard one != other else { return .equal }
        let (one, other) = (
          DateComparison.packedDigits(Int(one), count: 9),
          DateComparison.packedDigits(Int(other), count: 9)
        )
        best = min(best, DateComparison.edits(one, other))
      }
    }
    return best == 1 ? .oneEdit : best == 2 ? .twoEdits : .differs
  }

  private func middleLevel(_ left: RegistrationView, _ right: RegistrationView) -> MiddleLevel {
    guard !left.middle.isEmpty, !right.middle.isEmpty else { return .missing }
    var best = MiddleLevel.differs
    for one in left.middle {
      for other in right.middle {
        guard names.initial(one) == names.initial(other) else { continue }
        let areWhole = names.isWhole(one) && names.isWhole(other)
        let level: MiddleLevel =
          !areWhole ? .initialAgrees : one == other ? .equal : .onlyInitialAgrees
        if level.rawValue < best.rawValue { best = level }
      }
    }
    return best
  }

  private func generationLevel(
    _ left: RegistrationView,
    _ right: RegistrationView
  ) -> GenerationLevel {
    if left.generations == 0 && right.generations == 0 { return .missing }
    if left.generations & right.generations != 0 { return .equal }
    return left.generations == 0 || right.generations == 0 ? .oneSide : .conflict
  }

  private func sexLevel(
    _ left: RegistrationView,
    _ right: RegistrationView,
    _ given: GivenLevel
  ) -> SexLevel {
    guard left.sexes != 0, right.sexes != 0 else { return .missing }
    let isEqual = left.sexes & right.sexes != 0
    let namesAgree = given != .missing && given.rawValue <= GivenLevel.near.rawValue
    if namesAgree { return isEqual ? .equalNamesAgree : .differsNamesAgree }
    return isEqual ? .equalNamesDiffer : .differsNamesDiffer
  }

  private func serviceLevel(_ left: RegistrationView, _ right: RegistrationView) -> ServiceLevel {
    let (one, other) = (visit(left, before: right), visit(right, before: left))
    if one == .beforeBirth || other == .beforeBirth { return .beforeBirth }
    return one == .missing && other == .missing ? .missing : .possible
  }

  private func visit(
    _ visitor: RegistrationView,
    before born: RegistrationView
  ) -> ServiceLevel {
    guard visitor.firstService != 0, let birth = born.birth.min() else { return .missing }
    // A packed date counts years from its ninth bit on.
    return visitor.firstService + (1 << 9) < birth ? .beforeBirth : .possible
  }

  private func contactLevel(_ left: RegistrationView, _ right: RegistrationView) -> ContactLevel {
    let phone = Self.match(left.phone, right.phone)
    let address = Self.match(left.address, right.address)
    switch (address, phone) {
    case (true?, true?): return .addressAndPhone
    case (true?, nil): return .addressPhoneMissing
    case (true?, false?): return .addressPhoneDiffers
    case (nil, true?): return .phoneAddressMissing
    case (false?, true?): return .phoneAddressDiffers
    case (nil, nil), (nil, false?), (false?, nil), (false?, false?): break
    }
    for one in left.house {
      for other in right.house where one == other { return .house }
    }
    for one in left.district {
      for other in right.district where one == other { return .district }
    }
    let isKnown = phone != nil || address != nil || !left.district.isEmpty && !right.district.isEmpty
    return isKnown ? .nothing : .missing
  }

  /// Says whether two lists of double words share one; nil when one of them is empty.
  private static func match(
    _ left: UnsafeBufferPointer<UInt32>,
    _ right: UnsafeBufferPointer<UInt32>
  ) -> Bool? {
    guard !left.isEmpty, !right.isEmpty else { return nil }
    for one in stride(from: 0, to: left.count, by: 2) {
      for other in stride(from: 0, to: right.count, by: 2)
      where left[one] == right[other] && left[one + 1] == right[other + 1] { return true }
    }
    return false
  }
}
