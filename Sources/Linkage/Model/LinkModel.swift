/// What linkage knows: weights, how rare names are, priors, thresholds.
///
/// Frozen: a pair's score depends on the model and the pair alone.
struct LinkModel: Sendable {
  /// Raised when levels or comparisons change their meaning.
  static let version = 1

  /// Milli-bits against each rival, by comparison and level: `weights[comparison * 16 + level]`.
  var weights: [SIMD4<Int32>]
  /// Milli-bits against each rival before anything is compared.
  var priors: SIMD4<Int32>
  var names: NameFrequencies
  /// Registrations that the prior against "unrelated" is meant for.
  var expected: Int
  /// From here on two registrations, or two groups of them, are one person.
  var threshold: Int32 = 2_000
  /// From here on a pair is worth a person's look.
  var reviewFrom: Int32 = -2_000
  /// Two partners closer than this who cannot both be right: neither is taken.
  var margin: Int32 = 500
  /// Registrations of one block that are compared with each other.
  var blockCap = 400
  /// Registrations that hang together by pairs; more are held.
  var componentCap = 200

  /// Makes the weights of shares.
  init(_ shares: LevelShares, priors: SIMD4<Int32>, names: NameFrequencies, expected: Int) {
    self.priors = priors
    self.names = names
    self.expected = expected
    weights = Array(repeating: .zero, count: Comparison.allCases.count * 16)
    for comparison in Comparison.allCases {
      for level in 1..<comparison.levelCount {
        var weight = SIMD4<Int32>.zero
        for (lane, rival) in Hypothesis.rivals.enumerated() {
          let same = shares[.same, comparison][level]
          if let rarer = LevelShares.chance(rival, comparison, level) {
            // The name's own rarity is added when a pair is scored.
            weight[lane] = MilliBits.log2(over: same, under: 1) + rarer
          } else {
            weight[lane] = MilliBits.log2(over: same, under: shares[rival, comparison][level])
          }
        }
        weights[comparison.rawValue * 16 + level] = weight
      }
    }
  }

  /// Milli-bits against each rival.
  func rivals(_ pattern: Pattern) -> SIMD4<Int32> {
    weights.withUnsafeBufferPointer { Self.rivals(pattern, $0, priors) }
  }

  /// Milli-bits against each rival, with the weights at hand.
  @inline(__always)
  static func rivals(
    _ pattern: Pattern,
    _ weights: UnsafeBufferPointer<SIMD4<Int32>>,
    _ priors: SIMD4<Int32>
  ) -> SIMD4<Int32> {
    var sums = priors
    var levels = pattern.levels
    for comparison in 0..<Comparison.count {
      sums &+= weights[comparison * 16 + Int(truncatingIfNeeded: levels & 15)]
      levels >>= 4
    }
    let given = pattern.givenRarity
    sums &+= SIMD4(given &+ pattern.familyRarity, given, given, 0)
    return sums
  }

  /// The score of a pattern: against its strongest rival.
  @inline(__always)
  func score(_ pattern: Pattern) -> Int32 { rivals(pattern).min() }
}

extension Comparison {
  /// Known when the program is built, for loops that are unrolled.
  static let count = 9
}
