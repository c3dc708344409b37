/// How a few registrations hang together: every score among them, and the joins that average link makes.
struct PersonHistory {
  /// A join of two groups of registrations.
  struct Join {
    var groups: ([UInt32], [UInt32])
    var average: Int32
    var isDecided: Bool
  }

  /// A step from one registration to another.
  struct Step {
    var from: UInt32
    var to: UInt32
    var score: Int32
    var isDecided: Bool
  }

  private let members: [UInt32]
  private var scores: [Int32]
  private var forbidden: [Bool]
  private var decided: [Bool]
  private let model: LinkModel
  private let together: [(Int, Int)]

  /// More registrations than this are a crowd that only words join; nothing is told of their joins.
  private static let most = 1_000

  init(_ members: [UInt32], _ explanations: Explanations) {
    let members = Array(members.sorted().prefix(Self.most))
    let count = members.count
    self.members = members
    model = explanations.model
    scores = Array(repeating: 0, count: count * count)
    forbidden = Array(repeating: false, count: count * count)
    decided = forbidden
    together = explanations.together.compactMap { pair in
      guard let left = members.firstIndex(of: pair.0), let right = members.firstIndex(of: pair.1)
      else { return nil }
      return (left, right)
    }
    for (left, right) in together {
      decided[left * count + right] = true
      decided[right * count + left] = true
    }
    compare(explanations)
  }

  private mutating func compare(_ explanations: Explanations) {
    let (count, table, vetoes) = (members.count, explanations.index.table, explanations.vetoes)
    var (scores, forbidden) = (scores, forbidden)
    explanations.index.withComparison { comparison, words in
      for left in 0..<count {
        let one = RegistrationView(words, table.starts[Int(members[left])])
        for right in left + 1..<max(count, left + 1) {
          let other = RegistrationView(words, table.starts[Int(members[right])])
          let pattern = comparison.pattern(one, other)
          let isApart =
            vetoes.keepApart(members[left], members[right])
            || Vetoes.isContradiction(pattern, one, other)
          for place in [left * count + right, right * count + left] {
            scores[place] = model.score(pattern)
            forbidden[place] = isApart
          }
        }
      }
    }
    (self.scores, self.forbidden) = (scores, forbidden)
  }

  /// The join that brought two registrations of one person together; nil when none did.
  ///
  /// The registrations of a person join among themselves in the same order as they did among all.
  func join(of one: UInt32, _ other: UInt32) -> Join? {
    guard let left = members.firstIndex(of: one), let right = members.firstIndex(of: other) else {
      return nil
    }
    var link = AverageLink(
      count: members.count,
      scores: scores,
      forbidden: forbidden,
      threshold: model.threshold,
      certainlyNot: model.reviewFrom,
      margin: model.margin
    )
    for (one, other) in together { link.joinByDecision(one, other) }
    let decidedCount = link.joins.count
    link.run()
    var groups = members.indices.map { [$0] }
    for (number, join) in link.joins.enumerated() {
      let (one, other) = (groups[join.left], groups[join.right])
      if one.contains(left) && other.contains(right) || one.contains(right) && other.contains(left)
      {
        return Join(
          groups: (one.map { members[$0] }, other.map { members[$0] }),
          average: Int32(clamping: join.sum / max(1, join.pairs)),
          isDecided: number < decidedCount
        )
      }
      groups[join.left] = (one + other).sorted()
    }
    return nil
  }

  /// The way from one registration to another whose weakest step is strongest.
  func chain(from one: UInt32, to other: UInt32) -> [Step] {
    guard let start = members.firstIndex(of: one), let goal = members.firstIndex(of: other) else {
      return []
    }
    let count = members.count
    var best = [Int32](repeating: .min, count: count)
    var before = [Int](repeating: start, count: count)
    var isDone = [Bool](repeating: false, count: count)
    best[start] = .max
    while let next = members.indices.filter({ !isDone[$0] }).max(by: { best[$0] < best[$1] }),
      next != goal
    {
      isDone[next] = true
      for member in members.indices where !isDone[member] {
        let step = decided[next * count + member] ? .max : scores[next * count + member]
        guard min(best[next], step) > best[member] else { continue }
        best[member] = min(best[next], step)
        before[member] = next
      }
    }
    var steps: [Step] = []
    var at = goal
    while at != start {
      let place = before[at] * count + at
      steps.append(
        Step(
          from: members[before[at]],
          to: members[at],
          score: scores[place],
          isDecided: decided[place]
        )
      )
      at = before[at]
    }
    return steps.reversed()
  }

  /// The step from a registration to the one it scores highest with, decided ones first.
  func strongestStep(from one: UInt32) -> Step? {
    guard let start = members.firstIndex(of: one) else { return nil }
    var best: Step?
    for member in members.indices where member != start {
      let place = start * members.count + member
      let step = Step(
        from: one,
        to: members[member],
        score: scores[place],
        isDecided: decided[place]
      )
      let isBetter = best.map { known in
        step.isDecided == known.isDecided ? step.score > known.score : step.isDecided
      }
      if isBetter ?? true { best = step }
    }
    return best
  }

  /// The first pair of registrations of two persons that something keeps apart.
  func forbidden(between left: [UInt32], and right: [UInt32]) -> (UInt32, UInt32)? {
    for one in left {
      for other in right {
        guard let first = members.firstIndex(of: one), let second = members.firstIndex(of: other)
        else { continue }
        if forbidden[first * members.count + second] { return (one, other) }
      }
    }
    return nil
  }

  /// The mean score between two persons, each score as average link counts it.
  func average(of left: [UInt32], _ right: [UInt32]) -> Int32 {
    var (sum, pairs) = (0, 0)
    for one in left {
      for other in right {
        guard let first = members.firstIndex(of: one), let second = members.firstIndex(of: other)
        else { continue }
        sum += Int(AverageLink.counted(scores[first * members.count + second]))
        pairs += 1
      }
    }
    return Int32(clamping: sum / max(1, pairs))
  }
}
