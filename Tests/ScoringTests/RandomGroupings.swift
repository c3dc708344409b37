import Scoring

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(bound))
  }
}

/// Rows with made-up patients, persons, registrations and households, as plain numbers.
struct Grouping {
  var patients: [Int] = []
  var persons: [Int] = []
  var registrations: [Int] = []
  /// -1 where nobody knows.
  var households: [Int] = []
  var isTwin: [Bool] = []
  var isNamesake: [Bool] = []

  var indices: Range<Int> { persons.indices }

  /// A person's rows are mostly together, now and then apart or with another's.
  static func random(_ rows: Int, seed: UInt64) -> Grouping {
    var numbers = SeededNumbers(seed: seed)
    var grouping = Grouping()
    let people = 1 + rows / 3
    for _ in 0..<rows {
      let person = numbers.below(people)
      let isAstray = numbers.below(4) == 0
      grouping.patients.append(isAstray ? numbers.below(rows) : person % max(1, people - 2))
      grouping.persons.append(person)
      grouping.registrations.append(person * 2 + numbers.below(2))
      grouping.households.append(person % 5 == 4 ? -1 : person / 4)
      grouping.isTwin.append(person % 4 < 2)
      grouping.isNamesake.append(person % 3 == 0)
    }
    return grouping
  }

  var scored: ScoredRows {
    var rows = ScoredRows(
      patients: Self.numbering(patients),
      persons: Self.numbering(persons),
      registrations: Self.numbering(registrations)
    )
    rows.households = households.map { $0 < 0 ? ScoredRows.unknown : UInt32($0) }
    rows.isTwin = isTwin
    rows.isNamesake = isNamesake
    return rows
  }

  private static func numbering(_ groups: [Int]) -> Numbering {
    Numbering(ofRow: groups.map { UInt32($0) }, count: (groups.max() ?? -1) + 1)
  }
}
