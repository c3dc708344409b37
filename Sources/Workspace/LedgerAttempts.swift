import GRDB
package import RecordModel

/// What a person last asked for: the part that holds the pipeline file and its code maps, and the day.
package struct Attempt: Sendable, Equatable {
  package var pipeline: ContentDigest
  package var asOf: PartialDate
  /// Says whether it came to an end, published or staged: nothing is left to take up.
  package var isDone: Bool

  package init(pipeline: ContentDigest, asOf: PartialDate, isDone: Bool = false) {
    self.pipeline = pipeline
    self.asOf = asOf
    self.isDone = isDone
  }
}

extension Ledger {
  /// The last attempt; nil before the first run.
  package func attempt() throws(LedgerError) -> Attempt? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM attempt").map { row in
        Attempt(
          pipeline: try row.digest("pipeline"),
          asOf: try row.date("as_of"),
          isDone: row["is_done"]
        )
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
        sql: "INSERT OR REPLACE INTO attempt (only, pipeline, as_of, is_done) VALUES (1, ?, ?, ?)",
        arguments: [attempt.pipeline.hex, attempt.asOf.isoText, attempt.isDone]
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

  /// Every part that holds a pipeline: of the last attempt and of all runs, each once, in order.
  package func pipelinesKept() throws(LedgerError) -> [ContentDigest] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT pipeline FROM attempt UNION SELECT pipeline FROM run_pipeline ORDER BY pipeline
          """
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
