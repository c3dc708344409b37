package import RecordModel

/// The decisions that count: what the book says, without what was taken back.
package struct DecisionsInForce: Sendable, Equatable {
  /// One decision that counts.
  package struct Entry: Sendable, Equatable {
    package var kind: LinkDecision.Kind
    /// The lesser key first.
    package let rows: (first: RowKey, second: RowKey)
    package var sequence: Int

    package init(_ kind: LinkDecision.Kind, rows: (first: RowKey, second: RowKey), sequence: Int) {
      self.kind = kind
      self.rows = (min(rows.first, rows.second), max(rows.first, rows.second))
      self.sequence = sequence
    }

    /// Says whether it is about these two rows, in whatever order.
    package func isAbout(_ one: RowKey, _ other: RowKey) -> Bool {
      rows == (min(one, other), max(one, other))
    }

    package static func == (left: Self, right: Self) -> Bool {
      left.kind == right.kind && left.rows == right.rows && left.sequence == right.sequence
    }
  }

  /// A cannot-link, and the must-links that lead from one of its rows to the other.
  package struct Contradiction: Sendable, Equatable {
    package var apart: Entry
    package var path: [Entry]

    package init(apart: Entry, path: [Entry]) {
      self.apart = apart
      self.path = path
    }

    /// The numbers of all of them, ascending.
    package var sequences: [Int] { (path.map(\.sequence) + [apart.sequence]).sorted() }
  }

  /// In the order of their numbers.
  package private(set) var entries: [Entry] = []
  /// The number of the last decision that was looked at.
  package private(set) var through = 0

  /// No decision.
  package init() {}

  /// What counts of a book's lines, which come in the order of their numbers.
  package init(_ book: some Sequence<PersonDecision>) {
    for decision in book { take(decision) }
  }

  /// Takes the book's next line.
  package mutating func take(_ decision: PersonDecision) {
    through = max(through, decision.sequence)
    switch decision.kind {
    case .link: add(.mustLink, decision)
    case .keepApart: add(.cannotLink, decision)
    case .retract: entries.removeAll { $0.sequence == decision.retracts }
    }
  }

  private mutating func add(_ kind: LinkDecision.Kind, _ decision: PersonDecision) {
    entries.append(Entry(kind, rows: decision.rows, sequence: decision.sequence))
  }

  /// The decision of this kind about exactly these two rows; nil when none is in force.
  package func entry(_ kind: LinkDecision.Kind, _ one: RowKey, _ other: RowKey) -> Entry? {
    entries.first { $0.kind == kind && $0.isAbout(one, other) }
  }
}

extension DecisionsInForce {
  /// All rows kept apart that must-links join, each with the way between them; empty when the
  /// decisions go together.
  ///
  /// `node` says which rows are one already: each by itself, or all rows of a registration.
  package func contradictions(node: (RowKey) -> RowKey = { $0 }) -> [Contradiction] {
    entries.filter { $0.kind == .cannotLink }.compactMap { apart in
      let path = mustLinks(from: apart.rows.first, to: apart.rows.second, node: node)
      return path.isEmpty ? nil : Contradiction(apart: apart, path: path)
    }
  }

  /// The fewest must-links that lead from one row to another, of several ways the one decided first.
  package func mustLinks(
    from one: RowKey,
    to other: RowKey,
    node: (RowKey) -> RowKey = { $0 }
  ) -> [Entry] {
    let (start, goal) = (node(one), node(other))
    guard start != goal else {
      // One node already: only a decision about these very rows joins them beside that.
      return entry(.mustLink, one, other).map { [$0] } ?? []
    }
    var ways: [RowKey: [Int]] = [:]
    for (index, entry) in entries.enumerated() where entry.kind == .mustLink {
      ways[node(entry.rows.first), default: []].append(index)
      ways[node(entry.rows.second), default: []].append(index)
    }
    guard ways[start] != nil, ways[goal] != nil else { return [] }
    var reached: [RowKey: (from: RowKey, by: Int)] = [start: (start, -1)]
    var queue = [start]
    var next = 0
    while next < queue.count, reached[goal] == nil {
      let here = queue[next]
      next += 1
      for way in ways[here] ?? [] {
        let (first, second) = (node(entries[way].rows.first), node(entries[way].rows.second))
        let there = first == here ? second : first
        guard reached[there] == nil else { continue }
        reached[there] = (here, way)
        queue.append(there)
      }
    }
    return path(to: goal, from: start, reached)
  }

  private func path(
    to goal: RowKey,
    from start: RowKey,
    _ reached: [RowKey: (from: RowKey, by: Int)]
  ) -> [Entry] {
    var path: [Entry] = []
    var at = goal
    while at != start, let step = reached[at] {
      path.append(entries[step.by])
      at = step.from
    }
    return path.reversed()
  }
}

extension DecisionsInForce {
  /// The decisions about rows of an input, as linkage wants them; the others are about rows that are
  /// not known now, and wait for them.
  package func decisions(
    about keys: [RowKey]
  ) -> (known: [LinkDecision], waiting: [Entry]) {
    guard !entries.isEmpty else { return ([], []) }
    let rows = Self.rows(of: Set(entries.flatMap { [$0.rows.first, $0.rows.second] }), in: keys)
    var known: [LinkDecision] = []
    var waiting: [Entry] = []
    for entry in entries {
      if let first = rows[entry.rows.first], let second = rows[entry.rows.second] {
        let sequence = UInt32(clamping: entry.sequence)
        known.append(LinkDecision(entry.kind, rows: (first, second), sequence: sequence))
      } else {
        waiting.append(entry)
      }
    }
    return (known, waiting)
  }

  /// Where the wanted keys stand: most keys are told apart by their first bits alone.
  private static func rows(of wanted: Set<RowKey>, in keys: [RowKey]) -> [RowKey: UInt32] {
    var mayBe = [Bool](repeating: false, count: 1 << 16)
    for key in wanted { mayBe[Int(key.high >> 48)] = true }
    var rows: [RowKey: UInt32] = [:]
    for (row, key) in keys.enumerated() where mayBe[Int(key.high >> 48)] && wanted.contains(key) {
      rows[key] = UInt32(truncatingIfNeeded: row)
    }
    return rows
  }
}
