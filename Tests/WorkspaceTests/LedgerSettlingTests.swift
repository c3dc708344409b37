import GRDB
import RecordModel
import Testing

@testable import Workspace

struct LedgerSettlingTests {
  @Test func `what was set aside is staged again when it is restored, in its place or last`() throws
  {
    let (scratch, ledger) = try fresh()
    let asOf = try #require(PartialDate(year: 2026, month: 12, day: 1))
    try ledger.addLandings([landing(1), landing(2), landing(3)])
    try ledger.drop(landings: [1, 2], at: "2026-11-21T02:00:00Z")
    #expect(try ledger.landings().map(\.state) == [.dropped, .dropped, .staged])
    #expect(try ledger.landings()[0].setAside == "2026-11-21T02:00:00Z")
    #expect(conflict { try ledger.drop(landings: [3, 1], at: "later") })

    try ledger.restore(landing: 1, asLast: nil)
    try ledger.restore(landing: 2, asLast: (7, asOf))
    let landings = try ledger.landings()
    #expect(landings.map(\.sequence) == [1, 3, 4])
    #expect(landings.map(\.night) == [1, 1, 7])
    #expect(landings[2].asOf == asOf && landings[2].export == name(2))
    #expect(landings.allSatisfy { $0.state == .staged && $0.setAside == nil })
    #expect(conflict { try ledger.restore(landing: 1, asLast: nil) })
    #expect(try ledger.addLandings([landing(5)]).map(\.sequence) == [5])
    withExtendedLifetime(scratch) {}
  }

  @Test func `a night taken back gives the state before it, and its ids stay given out`() throws {
    let (scratch, ledger) = try fresh()
    let (first, second) = try twoNights(ledger)
    #expect(try ledger.lastPublished()?.name == second)
    #expect(conflict { try ledger.rollBack(run: first, at: "then") })

    try ledger.rollBack(run: second, at: "2026-11-22T09:00:00Z")
    #expect(try ledger.lastPublished()?.name == first)
    #expect(try ledger.publishedRuns().map(\.name) == [first])
    #expect(try ledger.idsEverGivenOut() == name(202))
    #expect(try ledger.landings().map(\.state) == [.published, .staged, .staged])
    #expect(try ledger.landings().map(\.heldFor) == [nil, second, second])
    let back = RolledBackRun(name: second, when: "2026-11-22T09:00:00Z", newestRunNumber: 2)
    #expect(try ledger.rolledBackRuns() == [back])
    #expect(try ledger.unsettledRollbacks() == [back])
    #expect(conflict { try ledger.rollBack(run: second, at: "again") })
    withExtendedLifetime(scratch) {}
  }

  @Test func `a night taken back is settled when all it brought is set aside`() throws {
    let (scratch, ledger) = try fresh()
    let (_, second) = try twoNights(ledger)
    try ledger.rollBack(run: second, at: "then")
    try ledger.drop(landings: [2], at: "then")
    #expect(try ledger.unsettledRollbacks().map(\.name) == [second])
    try ledger.drop(landings: [3], at: "then")
    #expect(try ledger.unsettledRollbacks().isEmpty)
    try ledger.restore(landing: 3, asLast: nil)
    #expect(try ledger.unsettledRollbacks().map(\.name) == [second])
    withExtendedLifetime(scratch) {}
  }

  @Test func `a night taken back is settled when another is published`() throws {
    let (scratch, ledger) = try fresh()
    let (first, second) = try twoNights(ledger)
    try ledger.rollBack(run: second, at: "then")
    try ledger.rollBack(run: first, at: "then")
    #expect(try ledger.lastPublished() == nil)
    #expect(try ledger.unsettledRollbacks().map(\.name) == [first, second])
    let third = try begin(ledger)
    try ledger.recordPublished(published(third), landings: [1, 2, 3], books: [])
    #expect(try ledger.unsettledRollbacks().isEmpty)
    #expect(try ledger.landings().allSatisfy { $0.state == .published && $0.heldFor == nil })
    #expect(try ledger.rolledBackRuns().map(\.name) == [first, second])
    withExtendedLifetime(scratch) {}
  }

  @Test func `a run that brought nothing is settled only by another publication`() throws {
    let (scratch, ledger) = try fresh()
    _ = try twoNights(ledger)
    let settings = try begin(ledger)
    try ledger.recordPublished(published(settings), landings: [], books: [])
    try ledger.rollBack(run: settings, at: "then")
    #expect(try ledger.unsettledRollbacks().map(\.name) == [settings])
    #expect(try ledger.landings().allSatisfy { $0.state == .published })
    withExtendedLifetime(scratch) {}
  }

  @Test func `trees are found again where they were about to be`() throws {
    let (scratch, ledger) = try fresh()
    let (first, second) = try twoNights(ledger)
    let third = try begin(ledger)
    try ledger.willPublish(run: third, tree: "elsewhere/\(third)")
    _ = try begin(ledger)
    #expect(
      try ledger.treesEver() == ["out/\(first)", "out/\(second)", "elsewhere/\(third)"]
    )
    #expect(conflict { try ledger.willPublish(run: "2026-11-21-n99", tree: "out") })
    withExtendedLifetime(scratch) {}
  }

  @Test func `a ledger of the first version learns which run published a landing`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let old = try Ledger(opening: folder.file("state.db"), version: 1)
    try old.write { database in
      for (night, run) in [(1, "2026-11-21-n1"), (3, "2026-11-23-n2"), (3, "2026-11-23-n3")] {
        try database.execute(
          sql: """
            INSERT INTO run (name, key, as_of, night, outcome)
            VALUES (?1, ?2, '2026-11-21', ?3, 'published');
            """,
          arguments: [run, name(1).hex, night]
        )
        try database.execute(
          sql: """
            INSERT INTO published (run, key, night, as_of, manifest, ids, state, state_digest, tree)
            VALUES (?1, ?2, ?3, '2026-11-21', ?2, ?2, ?2, ?2, 'out/' || ?1)
            """,
          arguments: [run, name(1).hex, night]
        )
      }
      for (night, state) in [(1, "published"), (2, "published"), (3, "published"), (4, "staged")] {
        try database.execute(
          sql: """
            INSERT INTO landing
              (export, byte_count, source, delivered_as, night, as_of, run, state, mode)
            VALUES (?, 1, 'film', 'film.csv', ?, '2026-11-21', 'n', ?, 'delta')
            """,
          arguments: [name(UInt64(night)).hex, night, state]
        )
      }
    }
    try old.close()

    let ledger = try Ledger(folder)
    #expect(try ledger.publishedRuns().count == 3)
    #expect(try ledger.unsettledRollbacks().isEmpty)
    try ledger.rollBack(run: "2026-11-23-n3", at: "then")
    #expect(try ledger.landings().filter { $0.state == .staged }.map(\.night) == [4])
    try ledger.rollBack(run: "2026-11-23-n2", at: "then")
    #expect(try ledger.landings().filter { $0.state == .staged }.map(\.night) == [2, 3, 4])
    #expect(conflict { try ledger.addLandings([landing(2)]) })
    try ledger.verify()
  }

  /// One landing published by the first run, two by the second.
  private func twoNights(_ ledger: Ledger) throws -> (first: String, second: String) {
    var second = landing(3)
    second.night = 2
    try ledger.addLandings([landing(1)])
    var runs: [String] = []
    for (ids, landings) in [(UInt64(201), [1]), (202, [2, 3])] {
      let run = try begin(ledger)
      var record = published(run)
      record.ids = name(ids)
      if runs.count == 1 { try ledger.addLandings([landing(2), second]) }
      try ledger.recordPublished(record, landings: landings, books: [])
      runs.append(run)
    }
    return (runs[0], runs[1])
  }
}
