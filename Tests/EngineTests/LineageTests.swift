import Persons
import RecordModel
import Testing

@testable import Engine

struct LineageTests {
  private func key(_ number: Int) -> Key128 { Key128(high: UInt64(number), low: 0) }

  /// A state of persons, each an id with its rows; rows are numbers and also their places.
  private func index(
    _ persons: [(id: Int, rows: [UInt32])],
    retired: [(Int, Int)] = []
  ) -> PersonIndex {
    var index = PersonIndex()
    for person in persons {
      index.ids.append(key(person.id))
      index.rows += person.rows
      index.ends.append(UInt32(index.rows.count))
    }
    index.retired = retired.map { (UInt32($0.0), key($0.1)) }
    return index
  }

  private func owners(_ persons: [(id: Int, rows: [UInt32])]) -> (RowOwners, [Key128]) {
    var owners = RowOwners()
    let pairs = persons.enumerated().flatMap { index, person in
      person.rows.map { (row: $0, person: UInt32(index)) }
    }
    for pair in pairs.sorted(by: { $0.row < $1.row }) {
      owners.keys.append(key(Int(pair.row) + 100))
      owners.persons.append(pair.person)
    }
    return (owners, persons.map { key($0.id) })
  }

  private func events(
    from before: [(id: Int, rows: [UInt32])],
    given: [Int] = [],
    to now: PersonIndex,
    keys: [Key128]? = nil
  ) -> [LineageEvent] {
    let (owners, ids) = owners(before)
    let entries = Set(given + before.map(\.id)).sorted().map {
      IdsGivenOut.Entry(anchor: key($0 + 1_000), id: key($0), night: 1)
    }
    return lineage(
      from: owners,
      ids: ids,
      given: IdsGivenOut(entries: entries),
      to: now,
      keys: keys ?? now.rows.indices.map { key($0 + 100) }
    )
  }

  @Test func `the same persons, with more rows, are no event; a new one is`() {
    let now = index([(1, [0, 2]), (2, [1]), (3, [3, 4])])
    #expect(events(from: [(1, [0]), (2, [1])], to: now) == [LineageEvent(.new, key(3), rows: 2)])
  }

  @Test func `merged, and parted again`() {
    let merged = index([(1, [0, 1, 2])], retired: [(0, 2)])
    #expect(
      events(from: [(1, [0]), (2, [1, 2])], to: merged)
        == [LineageEvent(.merged, key(2), other: key(1), rows: 2)]
    )
    let parted = index([(1, [0]), (2, [1, 2])])
    #expect(
      events(from: [(1, [0, 1, 2])], given: [2], to: parted)
        == [LineageEvent(.restored, key(2), other: key(1), rows: 2)]
    )
    #expect(
      events(from: [(1, [0, 1, 2])], to: parted)
        == [LineageEvent(.split, key(2), other: key(1), rows: 2)]
    )
  }

  @Test func `rows that go to somebody who lives on, and an id nobody has`() {
    let now = index([(1, [0]), (2, [1, 2])])
    #expect(
      events(from: [(1, [0, 1]), (2, [2]), (7, [])], to: now)
        == [
          LineageEvent(.moved, key(1), other: key(2), rows: 1),
          LineageEvent(.retired, key(7), rows: 0),
        ]
    )
  }

  @Test func `rows may stand in another order after a night was taken back`() {
    let now = index([(1, [0]), (2, [1, 2])])
    let keys = [102, 100, 101].map { key($0) }
    #expect(
      events(from: [(1, [0, 1]), (2, [2])], to: now, keys: keys)
        == [
          LineageEvent(.moved, key(1), other: key(2), rows: 2),
          LineageEvent(.moved, key(2), other: key(1), rows: 1),
        ]
    )
  }
}
