/// Why two rows are one person, or two: every comparison with its weight, what brought them together, and
/// what decided.
///
/// Holds no value of a patient: levels, weights, numbers of rows and of decisions.
package struct PairExplanation: Sendable {
  /// What two people can be to each other, if they are not one: the lanes of every list of four.
  package enum Rival: Int, CaseIterable, Sendable {
    case unrelated, relative, twin, namesake
  }

  /// One comparison: how far two registrations agree, and what that weighs.
  package struct Weighed: Sendable {
    /// `given`, `birth`: what it is called in JSON.
    package var name: String
    /// What it compares, in words.
    package var title: String
    /// 0 when not known of both.
    package var level: Int
    package var words: String
    /// Milli-bits against each rival, the rarity of an equal name included.
    package var weights: [Int32]
    /// What of `weights` is the rarity of the name that is equal.
    package var rarity: [Int32]
  }

  /// A blocking pass in which both have the same key.
  package struct Pass: Sendable {
    /// Its number; passes keep theirs.
    package var number: Int
    /// What both have in common, after "same".
    package var words: String
    /// Registrations with that key.
    package var blockSize: Int
    /// The most that are compared with each other.
    package var cap: Int
    /// Says whether the two are compared for it: always, unless the block is over the cap.
    package var isCompared: Bool
  }

  /// What forbids that two registrations are one person.
  package enum Veto: Sendable, Equatable {
    case contradiction(Contradiction)
    /// Both stand under one record number whose rows are several people.
    case overlay
    /// A technician's decision, by its number.
    case decision(UInt32)
  }

  /// What makes two rows one person.
  package enum Tie: Sendable, Equatable {
    /// They are of one registration.
    case registration
    /// A technician's decision, by its number.
    case decision(UInt32)
    /// A row that says that both record numbers are one patient's.
    case merge(row: UInt32)
    /// Their score.
    case score
    /// Other registrations of the same person.
    case others
  }

  /// The join of two groups of registrations that brought the two rows together.
  package struct Join: Sendable {
    /// First rows of the registrations of each group.
    package var groups: (first: [UInt32], second: [UInt32])
    /// The mean score between them, milli-bits.
    package var average: Int32
    /// Says whether somebody's word joined them, whatever the average.
    package var isDecided: Bool
  }

  /// A step on the way of highest scores from one registration to another.
  package struct Step: Sendable {
    /// First rows.
    package var from: UInt32
    package var to: UInt32
    package var score: Int32
    /// Says whether somebody's word makes them one.
    package var isDecided: Bool
  }

  /// Why two rows are two people.
  package enum Parting: Sendable, Equatable {
    /// The score does not reach the threshold.
    case score
    /// No pass brings the two together: they were never compared.
    case neverCompared
    /// Something forbids it: `vetoes` says what.
    case veto
    /// Something forbids that two other registrations, one of each person, are one.
    case vetoOfOthers(first: UInt32, second: UInt32, Veto)
    /// Several fit about equally well and cannot all be right; the first rows of the others.
    case rivals([UInt32])
    /// The mean over all registrations of both persons does not reach the threshold.
    case average(Int32, pairs: Int)
    /// They hang together with more registrations than one person has.
    case crowd
    /// They would be joined by none of the above; an order of joins kept them apart.
    case order
  }

  /// The two rows.
  package var rows: (first: Int, second: Int)
  /// All rows of the registration of each, ascending.
  package var registrations: (first: [UInt32], second: [UInt32])
  package var isOneRegistration: Bool
  package var isOnePerson: Bool
  /// Milli-bits against each rival before anything is compared.
  package var priors: [Int32]
  package var comparisons: [Weighed]
  /// Milli-bits against each rival: the prior and all weights.
  package var sums: [Int32]
  /// The least of `sums`.
  package var score: Int32
  package var strongest: Rival
  /// The rival with the least sum after the strongest.
  package var runnerUp: Rival
  package var threshold: Int32
  package var reviewFrom: Int32
  package var margin: Int32
  package var passes: [Pass] = []
  package var vetoes: [Veto] = []
  /// Why they are one person; nil when they are two.
  package var tie: Tie?
  package var join: Join?
  /// Where others of the person join the two: the way between them.
  package var chain: [Step] = []
  /// Why they are two people; empty when they are one.
  package var partings: [Parting] = []
  /// Says whether the two registrations are on the list of pairs that a person should look at.
  package var isOnReviewList = false

  /// Says whether some pass brought the two together.
  package var wasCompared: Bool { passes.contains(where: \.isCompared) }
}

extension PairExplanation.Rival {
  /// What it says of the two, after "they are".
  package var words: String { hypothesis.words }

  /// One word for a table and for JSON.
  package var name: String { String(describing: self) }

  private var hypothesis: Hypothesis {
    switch self {
    case .unrelated: .unrelated
    case .relative: .relative
    case .twin: .twin
    case .namesake: .namesake
    }
  }

  /// Rivals from the strongest to the weakest; equal sums in the order of the lanes.
  static func ordered(_ sums: [Int32]) -> [Self] {
    allCases.sorted { (sums[$0.rawValue], $0.rawValue) < (sums[$1.rawValue], $1.rawValue) }
  }
}

extension PairExplanation.Veto {
  /// What forbids it, as a sentence without its end.
  package var words: String {
    switch self {
    case .contradiction(let contradiction): contradiction.words
    case .overlay: "they stand under one record number whose rows are several people"
    case .decision(let number): "decision \(number) keeps them apart"
    }
  }
}

/// What two registrations say that forbids that they are one person, whatever the score.
package enum Contradiction: Sendable, Equatable, CaseIterable {
  case generation, newborns, ssnAndBirth, nothingEqual

  /// What forbids it, as a sentence without its end.
  package var words: String {
    switch self {
    case .generation: "they have two different suffixes (Jr, Sr, II, III)"
    case .newborns: "both are newborns without a name, who may be twins"
    case .ssnAndBirth: "they have different SSNs and birth dates that lie far apart"
    case .nothingEqual:
      "no name, birth date, SSN, address or phone of one is exactly that of the other"
    }
  }
}

extension Comparison {
  /// What it compares, in words.
  var title: String {
    switch self {
    case .given: "given name"
    case .family: "family name"
    case .birth: "birth date"
    case .ssn: "SSN"
    case .middle: "middle name"
    case .generation: "suffix"
    case .sex: "sex"
    case .service: "visits"
    case .contact: "address, phone"
    }
  }
}
