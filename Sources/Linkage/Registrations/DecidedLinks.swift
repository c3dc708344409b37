package import Persons

/// What technicians decided about rows, as sets of rows that are one person and rows kept apart.
///
/// Decisions outrank whatever a machine or a feed says; must-links are made before anything else.
/// Rows of one registration are one person unless that would bring rows together that are kept
/// apart: then the registration is split, and its rows that no decision names go with the named row
/// they agree with most; of several the one with more of their very values, then the first. What later is to be joined is asked for with `join`,
/// which refuses to bring such rows together. Nothing depends on the order of decisions.
package struct DecidedLinks: Sendable {
  /// The rows of every registration that was split, ascending, by first rows.
  package private(set) var splits: [[UInt32]] = []
  private var sets = DisjointRows()
  /// By the least row of a set: rows that must not come into it.
  private var apart: [UInt32: [UInt32]] = [:]

  /// Splits registrations, each given by its first row in `first`, where rows kept apart stand in one.
  ///
  /// Costs a pass over the rows when one is split, else nothing for rows that no decision names.
  package init(splitting first: inout [UInt32], of input: LinkInput) {
    guard !input.decisions.isEmpty else { return }
    for decision in input.decisions where decision.kind == .cannotLink {
      let (one, other) = decision.rows
      guard one != other else { continue }
      apart[one, default: []].append(other)
      apart[other, default: []].append(one)
    }
    // The book has no contradiction, so no must-link is refused.
    for decision in input.decisions where decision.kind == .mustLink {
      join(decision.rows.first, decision.rows.second)
    }
    let named = Set(input.decisions.flatMap { [$0.rows.first, $0.rows.second] }).sorted()
    let groups = joinNamedRows(Dictionary(grouping: named) { first[Int($0)] })
    guard !groups.isEmpty else { return }
    deal(groups, &first, input)
  }

  /// Makes two rows, and all that is one with them, one person; false when some of these are kept apart.
  @discardableResult
  package mutating func join(_ one: UInt32, _ other: UInt32) -> Bool {
    let (left, right) = (sets.least(of: one), sets.least(of: other))
    guard left != right else { return true }
    guard mayBeOne(left, right) else { return false }
    sets.join(left, right)
    let enemies = (apart.removeValue(forKey: left) ?? []) + (apart.removeValue(forKey: right) ?? [])
    if !enemies.isEmpty { apart[min(left, right)] = enemies }
    return true
  }

  /// Says whether no decision keeps two rows apart, or rows that are one with them.
  package mutating func mayBeOne(_ one: UInt32, _ other: UInt32) -> Bool {
    guard !apart.isEmpty else { return true }
    let (left, right) = (sets.least(of: one), sets.least(of: other))
    for enemy in apart[left] ?? [] where sets.least(of: enemy) == right { return false }
    return true
  }

  /// Gives every row the first row of its person, where `first` gives that of its registration.
  package mutating func apply(to first: inout [UInt32]) {
    guard !sets.isEmpty else { return }
    for row in first.indices { first[row] = sets.least(of: first[row]) }
  }

  /// Joins named rows of one registration, registrations in order.
  ///
  /// - Returns: the named rows of each registration that cannot be one person, in groups.
  private mutating func joinNamedRows(
    _ named: [UInt32: [UInt32]]
  ) -> [UInt32: [[UInt32]]] {
    var split: [UInt32: [[UInt32]]] = [:]
    for (leader, rows) in named.sorted(by: { $0.key < $1.key }) {
      var groups: [[UInt32]] = []
      for row in rows {
        if let group = groups.indices.first(where: { join(groups[$0][0], row) }) {
          groups[group].append(row)
        } else {
          groups.append([row])
        }
      }
      if groups.count > 1 {
        split[leader] = groups
      } else {
        join(leader, rows[0])
      }
    }
    return split
  }

  /// Deals the rows of split registrations out to the groups of their named rows.
  private mutating func deal(
    _ groups: [UInt32: [[UInt32]]],
    _ first: inout [UInt32],
    _ input: LinkInput
  ) {
    let names = FoldedNames(input)
    var profiles: [UInt32: [Profile]] = [:]
    for (leader, groups) in groups {
      profiles[leader] = groups.map { Profile(demographics(of: $0[...], in: input), names) }
    }
    var dealt = groups.mapValues { $0.map { _ in [UInt32]() } }
    for row in first.indices {
      let leader = first[row]
      guard let seeds = groups[leader], let profiles = profiles[leader] else { continue }
      let row = UInt32(truncatingIfNeeded: row)
      let group =
        seeds.firstIndex { $0.contains(row) }
        ?? Self.nearest(demographics(of: [row], in: input)[0], profiles, names)
      dealt[leader]?[group].append(row)
    }
    for (leader, dealt) in dealt.sorted(by: { $0.key < $1.key }) {
      splits.append(dealt.joined().sorted())
      for (rows, seeds) in zip(dealt, groups[leader] ?? []) {
        // Rows come ascending, the named ones among them.
        guard let least = rows.first else { continue }
        for row in rows { first[Int(row)] = least }
        join(least, seeds[0])
      }
    }
  }

  private static func nearest(
    _ person: Demographics,
    _ profiles: [Profile],
    _ names: FoldedNames
  ) -> Int {
    var (nearest, most) = (0, (Int.min, 0))
    for (group, profile) in profiles.enumerated() {
      let likeness = (
        profile.balance(with: person, names), profile.equalValues(with: person, names)
      )
      if likeness > most { (nearest, most) = (group, likeness) }
    }
    return nearest
  }
}

/// Sets of rows, each known by its least one.
private struct DisjointRows {
  private var parents: [UInt32: UInt32] = [:]

  var isEmpty: Bool { parents.isEmpty }

  mutating func join(_ one: UInt32, _ other: UInt32) {
    let (left, right) = (least(of: one), least(of: other))
    guard left != right else { return }
    parents[max(left, right)] = min(left, right)
  }

  mutating func least(of row: UInt32) -> UInt32 {
    var row = row
    while let parent = parents[row] {
      // Halves the way for the next one: a chain of merges costs no more than its length.
      if let next = parents[parent] { parents[row] = next }
      row = parent
    }
    return row
  }
}
