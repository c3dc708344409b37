import Foundation
import Testing

/// What a second run does, and what it leaves alone.
struct RunAgainTests {
  @Test func `a second run of the same night has nothing to do, however often files are touched`()
    throws
  {
    let night = try FilmNight(rows: 60)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    let before = try night.everything()

    for asOf in ["2026-11-21", "2026-11-22"] {
      let again = try night.run(asOf: asOf)
      #expect(again.exit == 0)
      #expect(again.stderr.hasPrefix(" Nothing to do"))
    }
    try touch(night.export, Date(timeIntervalSince1970: 1_000_000_000))
    #expect(try night.run(asOf: "2026-11-23").stderr.hasPrefix(" Nothing to do"))
    #expect(try night.trees() == ["2026-11-21-n1"])
    #expect(try night.everything().firstDifference(from: before) == nil)
  }

  @Test func `a link that was led astray by hand is led back, without a night of its own`() throws {
    let night = try FilmNight(rows: 60)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    let current = night.workspace.appending(path: "out/current")
    try FileManager.default.removeItem(at: current)
    #expect(try Program.run(["verify"], in: night.workspace).exit == 76)
    #expect(try night.run(asOf: "2026-11-22").stderr.hasPrefix(" Nothing to do"))
    #expect(try night.trees() == ["2026-11-21-n1"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: current.path) == "2026-11-21-n1"
    )
  }

  @Test func `a day ten years after the last night is taken for a slip of the key`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    let far = try night.run(asOf: "9999-12-31")
    #expect(far.exit == 64 && far.stderr.hasPrefix("TIME-02"), "\(far.stderr)")
  }

  @Test func `one changed byte is seen although size and time of the file are as they were`()
    throws
  {
    let night = try FilmNight(rows: 60)
    defer { night.remove() }
    let time = Date(timeIntervalSince1970: 1_700_000_000)
    try touch(night.export, time)
    #expect(try night.run().exit == 0)
    let before = try night.bundles()

    var text = try String(contentsOf: night.export, encoding: .utf8)
    let cell = try #require(text.range(of: "film/3.tif"))
    text.replaceSubrange(cell, with: "film/8.tif")
    try Data(text.utf8).write(to: night.export)
    try touch(night.export, time)

    let second = try night.run(asOf: "2026-11-22")
    #expect(second.exit == 0, "\(second.stderr)")
    #expect(second.stderr.contains("updated 1"), "\(second.stderr)")
    #expect(try night.bundles().firstDifference(from: before) != nil)
    #expect(try night.account().exit == 0)
  }

  @Test func `neither workers nor the time zone nor the language change a published byte`() throws {
    let (one, two) = try (FilmNight(rows: 400), FilmNight(rows: 400))
    defer {
      one.remove()
      two.remove()
    }
    let here = Program.Surroundings(environment: ["LC_ALL": "C.UTF-8", "TZ": "UTC"])
    let far = Program.Surroundings(environment: ["LC_ALL": "C", "TZ": "Asia/Kolkata"])
    #expect(try one.run(["--jobs", "1"], here).exit == 0)
    #expect(try two.run(["--jobs", "2"], far).exit == 0)
    #expect(try !one.bundles().files.isEmpty)
    #expect(try one.bundles().firstDifference(from: two.bundles()) == nil)
  }

  private func touch(_ file: URL, _ time: Date) throws {
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: file.path)
  }
}
