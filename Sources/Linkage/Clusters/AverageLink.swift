/// Joins the registrations of one component by average link.
///
/// The two groups whose pairs score highest on average become one, as long as the average reaches the
/// threshold; equal averages go to the group with the lowest registration. Averages are compared as
/// fractions of whole numbers, so that the result depends on nothing but the scores.
///
/// Before a join: if one of the two groups has another partner within `margin`, and the two partners
/// cannot be one person (a veto, or an average below `certainlyNot`), it would be a guess which of them is
/// meant. Neither is joined with it.
struct AverageLink {
  /// Sums of scores between groups; groups are known by their first member.
  private var sums: [Int]
  /// Pairs of groups that must not be joined.
  private var isForbidden: [Bool]
  /// Members of each group; 0 for one that was joined to another.
  private var sizes: [Int]
  private let count: Int
  private let threshold: Int
  private let margin: Int
  private let certainlyNot: Int
  /// For each member the first member of its group.
  private(set) var groups: [Int]
  /// Pairs of groups, by members, that were held because two partners fitted equally well.
  private(set) var held: [(Int, Int)] = []
  /// Joins in their order: groups by their first members, the sum of the scores between them and their number.
  private(set) var joins: [(left: Int, right: Int, sum: Int, pairs: Int)] = []

  /// Prepares a component of `count` members.
  ///
  /// Scores and what is forbidden are given for each pair both ways, `count * count` of them.
  init(
    count: Int,
    scores: [Int32],
    forbidden: [Bool],
    threshold: Int32,
    certainlyNot: Int32,
    margin: Int32
  ) {
    self.count = count
    self.threshold = Int(threshold)
    self.margin = Int(margin)
    self.certainlyNot = Int(certainlyNot)
    sums = scores.map { Int(Self.counted($0)) }
    isForbidden = forbidden
    sizes = Array(repeating: 1, count: count)
    groups = Array(0..<count)
  }

  /// A score as it is averaged: one pair alone neither makes nor breaks a group.
  static func counted(_ score: Int32) -> Int32 { max(-15_000, min(15_000, score)) }

  /// Joins two members whatever their score: a technician's word.
  mutating func joinByDecision(_ one: Int, _ other: Int) {
    let (left, right) = (min(groups[one], groups[other]), max(groups[one], groups[other]))
    guard left != right else { return }
    isForbidden[left * count + right] = false
    isForbidden[right * count + left] = false
    join(left, right)
  }

  /// Joins groups until no average reaches the threshold.
  mutating func run() {
    while let (left, right) = best() {
      if let partner = rival(of: left, beside: right) {
        hold(left, right, partner)
      } else if let partner = rival(of: right, beside: left) {
        hold(right, left, partner)
      } else {
        join(left, right)
      }
    }
  }

  private mutating func hold(_ group: Int, _ one: Int, _ other: Int) {
    for partner in [one, other] {
      isForbidden[group * count + partner] = true
      isForbidden[partner * count + group] = true
      held.append((min(group, partner), max(group, partner)))
    }
  }

  /// Another partner of a group that fits about as well as the best one, and cannot be the same person.
  private func rival(of group: Int, beside best: Int) -> Int? {
    for other in 0..<count where other != group && other != best && sizes[other] > 0 {
      guard !isForbidden[group * count + other], reachesThreshold(group, other),
        isWithinMargin(group, best, other)
      else { continue }
      if isForbidden[best * count + other] || areCertainlyTwo(best, other) { return other }
    }
    return nil
  }

  /// Says whether the averages of a group with two others are closer than the margin.
  private func isWithinMargin(_ group: Int, _ best: Int, _ other: Int) -> Bool {
    let (one, two) = (sizes[group] * sizes[best], sizes[group] * sizes[other])
    let difference = sums[group * count + best] * two - sums[group * count + other] * one
    return difference < margin * one * two
  }

  private func areCertainlyTwo(_ left: Int, _ right: Int) -> Bool {
    sums[left * count + right] < certainlyNot * sizes[left] * sizes[right]
  }

  private func reachesThreshold(_ left: Int, _ right: Int) -> Bool {
    sums[left * count + right] >= threshold * sizes[left] * sizes[right]
  }

  private func best() -> (Int, Int)? {
    var best: (left: Int, right: Int)?
    var (over, under) = (threshold, 1)
    for left in 0..<count where sizes[left] > 0 {
      for right in left + 1..<max(count, left + 1) where sizes[right] > 0 {
        let place = left * count + right
        guard !isForbidden[place] else { continue }
        let pairs = sizes[left] * sizes[right]
        let isBetter =
          best == nil
          ? sums[place] * under >= over * pairs : sums[place] * under > over * pairs
        if isBetter {
          best = (left, right)
          (over, under) = (sums[place], pairs)
        }
      }
    }
    return best
  }

  private mutating func join(_ left: Int, _ right: Int) {
    joins.append((left, right, sums[left * count + right], sizes[left] * sizes[right]))
    for other in 0..<count where other != left && other != right && sizes[other] > 0 {
      sums[left * count + other] += sums[right * count + other]
      sums[other * count + left] = sums[left * count + other]
      if isForbidden[right * count + other] {
        isForbidden[left * count + other] = true
        isForbidden[other * count + left] = true
      }
    }
    sizes[left] += sizes[right]
    sizes[right] = 0
    for member in groups.indices where groups[member] == right { groups[member] = left }
  }
}
