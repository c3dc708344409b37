import GRDB
package import RecordModel

/// A published night that a person took back, and that is not settled.
package struct RolledBackRun: Sendable, Equatable {
  package var name: String
  /// When, in UTC.
  package var when: String
  /// The number of the newest run that had begun by then: reports up to it know nothing of this.
  package var newestRunNumber: Int
}

/// The columns that a person's decisions need, the second step of the schema.
enum LedgerSettling {
  // The first run published at or after a landing's night published it: every run publishes all
  // that is staged.
  static let schema = """
    ALTER TABLE run ADD COLUMN tree TEXT;

    ALTER TABLE landing ADD COLUMN published_by TEXT;
    ALTER TABLE landing ADD COLUMN held_for TEXT;
    ALTER TABLE landing ADD COLUMN set_aside TEXT;
    UPDATE landing SET published_by =
      (SELECT run FROM published WHERE night >= landing.night ORDER BY sequence LIMIT 1)
      WHERE state = 'published';

    -- What was set aside is refused when it is delivered again, so it keeps its place here.
    DROP INDEX landing_once;
    CREATE UNIQUE INDEX landing_once ON landing (source, export) WHERE mode = 'delta';

    ALTER TABLE published ADD COLUMN rolled_back TEXT;
    ALTER TABLE published ADD COLUMN rolled_back_after INTEGER;
    """
}

extension Ledger {
  /// Leaves staged landings out, all or none, until they are restored.
  ///
  /// One that is published, or unknown, is a conflict.
  package func drop(landings: [Int], at when: String) throws(LedgerError) {
    try write { database in
      for sequence in landings {
        try database.execute(
          sql: """
            UPDATE landing SET state = 'dropped', set_aside = ?
            WHERE sequence = ? AND state = 'staged'
            """,
          arguments: [when, sequence]
        )
        try Self.requireOne(database, "landing \(sequence) is not staged")
      }
    }
  }

  /// Lets a landing that was set aside count again, staged, in the place it had.
  ///
  /// With a night and an as-of date it comes last instead, as if it had been delivered only now.
  package func restore(
    landing sequence: Int,
    asLast place: (night: Int, asOf: PartialDate)?
  ) throws(LedgerError) {
    try write { database in
      let last = try Int.fetchOne(
        database,
        sql: "SELECT seq FROM sqlite_sequence WHERE name = 'landing'"
      )
      let new = place == nil ? sequence : (last ?? 0) + 1
      try database.execute(
        sql: """
          UPDATE landing SET state = 'staged', set_aside = NULL, sequence = ?,
            night = coalesce(?, night), as_of = coalesce(?, as_of)
          WHERE sequence = ? AND state = 'dropped'
          """,
        arguments: [new, place?.night, place?.asOf.isoText, sequence]
      )
      try Self.requireOne(database, "landing \(sequence) is not set aside")
      guard place != nil else { return }
      try database.execute(
        sql: "UPDATE sqlite_sequence SET seq = ? WHERE name = 'landing'",
        arguments: [new]
      )
    }
  }

  /// Takes back the newest published run: what it published is staged again, and held.
  ///
  /// Any other run is a conflict. Ids that it gave out stay given out.
  package func rollBack(run: String, at when: String) throws(LedgerError) {
    try write { database in
      try database.execute(
        sql: """
          UPDATE published SET rolled_back = ?, rolled_back_after = (SELECT max(number) FROM run)
          WHERE run = ? AND sequence =
            (SELECT max(sequence) FROM published WHERE rolled_back IS NULL)
          """,
        arguments: [when, run]
      )
      try Self.requireOne(database, "run \(run) is not the last one published")
      try database.execute(
        sql: """
          UPDATE landing SET state = 'staged', held_for = published_by, published_by = NULL
          WHERE published_by = ?
          """,
        arguments: [run]
      )
    }
  }

  /// Every run that was ever rolled back, oldest first.
  package func rolledBackRuns() throws(LedgerError) -> [RolledBackRun] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM published WHERE rolled_back IS NOT NULL ORDER BY sequence"
      ).map(Self.rolledBack)
    }
  }

  /// Runs rolled back since the last one that is published, unless all they had brought was set aside.
  ///
  /// As long as there is one, nothing is published but by hand. A run that brought nothing of its own,
  /// only other settings, has nothing that could be set aside.
  package func unsettledRollbacks() throws(LedgerError) -> [RolledBackRun] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM published AS taken WHERE rolled_back IS NOT NULL
            AND sequence > (SELECT coalesce(max(sequence), 0) FROM published
                            WHERE rolled_back IS NULL)
            AND (NOT EXISTS (SELECT 1 FROM landing WHERE held_for = taken.run)
                 OR EXISTS (SELECT 1 FROM landing
                            WHERE held_for = taken.run AND state <> 'dropped'))
          ORDER BY sequence
          """
      ).map(Self.rolledBack)
    }
  }

  /// The part with all ids ever given out, in rolled-back nights too; nil before the first.
  package func idsEverGivenOut() throws(LedgerError) -> ContentDigest? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT ids FROM published ORDER BY sequence DESC LIMIT 1")
        .map { try $0.digest("ids") }
    }
  }

  /// Notes where the tree of a run is about to be, so that whoever comes after a death finds it.
  package func willPublish(run: String, tree: String) throws(LedgerError) {
    try write { database in
      try database.execute(
        sql: "UPDATE run SET tree = ? WHERE name = ?",
        arguments: [tree, run]
      )
      try Self.requireOne(database, "no run \(run) has begun")
    }
  }

  /// Every tree that was published or was about to be, in the order of runs.
  package func treesEver() throws(LedgerError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT coalesce(published.tree, run.tree) AS tree FROM run
          LEFT JOIN published ON published.run = run.name
          WHERE coalesce(published.tree, run.tree) IS NOT NULL ORDER BY number
          """
      )
    }
  }

  private static func rolledBack(_ row: Row) -> RolledBackRun {
    RolledBackRun(
      name: row["run"],
      when: row["rolled_back"],
      newestRunNumber: row["rolled_back_after"]
    )
  }

  private static func requireOne(_ database: Database, _ complaint: String) throws {
    guard database.changesCount == 1 else { throw LedgerError(.conflict, complaint) }
  }
}
