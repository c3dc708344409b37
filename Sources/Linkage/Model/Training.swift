/// Learns shares by expectation maximization (Dempster, Laird, Rubin 1977) from patterns of pairs.
///
/// Doubles are added, subtracted, multiplied and divided alone, in the order of sorted patterns, a fixed
/// number of times: every machine comes to the same bytes.
struct Training {
  static let rounds = 30
  /// How many pairs experience is worth, for each comparison and hypothesis.
  static let experiencePairs = 200.0
  /// Pairs of twins, and of namesakes, for each pair of registrations of one person.
  ///
  /// Held: left free, what is rare takes in strangers of one name when an index is large.
  static let rareShare = 0.04

  private(set) var shares: LevelShares
  /// How many of all pairs each hypothesis has.
  private(set) var pairs: [Double]
  private let patterns: [Pattern]
  private let counts: [Double]

  /// Prepares a training.
  ///
  /// - Parameters:
  ///   - sample: Packed patterns of compared pairs of different registrations.
  ///   - random: Packed patterns of pairs drawn at random, for "unrelated".
  ///   - rate: Which share of all compared pairs the sample is.
  ///   - registrations: Registrations the pairs come from.
  init(sample: [UInt64], random: [UInt64], rate: Double, registrations: Int) {
    shares = .experience
    let all = Double(registrations) * Double(registrations) / 2 * rate
    let same = Double(registrations) * 0.5 * rate
    pairs = [same, all, same * 3, same * Self.rareShare, same * Self.rareShare]
    (patterns, counts) = Self.count(sample)
    learnUnrelated(random)
  }

  private static func count(_ packed: [UInt64]) -> ([Pattern], [Double]) {
    var patterns: [Pattern] = []
    var counts: [Double] = []
    for value in packed.sorted() {
      if let last = patterns.last, last.packed == value {
        counts[counts.count - 1] += 1
      } else {
        patterns.append(Pattern(packed: value))
        counts.append(1)
      }
    }
    return (patterns, counts)
  }

  /// What strangers have in common is counted on pairs drawn at random, and not learned.
  private mutating func learnUnrelated(_ random: [UInt64]) {
    let (patterns, counts) = Self.count(random)
    for comparison in Comparison.allCases {
      // Too rare to be counted.
      if comparison == .ssn { continue }
      var found = Array(repeating: 0.0, count: comparison.levelCount)
      for index in patterns.indices { found[patterns[index].level(comparison)] += counts[index] }
      blend(found, .unrelated, comparison)
    }
  }

  /// Takes counts of levels as shares, with experience worth so many pairs.
  private mutating func blend(_ found: [Double], _ hypothesis: Hypothesis, _ comparison: Comparison)
  {
    let prior = LevelShares.experience[hypothesis, comparison]
    var result = shares[hypothesis, comparison]
    for set in LevelShares.sets(of: comparison) {
      let free = set.filter { LevelShares.chance(hypothesis, comparison, $0) == nil }
      let total = free.reduce(0.0) { $0 + found[$1] }
      let before = free.reduce(0.0) { $0 + prior[$1] }
      for level in free {
        let share =
          (prior[level] / before * Self.experiencePairs + found[level])
          / (Self.experiencePairs + total)
        result[level] = share * before
      }
    }
    shares[hypothesis, comparison] = result
  }

  /// Runs all rounds.
  mutating func run() {
    for _ in 0..<Self.rounds { runOnce() }
  }

  private mutating func runOnce() {
    var found = Hypothesis.allCases.map { _ in
      Comparison.allCases.map { Array(repeating: 0.0, count: $0.levelCount) }
    }
    var totals = Array(repeating: 0.0, count: Hypothesis.allCases.count)
    for index in patterns.indices {
      let weights = responsibilities(patterns[index])
      for hypothesis in weights.indices where hypothesis != Hypothesis.unrelated.rawValue {
        let weight = weights[hypothesis] * counts[index]
        totals[hypothesis] += weight
        for comparison in Comparison.allCases {
          found[hypothesis][comparison.rawValue][patterns[index].level(comparison)] += weight
        }
      }
    }
    for hypothesis in Hypothesis.allCases where hypothesis != .unrelated {
      for comparison in Comparison.allCases {
        blend(found[hypothesis.rawValue][comparison.rawValue], hypothesis, comparison)
      }
    }
    pairs[Hypothesis.same.rawValue] = max(1, totals[Hypothesis.same.rawValue])
    pairs[Hypothesis.relative.rawValue] = max(1, totals[Hypothesis.relative.rawValue])
    pairs[Hypothesis.twin.rawValue] = pairs[0] * Self.rareShare
    pairs[Hypothesis.namesake.rawValue] = pairs[0] * Self.rareShare
  }

  /// How likely each hypothesis is, given a pattern.
  func responsibilities(_ pattern: Pattern) -> [Double] {
    var weights = pairs
    for hypothesis in Hypothesis.allCases {
      for comparison in Comparison.allCases {
        let level = pattern.level(comparison)
        guard level > 0 else { continue }
        if let rarer = LevelShares.chance(hypothesis, comparison, level) {
          let rarity = comparison == .given ? pattern.givenRarity : pattern.familyRarity
          weights[hypothesis.rawValue] *= Self.power(milliBits: rarity + rarer)
        } else {
          weights[hypothesis.rawValue] *= shares[hypothesis, comparison][level]
        }
      }
    }
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { $0 / sum } : weights
  }

  /// A half to so many whole bits.
  private static func power(milliBits: Int32) -> Double {
    1 / Double(UInt64(1) << UInt64(max(0, min(62, (milliBits + 500) / 1000))))
  }

  /// The priors against each rival, for an index of so many registrations.
  func priors(trainedOn registrations: Int, expected: Int) -> SIMD4<Int32> {
    var priors = SIMD4<Int32>.zero
    for (lane, rival) in Hypothesis.rivals.enumerated() {
      priors[lane] = MilliBits.log2(over: pairs[0], under: pairs[rival.rawValue])
    }
    // Pairs of strangers grow with the square of the index, pairs of one person with the index.
    priors[0] -= MilliBits.log2(over: max(1, expected), under: max(1, registrations))
    return priors
  }
}
