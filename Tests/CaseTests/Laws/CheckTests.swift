import Foundation
import Testing

/// A dry run says what the run then does, and leaves no trace.
@Suite(.serialized)
struct CheckTests {
  @Test(arguments: LawPipeline.all)
  func
    `check prints the digest that the run then publishes, on both of two nights, and writes nothing`(
      pipeline: LawPipeline
    ) throws
  {
    let workspace = try LawWorkspace()
    let path = try pipeline.path(in: workspace)
    for (night, deliveries) in Self.nights(of: pipeline).enumerated() {
      try workspace.deliver(deliveries)
      let asOf = "2026-11-2\(1 + night)"
      let before = try Tree(at: workspace.folder)
      let folders = Self.folders(workspace)
      let check = try workspace.command(["check", path, "--as-of", asOf])
      #expect(check.exit == 0, "\(check.stderr)")
      #expect(try Tree(at: workspace.folder).firstDifference(from: before) == nil)
      #expect(Self.folders(workspace) == folders)

      #expect(try workspace.run(path, asOf: asOf).exit == 0)
      let said = check.stderr.firstMatch(of: /State digest ([0-9a-f]{64})/).map { String($0.1) }
      #expect(said != nil)
      #expect(try workspace.publishedDigest() == said)
    }
  }

  @Test func `run --dry-run is check, and neither waits for a run nor holds one up`() throws {
    let night = try FilmNight(rows: 200)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    let lock = open(night.workspace.appending(path: "lock").path, O_RDWR | O_CLOEXEC)
    defer { close(lock) }
    try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
    let dry = try night.run(["--dry-run"], asOf: "2026-11-22")
    #expect(dry.exit == 0, "\(dry.stderr)")
    #expect(dry.stderr.contains("Nothing was written."))
  }

  @Test func `what a killed check leaves is swept by the next run`() throws {
    let night = try FilmNight(rows: 4_000)
    defer { night.remove() }
    #expect(try night.run().exit == 0)
    try Data("FAC,MRN,NAME,DOB,SEX,DOC,TYPE,SERVED,REEL,FRAME,FILE\n".utf8)
      .write(to: night.workspace.appending(path: "inbox/film_2.csv"))
    var died = 0
    for milliseconds in stride(from: 20, through: 300, by: 40) {
      let check = try Program.run(
        ["check", "pipeline.yaml", "--as-of", "2026-11-22"],
        in: night.workspace,
        .init(killedAfter: milliseconds)
      )
      if check.exit == -SIGKILL { died += 1 }
    }
    #expect(died > 0)
    #expect(try night.run(asOf: "2026-11-22").exit == 0)
    let left = try FileManager.default.contentsOfDirectory(
      atPath: night.workspace.appending(path: "tmp").path
    )
    #expect(left.isEmpty)
  }

  /// The first night without the last tenth of each file's rows, the second with all.
  private static func nights(of pipeline: LawPipeline) -> [[Delivery]] {
    let first = pipeline.deliveries.map { delivery in
      var part = delivery
      part.rows = Array(delivery.rows.prefix(delivery.rows.count - delivery.rows.count / 10))
      return part
    }
    return [first, pipeline.deliveries]
  }

  /// Every folder of the workspace: an empty one is a trace too.
  private static func folders(_ workspace: LawWorkspace) -> [String] {
    (FileManager.default.subpaths(atPath: workspace.folder.path) ?? []).sorted()
  }
}
