import Foundation

/// A workspace with one made-up film index, for tests that need many rows or a second look.
struct FilmNight {
  let workspace: URL

  private static let run = ["run", "pipeline.yaml", "--quiet", "--no-color"]

  /// Makes a workspace with an export of so many rows; the caller removes it.
  init(rows: Int) throws {
    let files = FileManager.default
    workspace = files.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "chartlift-night-\(UUID().uuidString)")
    try files.createDirectory(
      at: workspace.appending(path: "inbox"),
      withIntermediateDirectories: true
    )
    try Data(Self.pipeline.utf8).write(to: workspace.appending(path: "pipeline.yaml"))
    try Data(Self.export(rows: rows).utf8).write(to: export)
  }

  /// The one export.
  var export: URL { workspace.appending(path: "inbox/film.csv") }

  /// Gives `chartlift run` for a night.
  func run(
    _ more: [String] = [],
    _ surroundings: Program.Surroundings = .init(),
    asOf: String = "2026-11-21"
  ) throws -> Program.Outcome {
    try Program.run(Self.run + ["--as-of", asOf] + more, in: workspace, surroundings)
  }

  /// Kills a run under way: after it is known what was asked for, before it is published.
  ///
  /// False when it ended each time before it could be hit.
  func killUnderWay(asOf: String = "2026-11-21") throws -> Bool {
    for milliseconds in stride(from: 60, through: 3_000, by: 30) {
      let outcome = try run([], .init(killedAfter: milliseconds), asOf: asOf)
      guard outcome.exit != 0 else { return false }
      if try Program.run(["rerun", "--plan"], in: workspace).exit == 0 { return true }
    }
    return false
  }

  /// Gives `chartlift account`.
  func account() throws -> Program.Outcome { try Program.run(["account"], in: workspace) }

  /// What is published now.
  func bundles() throws -> Tree { try Tree(at: workspace.appending(path: "out/current/bundles")) }

  /// Everything in the workspace but the lock and the ledger, which every run opens.
  func everything() throws -> Tree {
    try Tree(at: workspace).without { $0 == "lock" || $0.hasPrefix("state.db") }
  }

  /// The names of the trees in `out/`, without `current`.
  func trees() throws -> [String] {
    let out = workspace.appending(path: "out").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []
    return names.filter { $0 != "current" && !$0.hasPrefix(".") }.sorted()
  }

  func remove() { try? FileManager.default.removeItem(at: workspace) }

  /// Every seventh row is of a patient who had one before; every fiftieth has no patient.
  private static func export(rows: Int) -> String {
    var text = "FAC,MRN,NAME,DOB,SEX,DOC,TYPE,SERVED,REEL,FRAME,FILE\n"
    for row in 0..<rows {
      let patient = row % 7 == 6 ? row - 5 : row
      text +=
        "LAKE,\(row % 50 == 49 ? ",,," : person(patient)),D-\(row),Discharge Summary,1999-05-0\(1 + row % 9),R\(row / 500),"
      text += "\(row % 500),film/\(row).tif\n"
    }
    return text
  }

  private static func person(_ number: Int) -> String {
    "\(100_000 + number),\"WESTERHOLM, GIVEN\(letters(number))\","
      + "19\(50 + number % 40)-03-0\(1 + number % 9),F"
  }

  private static func letters(_ number: Int) -> String {
    String(number).utf8.map { String(UnicodeScalar($0 + 17)) }
      .joined()
  }

  private static let pipeline = """
    pipeline: night
    site: https://hospital.example/charts
    ingest:
      film:
        files: inbox/film*.csv
        format: csv
        facility: {column: FAC}
        columns:
          record-number: MRN
          name: {column: NAME, written: "LAST, FIRST MIDDLE"}
          birth-date: {column: DOB, written: year-month-day}
          sex: {column: SEX, map: {F: female, M: male}}
          document-id: DOC
          document-type: {column: TYPE, map: {Discharge Summary: "18842-5"}}
          service-date: {column: SERVED, written: year-month-day}
          reel: REEL
          frame: FRAME
          image: FILE
    bundle: {partitions: 4}
    publish: {to: out}

    """
}
