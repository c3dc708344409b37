import Foundation
import Glibc
import Testing

/// Decisions about nights that a death cuts short.
struct RollbackTests {
  @Test func `a rollback killed at any moment is whole after the next command, or never was`()
    throws
  {
    let night = try twoNights()
    let kept = night.workspace.appendingPathExtension("kept")
    defer {
      night.remove()
      try? FileManager.default.removeItem(at: kept)
    }
    try FileManager.default.copyItem(at: night.workspace, to: kept)
    var deaths = 0
    for wait in stride(from: 2, through: 26, by: 4) {
      night.remove()
      try FileManager.default.copyItem(at: kept, to: night.workspace)
      let outcome = try Program.run(
        ["rollback", "--because", "wrong"],
        in: night.workspace,
        .init(killedAfter: wait)
      )
      if outcome.exit == -SIGKILL { deaths += 1 }
      let next = try night.run(asOf: "2026-11-23")
      let now = try FileManager.default.destination(of: night)
      #expect(next.exit == (now == "2026-11-22-n2" ? 0 : 1), "\(next.stderr)")
      #expect(now == "2026-11-22-n2" || now == "2026-11-21-n1")
      #expect(outcome.exit != 0 || now == "2026-11-21-n1")
    }
    #expect(try night.account().exit == 0)
    #expect(deaths > 0)
  }

  @Test func `a night that the ledger has taken back loses current with the next command`() throws {
    let night = try twoNights()
    defer { night.remove() }
    #expect(try decide(night, "rollback"))
    // As a death between the ledger and the link leaves it.
    let current = night.workspace.appending(path: "out/current")
    try FileManager.default.removeItem(at: current)
    try FileManager.default.createSymbolicLink(
      atPath: current.path,
      withDestinationPath: "2026-11-22-n2"
    )
    #expect(try night.run(asOf: "2026-11-23").exit == 1)
    #expect(try FileManager.default.destination(of: night) == "2026-11-21-n1")
  }

  @Test func `a publication by hand killed again and again ends with the bytes of one left alone`()
    throws
  {
    let (calm, killed) = try (twoNights(), twoNights())
    defer {
      calm.remove()
      killed.remove()
    }
    for night in [calm, killed] {
      #expect(try decide(night, "rollback"))
      #expect(try night.run(asOf: "2026-11-23").exit == 1)
    }
    let publish = ["publish", "2026-11-23-n3", "--because", "checked"]
    #expect(try Program.run(publish, in: calm.workspace).exit == 0)
    var deaths = 0
    var outcome: Program.Outcome
    repeat {
      outcome = try Program.run(
        publish,
        in: killed.workspace,
        .init(killedAfter: 5 + 5 * deaths)
      )
      if outcome.exit == -SIGKILL { deaths += 1 }
    } while outcome.exit == -SIGKILL && deaths < 400
    // 64: the tree was complete when it died, and the next command took it in.
    #expect(outcome.exit == 0 || outcome.stderr.hasPrefix("HAND-07"), "\(outcome.stderr)")
    #expect(deaths > 0)
    #expect(try killed.bundles().firstDifference(from: calm.bundles()) == nil)
    #expect(try killed.account().stdout == calm.account().stdout)
    #expect(try killed.run(asOf: "2026-11-23").stderr.hasPrefix(" Nothing to do"))
  }

  @Test
  func
    `a rollback that could not move the link is finished by the next one, which takes no second night`()
    throws
  {
    let night = try twoNights()
    defer { night.remove() }
    let out = night.workspace.appending(path: "out")
    #expect(try decide(night, "rollback"))
    // As it was when only the ledger knew.
    try FileManager.default.removeItem(at: out.appending(path: "current"))
    try FileManager.default.createSymbolicLink(
      atPath: out.appending(path: "current").path,
      withDestinationPath: "2026-11-22-n2"
    )
    #expect(try Program.run(["verify"], in: night.workspace).exit == 76)
    let again = try Program.run(["rollback", "--because", "checked"], in: night.workspace)
    #expect(again.exit == 0, "\(again.stderr)")
    let current = try FileManager.default.destinationOfSymbolicLink(
      atPath: out.appending(path: "current").path
    )
    #expect(current == "2026-11-21-n1")
    #expect(try Program.run(["verify"], in: night.workspace).exit == 0)
  }

  @Test func `the reason is in the log of decisions and nowhere else`() throws {
    let night = try twoNights()
    defer { night.remove() }
    let reason = "UNMISTAKABLEREASON"
    let rollback = try Program.run(["rollback", "--because", reason], in: night.workspace)
    let run = try night.run(["--json"], asOf: "2026-11-23")
    let list = try Program.run(["quarantine"], in: night.workspace)
    for outcome in [rollback, run, list] {
      #expect(!outcome.stdout.contains(reason) && !outcome.stderr.contains(reason))
    }
    let files = try Tree(at: night.workspace).files.filter {
      $0.content.range(of: Data(reason.utf8)) != nil
    }
    #expect(files.map(\.name) == ["decisions/nights.jsonl"])
  }

  private func decide(_ night: FilmNight, _ command: String) throws -> Bool {
    try Program.run([command, "--because", "wrong"], in: night.workspace).exit == 0
  }

  /// A workspace with two published nights.
  private func twoNights() throws -> FilmNight {
    let night = try FilmNight(rows: 60)
    #expect(try night.run().exit == 0)
    var text = try String(contentsOf: night.export, encoding: .utf8)
    text = text.replacingOccurrences(of: "film/3.tif", with: "film/8.tif")
    try Data(text.utf8).write(to: night.export)
    #expect(try night.run(asOf: "2026-11-22").exit == 0)
    return night
  }
}

extension FileManager {
  /// The run that `current` points to.
  fileprivate func destination(of night: FilmNight) throws -> String {
    try destinationOfSymbolicLink(
      atPath: night.workspace.appending(path: "out/current").path
    )
  }
}
