/// How often each level of each comparison is met under each hypothesis.
///
/// Shares of a comparison add up to 1 over its levels but "missing", which says nothing; sex has two sets,
/// one where given names agree and one where they do not.
struct LevelShares: Sendable {
  /// By hypothesis, comparison and level.
  var shares: [[[Double]]]

  subscript(_ hypothesis: Hypothesis, _ comparison: Comparison) -> [Double] {
    get { shares[hypothesis.rawValue][comparison.rawValue] }
    set { shares[hypothesis.rawValue][comparison.rawValue] = newValue }
  }

  /// Levels whose shares add up to 1 together.
  static func sets(of comparison: Comparison) -> [Range<Int>] {
    comparison == .sex ? [1..<3, 3..<5] : [1..<comparison.levelCount]
  }

  /// Says whether a hypothesis takes the share of equal names from the name's own frequency, and how
  /// many milli-bits rarer than by chance it is.
  ///
  /// Relatives seldom share a given name, and twins hardly ever; they share a family name for a reason.
  static func chance(_ hypothesis: Hypothesis, _ comparison: Comparison, _ level: Int) -> Int32? {
    guard level == 1 else { return nil }
    switch (hypothesis, comparison) {
    case (.unrelated, .given), (.unrelated, .family): return 0
    case (.relative, .given): return 1000
    case (.twin, .given): return 3000
    default: return nil
    }
  }

  /// What to think before anything is counted: rounded experience with hospital indexes.
  ///
  /// Chances of unrelated people are of the size that the CMS patient matching proposal (3.4.0) gives for
  /// names, birth dates and contacts; those of twins and namesakes are what the words mean.
  static let experience = LevelShares(
    shares: [
      [
        // given: equal, nickname, one letter, near, swapped, middle, initial, resembles, differs
        [800, 40, 50, 25, 6, 15, 25, 10, 29],
        [0, 6, 3, 6, 0.1, 12, 15, 40, 917.9],
        [0, 6, 4, 8, 0.1, 30, 20, 40, 891.9],
        [0, 3, 6, 12, 0.1, 20, 40, 50, 868.9],
        [920, 30, 15, 8, 1, 10, 10, 2, 4],
      ],
      [
        // family: equal, one letter, near, swapped, both women, differs
        [840, 45, 25, 6, 50, 34],
        [0, 1.5, 4, 0.1, 250, 744.4],
        [780, 30, 15, 0.1, 90, 84.9],
        [950, 25, 10, 0.1, 5, 9.9],
        [940, 30, 15, 1, 2, 12],
      ],
      [
        // birth: equal, partly, swapped, day, year, digit, month only, day only, other year, same year, little, differs
        [870, 20, 12, 10, 12, 30, 8, 10, 5, 6, 10, 7],
        [0.04, 3, 0.04, 0.1, 0.2, 0.6, 0.4, 1, 2.5, 11, 200, 781.12],
        [0.5, 2, 0.05, 0.2, 0.3, 0.8, 0.5, 1, 3, 15, 350, 626.65],
        [920, 15, 8, 6, 8, 25, 5, 6, 2, 3, 1, 1],
        [0.5, 2, 0.1, 0.5, 0.5, 1, 1, 2, 8, 10, 50, 924.4],
      ],
      [
        // ssn: equal, one digit, two digits, differs
        [930, 40, 5, 25], [0.001, 0.001, 0.004, 999.994], [1, 0.5, 3, 995.5], [3, 20, 10, 967],
        [5, 1, 3, 991],
      ],
      [
        // middle: equal, initial, initial only, differs
        [450, 460, 20, 70], [20, 60, 50, 870], [30, 70, 50, 850], [20, 70, 50, 860],
        [300, 400, 30, 270],
      ],
      [
        // generation: equal, one side, conflict
        [450, 540, 10], [100, 880, 20], [80, 850, 70], [100, 850, 50], [80, 720, 200],
      ],
      [
        // sex: equal and differs where given names agree; then where they do not
        [970, 30, 930, 70], [970, 30, 500, 500], [970, 30, 480, 520], [950, 50, 600, 400],
        [980, 20, 900, 100],
      ],
      [
        // service: possible, before birth
        [993, 7], [800, 200], [750, 250], [990, 10], [800, 200],
      ],
      [
        // contact: both, address, address not phone, phone, phone not address, district, nothing, house
        [250, 120, 120, 60, 90, 100, 230, 30],
        [0.005, 0.005, 0.005, 0.005, 0.005, 15, 984.915, 0.06],
        [300, 140, 120, 70, 80, 90, 188, 12],
        [400, 160, 120, 80, 70, 70, 88, 12],
        [280, 130, 120, 70, 80, 110, 198, 12],
      ],
    ]
  )

  /// Takes weights by comparison, hypothesis and level without "missing"; makes shares of them.
  private init(shares weights: [[[Double]]]) {
    shares = Hypothesis.allCases.map { hypothesis in
      Comparison.allCases.map { [0] + weights[$0.rawValue][hypothesis.rawValue] }
    }
    for hypothesis in Hypothesis.allCases {
      for comparison in Comparison.allCases {
        for set in Self.sets(of: comparison) {
          let sum = set.reduce(0) { $0 + self[hypothesis, comparison][$1] }
          for level in set { self[hypothesis, comparison][level] /= sum }
        }
      }
    }
  }
}
