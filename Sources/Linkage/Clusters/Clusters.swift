import Persons
import RecordModel
import Synchronization

/// Which registrations are one person.
struct Clusters: Sendable {
  /// For each registration the least one of its person.
  private(set) var leastOf: [UInt32]
  /// Pairs of registrations that a person should look at.
  private(set) var held: [(pair: ScoredPair, reason: ReviewPair.Reason)] = []
  /// Members of the largest component.
  private(set) var largestComponent = 1

  /// Joins registrations.
  ///
  /// - Parameters:
  ///   - pairs: Scored pairs, ordered by registrations.
  ///   - together: Pairs that a technician's word makes one person.
  ///   - vetoes: Pairs that are kept apart.
  init(
    _ index: LinkIndex,
    _ model: LinkModel,
    pairs: [ScoredPair],
    together: [(UInt32, UInt32)],
    vetoes: Vetoes,
    workers: some Workers
  ) {
    var sets = DisjointSets(count: index.table.count)
    for pair in pairs where pair.score >= model.threshold { sets.join(pair.first, pair.second) }
    for (one, other) in together { sets.join(one, other) }
    leastOf = (0..<index.table.count).map { sets.least(of: UInt32(truncatingIfNeeded: $0)) }
    let components = Self.components(leastOf)
    largestComponent = components.reduce(1) { max($0, $1.count) }
    var decided: [UInt32: [(UInt32, UInt32)]] = [:]
    for pair in together { decided[leastOf[Int(pair.0)], default: []].append(pair) }
    link(components, decided, index, model, vetoes, workers)
  }

  /// Registrations of each component of two or more, ascending; components by their least one.
  private static func components(_ leastOf: [UInt32]) -> [[UInt32]] {
    var sizes = [UInt32](repeating: 0, count: leastOf.count)
    for least in leastOf { sizes[Int(least)] += 1 }
    var places = [UInt32](repeating: 0, count: leastOf.count)
    var components: [[UInt32]] = []
    for registration in leastOf.indices {
      let least = Int(leastOf[registration])
      guard sizes[least] > 1 else { continue }
      if least == registration {
        places[least] = UInt32(truncatingIfNeeded: components.count)
        components.append([])
      }
      components[Int(places[least])].append(UInt32(truncatingIfNeeded: registration))
    }
    return components
  }

  private mutating func link(
    _ components: [[UInt32]],
    _ decided: [UInt32: [(UInt32, UInt32)]],
    _ index: LinkIndex,
    _ model: LinkModel,
    _ vetoes: Vetoes,
    _ workers: some Workers
  ) {
    let chunk = 1_024
    let pieces = (components.count + chunk - 1) / chunk
    let results = Mutex([[ComponentResult]](repeating: [], count: pieces))
    workers.each(pieces) { piece in
      let own = components[piece * chunk..<min(components.count, (piece + 1) * chunk)]
      let found = index.withComparison { comparison, words in
        own.map { members in
          Component(members: members, together: decided[members[0]] ?? [])
            .linked(comparison, words, index.table, model, vetoes)
        }
      }
      results.withLock { $0[piece] = found ?? [] }
    }
    for result in results.withLock({ $0 }).joined() {
      for (member, least) in zip(result.members, result.leastOf) { leastOf[Int(member)] = least }
      held.append(contentsOf: result.held)
    }
  }
}

/// What became of a component.
struct ComponentResult: Sendable {
  var members: [UInt32]
  /// For each member the least registration of its person.
  var leastOf: [UInt32]
  var held: [(pair: ScoredPair, reason: ReviewPair.Reason)] = []
}

/// Registrations that hang together by pairs over the threshold.
struct Component {
  let members: [UInt32]
  /// Pairs of members that a technician's word makes one person.
  let together: [(UInt32, UInt32)]

  /// Decides which of them are one person.
  func linked(
    _ comparison: borrowing RegistrationComparison,
    _ words: UnsafePointer<UInt32>,
    _ table: RegistrationTable,
    _ model: LinkModel,
    _ vetoes: Vetoes
  ) -> ComponentResult {
    let count = members.count
    guard count <= model.componentCap else { return crowd() }
    var scores = [Int32](repeating: 0, count: count * count)
    var forbidden = [Bool](repeating: false, count: count * count)
    var held: [(pair: ScoredPair, reason: ReviewPair.Reason)] = []
    for left in 0..<count {
      let one = RegistrationView(words, table.starts[Int(members[left])])
      for right in left + 1..<max(count, left + 1) {
        let other = RegistrationView(words, table.starts[Int(members[right])])
        let pattern = comparison.pattern(one, other)
        let score = model.score(pattern)
        let isApart =
          vetoes.keepApart(members[left], members[right])
          || Vetoes.isContradiction(pattern, one, other)
        for place in [left * count + right, right * count + left] {
          scores[place] = score
          forbidden[place] = isApart
        }
        if isApart, score >= model.threshold { held.append((pair(left, right, score), .veto)) }
      }
    }
    var link = AverageLink(
      count: count,
      scores: scores,
      forbidden: forbidden,
      threshold: model.threshold,
      certainlyNot: model.reviewFrom,
      margin: model.margin
    )
    for (one, other) in together {
      if let left = members.firstIndex(of: one), let right = members.firstIndex(of: other) {
        link.joinByDecision(left, right)
      }
    }
    link.run()
    for (left, right) in link.held {
      held.append((pair(left, right, scores[left * count + right]), .rivals))
    }
    return ComponentResult(
      members: members,
      leastOf: link.groups.map { members[$0] },
      held: held
    )
  }

  private func pair(_ left: Int, _ right: Int, _ score: Int32) -> ScoredPair {
    ScoredPair(first: members[left], second: members[right], score: score)
  }

  /// Too many to be one person's: only a technician's word joins them.
  private func crowd() -> ComponentResult {
    var sets: [UInt32: UInt32] = [:]
    func least(_ member: UInt32) -> UInt32 {
      var member = member
      while let parent = sets[member] { member = parent }
      return member
    }
    for (one, other) in together where least(one) != least(other) {
      sets[max(least(one), least(other))] = min(least(one), least(other))
    }
    let held = members.dropFirst().map { member in
      (ScoredPair(first: members[0], second: member, score: 0), ReviewPair.Reason.crowd)
    }
    return ComponentResult(members: members, leastOf: members.map(least), held: held)
  }
}
