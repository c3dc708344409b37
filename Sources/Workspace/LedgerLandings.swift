import GRDB
import RecordModel

extension Ledger {
  /// Every landing, in the order of landing.
  package func landings() throws(LedgerError) -> [LandedExport] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM landing ORDER BY sequence").map(Self.landing)
    }
  }

  /// Notes landings, all or none, in the order given; says them with the sequences they got.
  ///
  /// In delta mode an export of a source that is there already, set aside or not, is a conflict.
  @discardableResult
  package func addLandings(_ landings: [LandedExport]) throws(LedgerError) -> [LandedExport] {
    try write { database in
      try landings.map { landing in
        try Self.insert(landing, database)
        var added = landing
        added.sequence = Int(database.lastInsertedRowID)
        return added
      }
    }
  }

  static func publish(_ landings: [Int], by run: String, _ database: Database) throws {
    for sequence in landings {
      try database.execute(
        sql: """
          UPDATE landing SET state = 'published', published_by = ?, held_for = NULL
          WHERE sequence = ? AND state = 'staged'
          """,
        arguments: [run, sequence]
      )
      guard database.changesCount == 1 else {
        throw LedgerError(.conflict, "landing \(sequence) is not staged")
      }
    }
  }

  private static func insert(_ landing: LandedExport, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO landing
          (export, byte_count, source, delivered_as, night, as_of, run, state, mode)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        landing.export.hex, stored(landing.byteCount), landing.source, landing.deliveredAs,
        landing.night, landing.asOf.isoText, landing.run, landing.state.rawValue,
        landing.mode.rawValue,
      ]
    )
  }

  static func landing(_ row: Row) throws -> LandedExport {
    LandedExport(
      sequence: row["sequence"],
      export: try row.digest("export"),
      byteCount: try row.count("byte_count"),
      source: row["source"],
      deliveredAs: row["delivered_as"],
      night: row["night"],
      asOf: try row.date("as_of"),
      run: row["run"],
      state: try row.word("state"),
      mode: try row.word("mode"),
      setAside: row["set_aside"],
      heldFor: row["held_for"]
    )
  }
}
