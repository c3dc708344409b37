import Foundation
import Testing

/// What makes a stage stale: what its result depends on, and nothing else.
@Suite(.serialized)
struct InvalidationTests {
  private static let pipeline = """
    pipeline: two-sources
    site: https://hospital.example/charts
    ingest:
      film:
        files: inbox/film*.csv
        format: csv
        facility: LAKE
        columns:
          record-number: MRN
          name: {column: NAME, written: "LAST, FIRST MIDDLE"}
          document-id: DOC
          document-type: {column: TYPE, map: types.csv}
      fiche:
        files: inbox/fiche*.csv
        format: csv
        facility: HILL
        columns:
          record-number: MRN
          name: {column: NAME, written: "LAST, FIRST MIDDLE"}
          document-id: DOC
          document-type: TYPE
    bundle: {partitions: 2}
    publish: {to: out}

    """

  private static let film = "MRN,NAME,DOC,TYPE\n1,\"WESTERHOLM, ADA\",F1,DS\n"
  private static let fiche = "MRN,NAME,DOC,TYPE\n7,\"WESTERHOLM, BEA\",G1,Operative Report\n"

  @Test
  func `nothing is stale after a run, nor when files are touched, renamed or delivered again`()
    throws
  {
    let workspace = try published()
    #expect(try plan(workspace).stale.isEmpty)
    let time = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)]
    try FileManager.default.setAttributes(time, ofItemAtPath: workspace.file("inbox/film.csv").path)
    #expect(try plan(workspace).stale.isEmpty)
    try workspace.write(Array(Self.film.utf8), to: "inbox/film_again.csv")
    try FileManager.default.removeItem(at: workspace.file("inbox/film.csv"))
    #expect(try plan(workspace).stale.isEmpty)
    #expect(try plan(workspace, asOf: "2026-12-01").stale.isEmpty)
  }

  @Test func `one byte of one export makes that export stale, and the other stays fresh`() throws {
    let workspace = try published()
    try workspace.write(Array(Self.film.replacing("ADA", with: "IDA").utf8), to: "inbox/film.csv")
    let plan = try plan(workspace)
    #expect(plan.stale.first == "ingest    film/inbox/film.csv   because the export is new")
    #expect(plan.fresh.contains("ingest    fiche/inbox/fiche.csv"))
    #expect(plan.fresh.contains("ingest    film/inbox/film.csv"), "what has landed stays fresh")
  }

  @Test func `a setting of one source makes its rows stale, and no other's`() throws {
    let workspace = try published()
    try write(Self.pipeline.replacing("facility: HILL", with: "facility: HILLSIDE"), to: workspace)
    let plan = try plan(workspace)
    #expect(
      plan.stale.first
        == "ingest    fiche/inbox/fiche.csv   because the settings of the source have changed"
    )
    #expect(plan.fresh == ["ingest    film/inbox/film.csv"])
  }

  @Test func `a table of codes makes the rows stale that are read with it`() throws {
    let workspace = try published()
    try workspace.write(Array("written,meaning\nDS,18842-5\nOP,11504-8\n".utf8), to: "types.csv")
    let plan = try plan(workspace)
    #expect(
      plan.stale.first == "ingest    film/inbox/film.csv   because a table of codes has changed"
    )
    #expect(plan.fresh == ["ingest    fiche/inbox/fiche.csv"])
  }

  @Test func `a setting of the bundles keeps all rows and makes the bundles stale`() throws {
    let workspace = try published()
    let changed = Self.pipeline.replacing("publish: {to", with: "publish: {full-url: none, to")
    try write(changed, to: workspace)
    let plan = try plan(workspace)
    #expect(plan.fresh.count == 3, "\(plan)")
    #expect(plan.stale.first?.hasPrefix("bundle    2 of 2 partitions") == true)
  }

  @Test func `a file pattern or a limit makes nothing stale`() throws {
    let workspace = try published()
    let changed = Self.pipeline.replacing("inbox/fiche*.csv", with: "inbox/f[i]che*.csv")
    try write(changed + "validate: {limits: {quarantined: 3%}}\n", to: workspace)
    #expect(try plan(workspace).stale.isEmpty)
  }

  @Test func `a part that is gone is made again, and said to be gone`() throws {
    let workspace = try published()
    let parts = workspace.file("parts")
    for name in FileManager.default.subpaths(atPath: parts.path) ?? [] {
      let file = parts.appending(path: name)
      guard let bytes = try? Data(contentsOf: file), bytes.starts(with: Array("CLROWS".utf8))
      else { continue }
      try FileManager.default.removeItem(at: file)
    }
    let plan = try plan(workspace)
    #expect(
      plan.stale.first
        == "ingest    fiche/inbox/fiche.csv   because its part is gone from parts/"
    )
    #expect(try workspace.command(["rerun", "--from", "ingest"]).exit == 0)
    #expect(try self.plan(workspace).stale.isEmpty)
  }

  /// A workspace whose one night is published.
  private func published() throws -> LawWorkspace {
    let workspace = try LawWorkspace()
    try workspace.write(Array(Self.film.utf8), to: "inbox/film.csv")
    try workspace.write(Array(Self.fiche.utf8), to: "inbox/fiche.csv")
    try workspace.write(Array("written,meaning\nDS,18842-5\n".utf8), to: "types.csv")
    try write(Self.pipeline, to: workspace)
    let run = try workspace.run("pipeline.yaml")
    #expect(run.exit == 0, "\(run.stderr)")
    return workspace
  }

  private func write(_ pipeline: String, to workspace: LawWorkspace) throws {
    try workspace.write(Array(pipeline.utf8), to: "pipeline.yaml")
  }

  /// What `run --plan` says, without the first word of each line.
  private func plan(
    _ workspace: LawWorkspace,
    asOf: String = "2026-11-21"
  ) throws -> (fresh: [String], stale: [String]) {
    let outcome = try workspace.command(["run", "pipeline.yaml", "--plan", "--as-of", asOf])
    #expect(outcome.exit == 0, "\(outcome.stderr)")
    let lines = outcome.stdout.split(separator: "\n").map(String.init)
    func said(_ word: String) -> [String] {
      lines.filter { $0.hasPrefix(" \(word)  ") }.map { String($0.dropFirst(8)) }
    }
    return (said("fresh"), said("STALE"))
  }
}
