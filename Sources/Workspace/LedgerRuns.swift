import GRDB
package import RecordModel

extension Ledger {
  /// The name the next run gets: `2026-11-21-n7`, where 7 is one more than any run ever begun.
  package func nextRunName(asOf: PartialDate) throws(LedgerError) -> String {
    // AUTOINCREMENT keeps the highest number even when its row is gone.
    let last = try read { database in
      try Int.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'run'") ?? 0
    }
    guard let name = RunName(asOf: asOf, number: last + 1) else {
      throw LedgerError(.conflict, "a run needs an as-of date of year, month and day")
    }
    return name.text
  }

  /// Notes that a run has begun.
  ///
  /// A name that was used before is a conflict.
  package func beginRun(
    _ run: RunRecord,
    pipeline: ContentDigest? = nil
  ) throws(LedgerError) {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO run (name, key, as_of, night, outcome, exit_code) VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          run.name, run.key.hex, run.asOf.isoText, run.night, run.outcome.rawValue, run.exitCode,
        ]
      )
      if let pipeline { try Self.insert(pipeline, ofRun: run.name, database) }
    }
  }

  /// Notes how a run ended.
  ///
  /// An unknown run is a conflict.
  package func finishRun(
    name: String,
    outcome: RunOutcome,
    exitCode: Int32
  ) throws(LedgerError) {
    try write { database in
      try database.execute(
        sql: "UPDATE run SET outcome = ?, exit_code = ? WHERE name = ?",
        arguments: [outcome.rawValue, exitCode, name]
      )
      guard database.changesCount == 1 else {
        throw LedgerError(.conflict, "no run \(name) has begun")
      }
    }
  }

  /// Every run, in the order they began.
  package func runs() throws(LedgerError) -> [RunRecord] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY number").map { row in
        RunRecord(
          name: row["name"],
          key: try row.digest("key"),
          asOf: try row.date("as_of"),
          night: row["night"],
          outcome: try row.word("outcome"),
          exitCode: row["exit_code"]
        )
      }
    }
  }

  /// The run whose tree is the published state; nil before the first.
  package func lastPublished() throws(LedgerError) -> PublishedRun? {
    try publishedRuns().last
  }

  /// Every published run that was not rolled back, oldest first.
  package func publishedRuns() throws(LedgerError) -> [PublishedRun] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM published WHERE rolled_back IS NULL ORDER BY sequence"
      ).map(Self.publishedRun)
    }
  }

  /// Moves the published state: the run, the landings it covers and its books, all or none.
  ///
  /// The tree is in place before this is called. Each landing must be staged, each book entry be of
  /// this run, and the run have begun; else it is a conflict and nothing changes.
  package func recordPublished(
    _ run: PublishedRun,
    landings: [Int],
    books: [BookEntry]
  ) throws(LedgerError) {
    guard books.allSatisfy({ $0.run == run.name }) else {
      throw LedgerError(.conflict, "a book of another run was handed in with run \(run.name)")
    }
    try write { database in
      try Self.insert(run, database)
      try Self.publish(landings, by: run.name, database)
      for entry in books { try Self.insert(entry, database) }
    }
  }

  /// The books of a published run, ordered by source, export and name; the second book's entries,
  /// which name no export, come first in their source.
  package func books(run: String) throws(LedgerError) -> [BookEntry] {
    try read { database in
      let entries = try Row.fetchAll(
        database,
        sql: "SELECT * FROM book WHERE run = ? ORDER BY source, export, name",
        arguments: [run]
      )
      return try entries.map { row in
        let export: String = row["export"]
        return BookEntry(
          run: row["run"],
          source: row["source"],
          export: export.isEmpty ? nil : try row.digest("export"),
          name: row["name"],
          rows: try row.count("rows")
        )
      }
    }
  }

  private static func insert(_ run: PublishedRun, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO published
          (run, key, night, as_of, manifest, ids, state, state_digest, tree)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.name, run.key.hex, run.night, run.asOf.isoText, run.manifest.hex, run.ids.hex,
        run.state.hex, run.stateDigest.hex, run.tree,
      ]
    )
  }

  private static func insert(_ entry: BookEntry, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO book (run, source, export, name, rows) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        entry.run, entry.source, entry.export?.hex ?? "", entry.name, stored(entry.rows),
      ]
    )
  }

  private static func publishedRun(_ row: Row) throws -> PublishedRun {
    PublishedRun(
      name: row["run"],
      key: try row.digest("key"),
      night: row["night"],
      asOf: try row.date("as_of"),
      manifest: try row.digest("manifest"),
      ids: try row.digest("ids"),
      state: try row.digest("state"),
      stateDigest: try row.digest("state_digest"),
      tree: row["tree"]
    )
  }
}
