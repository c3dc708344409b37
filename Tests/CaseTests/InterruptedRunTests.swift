import Foundation
import Glibc
import Testing

/// Nights that do not come to their end: killed, or out of disk.
struct InterruptedRunTests {
  private static let rows = 2_000

  @Test func `a run killed again and again ends with the bytes of one that was left alone`() throws
  {
    let (calm, killed) = try (FilmNight(rows: Self.rows), FilmNight(rows: Self.rows))
    defer {
      calm.remove()
      killed.remove()
    }
    #expect(try calm.run().exit == 0)

    var deaths = 0
    var outcome: Program.Outcome
    repeat {
      // Later and later, so that every stretch of the run is hit and the last one ends by itself.
      outcome = try killed.run([], .init(killedAfter: 15 + 30 * deaths))
      if outcome.exit != 0 {
        #expect(outcome.exit == -SIGKILL, "\(outcome.stderr)")
        deaths += 1
        try expectNoHalfNight(killed)
      }
    } while outcome.exit != 0 && deaths < 400

    #expect(outcome.exit == 0 && deaths > 0)
    #expect(try Program.run(["rerun"], in: killed.workspace).exit == 0)
    #expect(try killed.bundles().firstDifference(from: calm.bundles()) == nil)
    let (books, others) = try (killed.account(), calm.account())
    #expect(books.exit == 0)
    #expect(withoutRunName(books.stdout) == withoutRunName(others.stdout))
    #expect(try killed.run().stderr.hasPrefix(" Nothing to do"))
  }

  @Test(arguments: [8, 64, 300, 700])
  func `a full disk ends a run with code 74, publishes nothing, and the next run goes on`(
    blocks: Int
  ) throws {
    let night = try FilmNight(rows: Self.rows)
    defer { night.remove() }
    let full = try night.run([], .init(fileBlocks: blocks))
    #expect(full.exit == 74, "\(full.stderr)")
    #expect(full.stderr.contains("run the same command again"), "\(full.stderr)")
    try expectNoHalfNight(night)
    #expect(try night.trees().isEmpty)

    #expect(try night.run().exit == 0)
    #expect(try night.account().exit == 0)
  }

  @Test func `a workspace that another run holds is busy, code 75, and stays as it is`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    let before = try night.everything()
    let lock = open(night.workspace.appending(path: "lock").path, O_RDWR | O_CLOEXEC)
    defer { close(lock) }
    try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)

    let busy = try night.run(asOf: "2026-11-22")
    #expect(busy.exit == 75)
    #expect(busy.stderr.hasPrefix("BUSY-01 another chartlift is working in this folder"))
    #expect(try night.everything().firstDifference(from: before) == nil)
  }

  @Test func `a workspace whose ledger was lost is not gone on with`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    for name in ["state.db", "state.db-wal", "state.db-shm"] {
      try? FileManager.default.removeItem(at: night.workspace.appending(path: name))
    }
    let before = try night.bundles()

    let lost = try night.run(asOf: "2026-11-22")
    #expect(lost.exit == 76)
    #expect(lost.stderr.hasPrefix("WORK-04 out/2026-11-21-n1 was published from another state.db"))
    #expect(try night.bundles().firstDifference(from: before) == nil)
  }

  @Test func `books that cannot be written to a full disk are not called done`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    // One block holds the books of one export; none holds nothing.
    let full = try Program.run(["account"], in: night.workspace, .init(fileBlocks: 0))
    #expect(full.exit == 74)
  }

  /// Books without their first line, which names the run.
  private func withoutRunName(_ books: String) -> [Substring] {
    Array(books.split(separator: "\n").dropFirst())
  }

  /// Whoever reads `out/current` sees a whole night or none.
  private func expectNoHalfNight(_ night: FilmNight) throws {
    let tree = try Tree(at: night.workspace.appending(path: "out/current"))
    #expect(tree.files.isEmpty || tree.content(of: "manifest.json") != nil)
  }
}
