import GRDB
package import RecordModel

/// What a person last asked for: the part that holds the pipeline file and its code maps, and the day.
package struct Attempt: Sendable, Equatable {
  package var pipeline: ContentDigest
  package var asOf: PartialDate

  package init(pipeline: ContentDigest, asOf: PartialDate) {
    self.pipeline = pipeline
    self.asOf = asOf
  }
}

extension Ledger {
  /// The last attempt; nil before the first run.
  package func attempt() throws(LedgerError) -> Attempt? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM attempt").map { row in
        Attempt(pipeline: try row.digest("pipeline"), asOf: try row.date("as_of"))
      }
    }
  }

  /// Notes an attempt before anything is done for it, so that `rerun` knows it whatever comes.
  ///
  /// The same again writes nothing.
  package func note(_ attempt: Attempt) throws(LedgerError) {
    guard try self.attempt() != attempt else { return }
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO attempt (only, pipeline, as_of) VALUES (1, ?, ?)",
        arguments: [attempt.pipeline.hex, attempt.asOf.isoText]
      )
    }
  }

  /// The part with the pipeline that a run used; nil when no such run has begun.
  package func pipeline(ofRun run: String) throws(LedgerError) -> ContentDigest? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT pipeline FROM run_pipeline WHERE run = ?",
        arguments: [run]
      ).map { try $0.digest("pipeline") }
    }
  }

  /// Gives the newest run a new key: it died, and is taken up again under its name.
  package func takeUp(
    run: String,
    key: ContentDigest,
    pipeline: ContentDigest
  ) throws(LedgerError) {
    try write { database in
      try database.execute(
        sql: "UPDATE run SET key = ?, outcome = 'begun', exit_code = NULL WHERE name = ?",
        arguments: [key.hex, run]
      )
      try Self.insert(pipeline, ofRun: run, database)
    }
  }

  static func insert(_ pipeline: ContentDigest, ofRun run: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO run_pipeline (run, pipeline) VALUES (?, ?)",
      arguments: [run, pipeline.hex]
    )
  }
}
