import Foundation
import Glibc
import Testing

/// `status` tells a run that works from one that died, and what to type in each case.
struct StatusTests {
  @Test func `a run that died is told with what goes on from it, one at work with its process`()
    throws
  {
    let night = try FilmNight(rows: 2_000)
    defer { night.remove() }
    #expect(try night.run([], .init(fileBlocks: 700)).exit == 74)
    let stopped = try status(night)
    #expect(stopped.contains("stopped before its end"), "\(stopped)")
    #expect(stopped.contains("Next:  chartlift rerun"), "\(stopped)")

    let lock = open(night.workspace.appending(path: "lock").path, O_RDWR | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect(try status(night).contains("running"))
    // Whoever asks must not take the lock, not even for a moment.
    #expect(try night.run().exit == 75)
    close(lock)

    #expect(try night.run().exit == 0)
    let published = try status(night)
    #expect(published.contains("Published  out/2026-11-21-n"), "\(published)")
    // It went on under its name.
    #expect(!published.contains("stopped before its end"), "\(published)")
    #expect(published.contains("Next:  chartlift verify"), "\(published)")
  }

  @Test
  func `the newest fourteen runs are told, newest first; a tree that was pruned is told as such`()
    throws
  {
    let night = try FilmNight(rows: 10)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    for number in 2...16 {
      let text = try String(contentsOf: night.export, encoding: .utf8)
      try Data(text.replacing("film/0.tif", with: "film/0.tif?\(number)").utf8)
        .write(to: night.workspace.appending(path: "inbox/film_\(number).csv"))
      #expect(try night.run().exit == 0)
    }
    let json = try Program.run(["status", "--json"], in: night.workspace).stdout
    let value = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    )
    let runs = try #require(value["runs"] as? [[String: Any]])
    #expect(
      runs.compactMap { $0["run"] as? String } == (3...16).reversed().map { "2026-11-21-n\($0)" }
    )
    #expect((value["published"] as? [String: Any])?["tree"] as? String == "out/2026-11-21-n16")
    #expect((value["waiting"] as? [Any])?.isEmpty == true)
    let (newest, pruned) = try (
      Program.run(["verify", "--read-all"], in: night.workspace),
      Program.run(["verify", "2026-11-21-n1"], in: night.workspace)
    )
    #expect(newest.exit == 0, "\(newest.stdout)")
    #expect(pruned.exit == 66 && pruned.stderr.hasPrefix("WORK-05"), "\(pruned.stderr)")
  }

  private func status(_ night: FilmNight) throws -> String {
    let outcome = try Program.run(["status"], in: night.workspace)
    #expect(outcome.exit == 0, "\(outcome.stderr)")
    return outcome.stdout
  }
}
