import Foundation
import Testing

/// A run done again, from any stage, is the run.
@Suite(.serialized)
struct RerunTests {
  private static let stages = ["ingest", "normalize", "link", "validate", "bundle", "publish"]

  @Test(arguments: LawPipeline.all)
  func `a published run done again from any stage is found to be the same, and changes nothing`(
    pipeline: LawPipeline
  ) throws {
    let workspace = try LawWorkspace()
    try workspace.deliver(pipeline.deliveries)
    #expect(try workspace.run(try pipeline.path(in: workspace)).exit == 0)
    let before = try Tree(at: workspace.file("out"))
    // What has landed is enough.
    try workspace.emptyInbox()
    for stage in Self.stages {
      let again = try workspace.command(["rerun", "--from", stage, "--quiet"])
      #expect(again.exit == 0, "\(stage): \(again.stderr)")
      #expect(again.stderr.hasPrefix(" Computed again"), "\(stage): \(again.stderr)")
    }
    #expect(try workspace.command(["rebuild", "--quiet"]).exit == 0)
    #expect(try Tree(at: workspace.file("out")).firstDifference(from: before) == nil)
  }

  @Test(arguments: stages)
  func `a run that was killed and is done again from a stage gives the whole run's bytes`(
    stage: String
  ) throws {
    let (calm, killed) = try (FilmNight(rows: 2_000), FilmNight(rows: 2_000))
    defer {
      calm.remove()
      killed.remove()
    }
    #expect(try calm.run().exit == 0)
    #expect(try killed.killUnderWay())
    let again = try Program.run(["rerun", "--from", stage, "--quiet"], in: killed.workspace)
    #expect(again.exit == 0, "\(again.stderr)")
    #expect(try killed.bundles().firstDifference(from: calm.bundles()) == nil)
  }

  @Test func `a rerun keeps the settings and the day of its run, whatever the file says since`()
    throws
  {
    let (calm, night) = try (FilmNight(rows: 2_000), FilmNight(rows: 2_000))
    defer {
      calm.remove()
      night.remove()
    }
    #expect(try calm.run(asOf: "2026-11-20").exit == 0)
    #expect(try night.killUnderWay(asOf: "2026-11-20"))
    try Data("pipeline: broken".utf8).write(to: night.workspace.appending(path: "pipeline.yaml"))

    let again = try Program.run(["rerun"], in: night.workspace)
    #expect(again.exit == 0, "\(again.stderr)")
    #expect(again.stderr.contains("event=pipeline.changed"))
    #expect(try night.bundles().firstDifference(from: calm.bundles()) == nil)
    #expect(try night.trees() == ["2026-11-20-n1"])
  }

  @Test func `a rerun of an ended night leaves new files alone, also when it was killed before`()
    throws
  {
    let night = try FilmNight(rows: 400)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    let text = try String(contentsOf: night.export, encoding: .utf8)
    try Data(text.replacing("film/3.tif", with: "film/9.tif").utf8)
      .write(to: night.workspace.appending(path: "inbox/film_2.csv"))
    var deaths = 0
    for milliseconds in stride(from: 10, through: 200, by: 20) {
      let again = ["rerun", "--from", "ingest", "--quiet"]
      let outcome = try Program.run(again, in: night.workspace, .init(killedAfter: milliseconds))
      if outcome.exit == -SIGKILL { deaths += 1 }
    }
    #expect(deaths > 0)
    let last = try Program.run(["rerun", "--quiet"], in: night.workspace)
    #expect(last.exit == 0 && last.stderr.hasPrefix(" Computed again"), "\(last.stderr)")
    #expect(try night.trees() == ["2026-11-21-n1"])
  }

  @Test func `without any run there is nothing to do again, and the remedy is said`() throws {
    let night = try FilmNight(rows: 20)
    defer { night.remove() }
    let none = try Program.run(["rerun"], in: night.workspace)
    #expect(none.exit == 66)
    #expect(none.stderr.hasPrefix("WORK-01"))
  }
}
