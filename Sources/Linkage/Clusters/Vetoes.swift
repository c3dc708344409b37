import RecordModel

/// What forbids that two registrations are one person, whatever their score.
struct Vetoes: Sendable {
  /// For each registration the record number, of those that are two people or more, it stands under;
  /// 0 for none.
  let overlays: [UInt32]
  /// Pairs that a technician keeps apart: smaller registration in the upper half, sorted.
  private let pairs: [UInt64]

  init(overlays: [UInt32], apart pairs: [(UInt32, UInt32)]) {
    self.overlays = overlays
    self.pairs = pairs.map { UInt64(min($0, $1)) << 32 | UInt64(max($0, $1)) }.sorted()
  }

  /// Says whether two registrations are kept apart by name.
  func keepApart(_ one: UInt32, _ other: UInt32) -> Bool {
    if overlays[Int(one)] != 0, overlays[Int(one)] == overlays[Int(other)] { return true }
    guard !pairs.isEmpty else { return false }
    let pair = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    var (low, high) = (0, pairs.count)
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle] < pair { low = middle + 1 } else { high = middle }
    }
    return low < pairs.count && pairs[low] == pair
  }

  /// Says whether what two registrations say forbids that they are one person, whatever the score.
  static func isContradiction(
    _ pattern: Pattern,
    _ one: RegistrationView,
    _ other: RegistrationView
  ) -> Bool { contradiction(pattern, one, other) != nil }

  /// What in two registrations forbids that they are one person; nil when nothing does.
  static func contradiction(
    _ pattern: Pattern,
    _ one: RegistrationView,
    _ other: RegistrationView
  ) -> Contradiction? {
    if pattern.level(.generation) == Int(GenerationLevel.conflict.rawValue) { return .generation }
    let hasSameSSN = pattern.level(.ssn) == Int(SSNLevel.equal.rawValue)
    // Two newborns without a name may be twins: nothing else could tell them apart.
    if one.given.isEmpty, other.given.isEmpty, !hasSameSSN { return .newborns }
    if pattern.level(.ssn) == Int(SSNLevel.differs.rawValue),
      pattern.level(.birth) >= Int(BirthLevel.differsLittle.rawValue)
    {
      return .ssnAndBirth
    }
    return hasSameSSN || hasAnythingEqual(pattern) ? nil : .nothingEqual
  }

  /// Says whether some value is the same, to the letter: values that all nearly agree are made up or
  /// counted on, and slips of the pen do not come by the dozen.
  private static func hasAnythingEqual(_ pattern: Pattern) -> Bool {
    let given = GivenLevel(rawValue: UInt8(pattern.level(.given)))
    let contact = UInt8(pattern.level(.contact))
    return given == .equal || given == .nickname || given == .swapped || given == .equalsMiddle
      || pattern.level(.family) == Int(FamilyLevel.equal.rawValue)
      || pattern.level(.birth) == Int(BirthLevel.equal.rawValue)
      || contact > 0 && contact < ContactLevel.district.rawValue
  }
}
