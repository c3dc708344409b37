/// What two registrations can be to each other: the same person, or one of four rivals.
enum Hypothesis: Int, CaseIterable {
  case same, unrelated, relative, twin, namesake

  /// The rivals of "the same person", in the order of a weight's lanes.
  static let rivals: [Hypothesis] = [.unrelated, .relative, .twin, .namesake]

  /// Its lane in weights; nil for the same person.
  var lane: Int? { self == .same ? nil : rawValue - 1 }

  /// What it says of the two, after "they are".
  var words: String {
    switch self {
    case .same: "the same person"
    case .unrelated: "two people who have nothing to do with each other"
    case .relative: "two people of one family"
    case .twin: "twins"
    case .namesake: "two people of one name in one family"
    }
  }
}
