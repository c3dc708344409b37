/// Compares names by their numbers, and remembers what it found for pairs that come again.
struct NameComparison: ~Copyable {
  private struct Remembered {
    var pair: UInt64
    var level: UInt8
  }

  private static let places = 1 << 16
  private let given: UnsafeMutablePointer<Remembered>
  private let family: UnsafeMutablePointer<Remembered>
  private let similarity = NameSimilarity()
  private let letters: UnsafePointer<UInt8>
  private let ends: UnsafePointer<UInt32>
  private let facts: NameFacts

  /// The letters and ends must outlive the comparison.
  init(letters: UnsafePointer<UInt8>, ends: UnsafePointer<UInt32>, facts: NameFacts) {
    self.letters = letters
    self.ends = ends
    self.facts = facts
    given = .allocate(capacity: Self.places)
    family = .allocate(capacity: Self.places)
    given.initialize(repeating: Remembered(pair: 0, level: 0), count: Self.places)
    family.initialize(repeating: Remembered(pair: 0, level: 0), count: Self.places)
  }

  deinit {
    given.deallocate()
    family.deallocate()
  }

  @inline(__always)
  private func name(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
    let start = Int(ends[Int(number) - 1])
    return UnsafeBufferPointer(start: letters + start, count: Int(ends[Int(number)]) - start)
  }

  @inline(__always)
  private static func place(_ pair: UInt64) -> Int {
    Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }

  /// How two known given names go together, as far as they alone say it.
  @inline(__always)
  func givenLevel(_ left: UInt32, _ right: UInt32) -> GivenLevel {
    let pair = UInt64(min(left, right)) << 32 | UInt64(max(left, right))
    let place = Self.place(pair)
    if given[place].pair == pair {
      return GivenLevel(rawValue: given[place].level) ?? .differs
    }
    let level = newGivenLevel(left, right)
    given[place] = Remembered(pair: pair, level: level.rawValue)
    return level
  }

  private func newGivenLevel(_ left: UInt32, _ right: UInt32) -> GivenLevel {
    let (one, other) = (name(left), name(right))
    if one.count == 1 || other.count == 1 { return one[0] == other[0] ? .initial : .differs }
    if left == right { return .equal }
    if facts.areNicknames(left, right) { return .nickname }
    let edits = similarity.edits(one, other, limit: 2)
    // Of three letters two are hardly a name.
    if edits == 1, max(one.count, other.count) > 3 { return .oneEdit }
    let likeness = similarity.jaroWinkler(one, other)
    if likeness.isAtLeast(92) || edits <= 2 && likeness.isAtLeast(88) { return .near }
    return likeness.isAtLeast(80) ? .resembles : .differs
  }

  /// How two known family names go together.
  @inline(__always)
  func familyLevel(_ left: UInt32, _ right: UInt32) -> FamilyLevel {
    if left == right { return .equal }
    let pair = UInt64(min(left, right)) << 32 | UInt64(max(left, right))
    let place = Self.place(pair)
    if family[place].pair == pair {
      return FamilyLevel(rawValue: family[place].level) ?? .differs
    }
    let level = newFamilyLevel(left, right)
    family[place] = Remembered(pair: pair, level: level.rawValue)
    return level
  }

  private func newFamilyLevel(_ left: UInt32, _ right: UInt32) -> FamilyLevel {
    let (one, other) = (name(left), name(right))
    guard one.count > 1, other.count > 1 else { return .differs }
    let edits = similarity.edits(one, other, limit: 3)
    if edits == 1 { return .oneEdit }
    if edits <= 3, facts.soundex[Int(left)] == facts.soundex[Int(right)] { return .near }
    let likeness = similarity.jaroWinkler(one, other)
    return likeness.isAtLeast(92) || edits <= 2 && likeness.isAtLeast(85) ? .near : .differs
  }

  /// Says whether two names are one, or one letter apart.
  @inline(__always)
  func isAboutEqual(_ left: UInt32, _ right: UInt32) -> Bool {
    left == right || familyLevel(left, right) == .oneEdit
  }

  /// Says whether a name is more than an initial.
  @inline(__always)
  func isWhole(_ number: UInt32) -> Bool { name(number).count > 1 }

  @inline(__always)
  func initial(_ number: UInt32) -> UInt8 { name(number)[0] }
}
