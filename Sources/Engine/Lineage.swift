package import Persons
package import RecordModel

/// One thing that happened to a patient's id from one published state to the next.
package struct LineageEvent: Sendable, Equatable {
  /// What happened, in the order of telling.
  package enum Kind: String, CaseIterable, Sendable {
    /// A person who was not there before.
    case new
    /// The id became a stub that points to the other one.
    case merged
    /// A new id for rows that were the other one's.
    case split
    /// Both live on, and rows of the id are the other one's now.
    case moved
    /// A stub lives again, with rows that were the other one's.
    case restored
    /// The id was live and is in no tree any more.
    case retired
  }

  package var kind: Kind
  package var id: Key128
  /// `.none` where there is no other.
  package var other: Key128
  /// Rows that changed hands; of a new person all its rows.
  package var rows: Int

  package init(_ kind: Kind, _ id: Key128, other: Key128 = .none, rows: Int) {
    self.kind = kind
    self.id = id
    self.other = other
    self.rows = rows
  }
}

/// What happened to ids from a published state to tonight's.
///
/// A pure function of the two states.
///
/// - Parameters:
///   - owners: the persons of the rows as published.
///   - ids: their ids, ascending.
///   - given: every id given out by then.
///   - index: tonight's persons.
///   - keys: tonight's rows, in order.
/// - Returns: the events by kind, then by id and the other id.
package func lineage(
  from owners: RowOwners,
  ids: [Key128],
  given: IdsGivenOut,
  to index: PersonIndex,
  keys: [RowKey]
) -> [LineageEvent] {
  let moves = rowsMoved(owners, ids, index, keys)
  let (before, now) = (SortedIds(ids), SortedIds(index.ids))
  var events: [LineageEvent] = []
  let stubs = Dictionary(
    index.retired.map { ($0.id, index.ids[Int($0.person)]) },
    uniquingKeysWith: { first, _ in first }
  )
  for id in ids where !now.contains(id) {
    if let survivor = stubs[id] {
      let rows = moves[Move(from: id, to: survivor)] ?? 0
      events.append(LineageEvent(.merged, id, other: survivor, rows: rows))
    } else {
      events.append(LineageEvent(.retired, id, rows: 0))
    }
  }
  let everGiven = SortedIds(given.entries.map(\.id).sorted())
  var explained: [Key128: Bool] = [:]
  for (move, rows) in moves {
    if before.contains(move.to) {
      guard stubs[move.from] != move.to else { continue }
      events.append(LineageEvent(.moved, move.from, other: move.to, rows: rows))
    } else {
      let kind: LineageEvent.Kind = everGiven.contains(move.to) ? .restored : .split
      events.append(LineageEvent(kind, move.to, other: move.from, rows: rows))
      explained[move.to] = true
    }
  }
  for (person, id) in index.ids.enumerated() where !before.contains(id) && explained[id] == nil {
    let kind: LineageEvent.Kind = everGiven.contains(id) ? .restored : .new
    events.append(LineageEvent(kind, id, rows: index.rows(of: person).count))
  }
  return events.sorted(by: isTold)
}

private func isTold(_ left: LineageEvent, before right: LineageEvent) -> Bool {
  let kinds = LineageEvent.Kind.allCases
  let (first, second) = (
    kinds.firstIndex(of: left.kind) ?? 0, kinds.firstIndex(of: right.kind) ?? 0
  )
  return (first, left.id, left.other) < (second, right.id, right.other)
}

private struct Move: Hashable {
  var from: Key128
  var to: Key128
}

/// Ids that can be looked up.
private struct SortedIds {
  private let ids: [Key128]

  init(_ ascending: [Key128]) { ids = ascending }

  func contains(_ id: Key128) -> Bool {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] == id { return true }
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return false
  }
}

/// Rows by the id they had and the one they have, where these differ.
private func rowsMoved(
  _ owners: RowOwners,
  _ ids: [Key128],
  _ index: PersonIndex,
  _ keys: [RowKey]
) -> [Move: Int] {
  var personOfRow = [UInt32](repeating: 0, count: keys.count)
  for person in 0..<index.count {
    for row in index.rows(of: person) { personOfRow[Int(row)] = UInt32(person) }
  }
  var moves: [Move: Int] = [:]
  func count(_ entry: Int, _ row: Int) {
    let before = Int(owners.persons[entry])
    guard before < ids.count else { return }
    let move = Move(from: ids[before], to: index.ids[Int(personOfRow[row])])
    if move.from != move.to { moves[move, default: 0] += 1 }
  }
  // A night only adds rows, so what was known comes in the same order.
  var next = 0
  for row in keys.indices where next < owners.keys.count && owners.keys[next] == keys[row] {
    count(next, row)
    next += 1
  }
  guard next < owners.keys.count else { return moves }
  // An export that was taken back came again in another night: its rows stand elsewhere now.
  moves = [:]
  let rows = Dictionary(
    keys.enumerated().map { ($0.element, $0.offset) },
    uniquingKeysWith: { first, _ in first }
  )
  for (entry, key) in owners.keys.enumerated() {
    if let row = rows[key] { count(entry, row) }
  }
  return moves
}
