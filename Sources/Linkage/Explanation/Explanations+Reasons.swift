import Persons
import RecordModel

extension Explanations {
  /// What forbids that two registrations are one person.
  func vetoes(
    _ one: Int,
    _ other: Int,
    _ contradiction: Contradiction?
  ) -> [PairExplanation.Veto] {
    var found: [PairExplanation.Veto] = decisions(.cannotLink, one, other).map { .decision($0) }
    let number = vetoes.overlays[one]
    if number != 0, number == vetoes.overlays[other] { found.append(.overlay) }
    if let contradiction { found.append(.contradiction(contradiction)) }
    return found
  }

  /// The numbers of the decisions about two registrations.
  private func decisions(_ kind: LinkDecision.Kind, _ one: Int, _ other: Int) -> [UInt32] {
    let ofRow = index.table.ofRow
    return input.decisions.filter { decision in
      let (left, right) = (
        Int(ofRow[Int(decision.rows.first)]), Int(ofRow[Int(decision.rows.second)])
      )
      return decision.kind == kind
        && ((left, right) == (one, other) || (left, right) == (other, one))
    }.map(\.sequence)
  }

  /// The first row that says that the record numbers of two registrations are one patient's.
  private func merge(_ one: Int, _ other: Int) -> UInt32? {
    let left = input.numbers[Int(firstRow(UInt32(one)))]
    let right = input.numbers[Int(firstRow(UInt32(other)))]
    return input.merges.first { merge in
      let own = input.numbers[Int(merge.row)]
      return (own, merge.number) == (left, right) || (own, merge.number) == (right, left)
    }?.row
  }

  // MARK: - One person

  /// Says what made two registrations one person.
  func explainJoin(_ one: Int, _ other: Int, _ pair: inout PairExplanation) {
    let members = registrations(ofPersonOfRow: pair.rows.first)
    let decided = together.contains {
      (Int($0.0), Int($0.1)) == (one, other) || (Int($0.0), Int($0.1)) == (other, one)
    }
    if let number = decisions(.mustLink, one, other).first {
      pair.tie = .decision(number)
    } else if decided, let row = merge(one, other) {
      pair.tie = .merge(row: row)
    } else {
      pair.tie = pair.score >= pair.threshold ? .score : .others
    }
    let history = PersonHistory(members, self)
    pair.join = history.join(of: UInt32(one), UInt32(other)).map { join in
      PairExplanation.Join(
        groups: (join.groups.0.map(firstRow), join.groups.1.map(firstRow)),
        average: join.average,
        isDecided: join.isDecided
      )
    }
    guard pair.tie == .others else { return }
    pair.chain = history.chain(from: UInt32(one), to: UInt32(other)).map { step in
      PairExplanation.Step(
        from: firstRow(step.from),
        to: firstRow(step.to),
        score: step.score,
        isDecided: step.isDecided
      )
    }
  }

  // MARK: - Two people

  /// Says what kept two registrations apart.
  func explainParting(_ one: Int, _ other: Int, _ pair: inout PairExplanation) {
    if !pair.vetoes.isEmpty { pair.partings.append(.veto) }
    if pair.score < pair.threshold { pair.partings.append(.score) }
    if !pair.wasCompared { pair.partings.append(.neverCompared) }
    let left = registrations(ofPersonOfRow: pair.rows.first)
    let right = registrations(ofPersonOfRow: pair.rows.second)
    let held = heldPairs(left, right)
    pair.isOnReviewList = result.review.contains {
      [$0.rows.first, $0.rows.second] == [firstRow(UInt32(one)), firstRow(UInt32(other))].sorted()
    }
    if held.isCrowd { pair.partings.append(.crowd) }
    if let partners = held.partners { pair.partings.append(.rivals(partners)) }
    guard pair.score >= pair.threshold, pair.vetoes.isEmpty else { return }
    let history = PersonHistory(left + right, self)
    if let (first, second) = history.forbidden(between: left, and: right) {
      let contradiction = compareRegistrations(Int(first), Int(second))
      if let veto = vetoes(Int(first), Int(second), contradiction).first {
        pair.partings.append(
          .vetoOfOthers(first: firstRow(first), second: firstRow(second), veto)
        )
      }
    }
    let average = history.average(of: left, right)
    if average < pair.threshold {
      pair.partings.append(.average(average, pairs: left.count * right.count))
    }
    if pair.partings.isEmpty { pair.partings.append(.order) }
  }

  /// What the review list says of two persons: a crowd, or partners of which one had to be chosen.
  private func heldPairs(
    _ left: [UInt32],
    _ right: [UInt32]
  ) -> (isCrowd: Bool, partners: [UInt32]?) {
    let (one, other) = (Set(left.map(firstRow)), Set(right.map(firstRow)))
    var crowds: (Set<UInt32>, Set<UInt32>) = ([], [])
    var partners: Set<UInt32> = []
    var isHeld = false
    for pair in result.review {
      let rows = [pair.rows.first, pair.rows.second]
      let (inOne, inOther) = (
        rows.contains(where: one.contains), rows.contains(where: other.contains)
      )
      guard inOne || inOther else { continue }
      switch pair.reason {
      case .crowd:
        if inOne { crowds.0.formUnion(rows) }
        if inOther { crowds.1.formUnion(rows) }
      case .rivals:
        if inOne, inOther { isHeld = true }
        partners.formUnion(rows.filter { !one.contains($0) && !other.contains($0) })
      case .score, .veto: break
      }
    }
    // Every pair of a crowd names its least registration.
    return (!crowds.0.isDisjoint(with: crowds.1), isHeld ? partners.sorted() : nil)
  }
}
