import Glibc
import RecordModel
import Testing

@testable import Workspace

struct LedgerTests {
  @Test func `everything noted is there after the ledger is opened again`() throws {
    let (scratch, ledger) = try fresh()
    try ledger.recordIdentity(pipeline: "nightly", site: "https://lakeside.example")
    let run = try begin(ledger)
    let landed = try ledger.addLandings([landing(1), landing(2, mode: .snapshot)])
    let result = StageResult(
      key: name(7),
      stage: "ingest",
      part: name(8),
      byteCount: 9,
      rows: 10,
      summary: Array(#"{"loaded":3,"part":"\#(name(1).hex)"}"#.utf8)
    )
    try ledger.record(result)
    let published = published(run)
    let books = [
      BookEntry(run: run, source: "film", export: nil, name: "live", rows: 5),
      BookEntry(run: run, source: "film", export: name(1), name: "read", rows: 5),
    ]
    try ledger.recordPublished(published, landings: [1], books: books)
    try ledger.finishRun(name: run, outcome: .published, exitCode: 0)
    try ledger.close()

    let again = try Ledger(scratch.workspace())
    #expect(try again.identity()?.pipeline == "nightly")
    #expect(try again.identity()?.site == "https://lakeside.example")
    #expect(landed.map(\.sequence) == [1, 2])
    #expect(try again.landings().map(\.state) == [.published, .staged])
    #expect(try again.landings()[1] == landed[1])
    #expect(try again.stageResult(key: name(7)) == result)
    #expect(try again.stageResult(key: name(6)) == nil)
    #expect(try again.lastPublished() == published)
    #expect(try again.publishedRuns() == [published])
    #expect(try again.books(run: run) == books)
    #expect(try again.runs().map(\.outcome) == [.published])
    #expect(try again.runs().map(\.exitCode) == [0])
    try again.verify()
  }

  @Test func `all files of the ledger are closed to others`() throws {
    let (scratch, ledger) = try fresh()
    try begin(ledger)
    let found = try modes(below: scratch.workspace().path).filter { $0.path.hasPrefix("state.db") }
    #expect(found.map(\.path) == ["state.db", "state.db-shm", "state.db-wal"])
    #expect(found.allSatisfy { $0.info.mode == 0o600 })
  }

  @Test func `a link in the place of the ledger is refused`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    try FileSystem.symlink(to: scratch.deliver("", as: "other"), at: folder.file("state.db"))
    let error = #expect(throws: LedgerError.self) { try Ledger(folder) }
    #expect(error?.problem == .cannotOpen)
    #expect(try text("\(scratch.path)/other").isEmpty)
  }

  @Test func `an identity is noted once`() throws {
    let (scratch, ledger) = try fresh()
    #expect(try ledger.identity() == nil)
    try ledger.recordIdentity(pipeline: "nightly", site: "urn:a")
    #expect(conflict { try ledger.recordIdentity(pipeline: "other", site: "urn:b") })
    #expect(try ledger.identity()?.pipeline == "nightly")
    withExtendedLifetime(scratch) {}
  }

  @Test func `a delta source lands an export once, a snapshot source each time`() throws {
    let (scratch, ledger) = try fresh()
    try ledger.addLandings([landing(1), landing(1, source: "fiche"), landing(2, mode: .snapshot)])
    try ledger.addLandings([landing(2, mode: .snapshot)])
    #expect(conflict { try ledger.addLandings([landing(3), landing(1)]) })
    #expect(try ledger.landings().map(\.sequence) == [1, 2, 3, 4])
    try ledger.drop(landings: [1], at: "then")
    #expect(conflict { try ledger.addLandings([landing(1)]) })
    withExtendedLifetime(scratch) {}
  }

  @Test func `publishing moves run, landings and books together, or not at all`() throws {
    let (scratch, ledger) = try fresh()
    let run = try begin(ledger)
    try ledger.addLandings([landing(1), landing(2)])
    try ledger.drop(landings: [2], at: "then")
    let book = BookEntry(run: run, source: "film", export: nil, name: "live", rows: 1)
    let other = BookEntry(run: "other", source: "film", export: nil, name: "live", rows: 1)
    #expect(conflict { try ledger.recordPublished(published(run), landings: [1, 2], books: []) })
    #expect(conflict { try ledger.recordPublished(published(run), landings: [1, 9], books: []) })
    #expect(
      conflict { try ledger.recordPublished(published(run), landings: [1], books: [book, book]) }
    )
    #expect(conflict { try ledger.recordPublished(published(run), landings: [1], books: [other]) })
    #expect(
      conflict { try ledger.recordPublished(published("never begun"), landings: [], books: []) }
    )
    #expect(try ledger.landings().map(\.state) == [.staged, .dropped])
    #expect(try ledger.lastPublished() == nil)
    #expect(try ledger.books(run: run).isEmpty)
    try ledger.recordPublished(published(run), landings: [1], books: [book])
    #expect(conflict { try ledger.drop(landings: [1], at: "then") })
    withExtendedLifetime(scratch) {}
  }

  @Test func `a stage that makes another part of the same inputs is told to raise its version`()
    throws
  {
    let (scratch, ledger) = try fresh()
    let first = result(part: 1)
    try ledger.record([first, first])
    let error = #expect(throws: LedgerError.self) { try ledger.record(result(part: 2)) }
    #expect(
      error?.message
        == "LEDGER-06 stage link made another part of the same inputs; raise the stage's version."
    )
    #expect(try ledger.stageResult(key: first.key) == first)
    try ledger.forgetStageResult(key: first.key)
    try ledger.record(result(part: 2))
    withExtendedLifetime(scratch) {}
  }

  @Test(arguments: [
    #"{"name":"ANYBODY"}"#, #"{"a":[{"b":"x"}]}"#, #"["x"]"#, "7", "", #"{"a":1"#,
  ])
  func `a summary can hold no text`(summary: String) throws {
    let (scratch, ledger) = try fresh()
    #expect(conflict { try ledger.record(result(part: 1, summary: summary)) })
    #expect(try ledger.stageResult(key: name(5)) == nil)
    withExtendedLifetime(scratch) {}
  }

  @Test func `a run's number is one more than any before, and never comes back`() throws {
    let (scratch, ledger) = try fresh()
    let asOf = try #require(PartialDate(year: 2026, month: 11, day: 21))
    #expect(try ledger.nextRunName(asOf: asOf) == "2026-11-21-n1")
    let first = try begin(ledger)
    #expect(try ledger.nextRunName(asOf: asOf) == "2026-11-21-n2")
    #expect(
      conflict { try ledger.beginRun(RunRecord(name: first, key: name(1), asOf: asOf, night: 1)) }
    )
    #expect(try RunName(ledger.nextRunName(asOf: asOf))?.number ?? 0 >= 2)
    #expect(
      conflict { try ledger.finishRun(name: "2026-11-21-n9", outcome: .failed, exitCode: 74) }
    )
    withExtendedLifetime(scratch) {}
  }

  @Test func `a count beyond what SQLite holds is an error, not a crash`() throws {
    let (scratch, ledger) = try fresh()
    var huge = landing(1)
    huge.byteCount = .max
    #expect(conflict { try ledger.addLandings([huge]) })
    withExtendedLifetime(scratch) {}
  }

  private func result(part: UInt64, summary: String = "{}") -> StageResult {
    StageResult(
      key: name(5),
      stage: "link",
      part: name(part),
      byteCount: 1,
      rows: 1,
      summary: Array(summary.utf8)
    )
  }
}

/// An empty ledger in a scratch folder.
func fresh() throws -> (Scratch, Ledger) {
  let scratch = try Scratch()
  return (scratch, try Ledger(scratch.workspace()))
}

/// A digest that stands for some content.
func name(_ number: UInt64) -> ContentDigest { ContentDigest(words: (number, 0, 0, number)) }

func landing(
  _ export: UInt64,
  source: String = "film",
  mode: DeliveryMode = .delta
) -> LandedExport {
  LandedExport(
    export: name(export),
    byteCount: 4,
    source: source,
    deliveredAs: "\(source).csv",
    night: 1,
    asOf: PartialDate(year: 2026, month: 11, day: 21) ?? .missing,
    run: "2026-11-21-n1",
    mode: mode
  )
}

func published(_ run: String) -> PublishedRun {
  PublishedRun(
    name: run,
    key: name(20),
    night: 1,
    asOf: PartialDate(year: 2026, month: 11, day: 21) ?? .missing,
    manifest: name(21),
    ids: name(22),
    state: name(23),
    stateDigest: name(24),
    tree: "out/\(run)"
  )
}

@discardableResult
func begin(_ ledger: Ledger) throws -> String {
  let asOf = PartialDate(year: 2026, month: 11, day: 21) ?? .missing
  let run = try ledger.nextRunName(asOf: asOf)
  try ledger.beginRun(RunRecord(name: run, key: name(30), asOf: asOf, night: 1))
  return run
}

/// Says whether the call is refused as contradicting the ledger.
func conflict(_ body: () throws -> Void) -> Bool {
  do {
    try body()
    return false
  } catch {
    return (error as? LedgerError)?.problem == .conflict
  }
}
