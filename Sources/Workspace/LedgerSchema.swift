import GRDB

/// The tables of `state.db`.
///
/// Thousands of rows: nothing in it is kept per row of an export.
///
/// Text columns hold names, codes, dates of runs and digests (64 hexadecimal digits); a patient value
/// has no column to stand in.
enum LedgerSchema {
  /// Stored in `PRAGMA user_version`: how many steps a ledger has taken.
  static var version: Int { steps.count }

  /// What brings a ledger from each version to the next, the first from an empty file.
  ///
  /// A step that was ever released is never changed: a change is one more step.
  private static let steps = [statements, LedgerSettling.schema, attempts]

  /// Brings a ledger to this version, in one transaction.
  ///
  /// An empty file gets all tables. A ledger of a later version, or another program's database, is
  /// an error and stays as it is. Tests stop at an earlier version.
  static func migrate(_ database: Database, to last: Int = version) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found != last else { return }
    guard (0..<last).contains(found) else {
      throw LedgerError(
        .newerVersion,
        "state.db was written by a later chartlift (version \(found), this one knows \(last)); "
          + "use that chartlift"
      )
    }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard tables == 0 || found > 0 else {
      throw LedgerError(.damaged, "state.db is a database, and not one of chartlift")
    }
    for step in steps[found..<last] { try database.execute(sql: step) }
    try database.execute(sql: "PRAGMA user_version = \(last)")
  }

  /// What a person last asked for, and the pipeline that each run used.
  private static let attempts = """
    CREATE TABLE attempt (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      pipeline TEXT NOT NULL CHECK (length(pipeline) = 64),
      as_of TEXT NOT NULL,
      is_done INTEGER NOT NULL CHECK (is_done IN (0, 1))
    ) STRICT;

    CREATE TABLE run_pipeline (
      run TEXT PRIMARY KEY REFERENCES run (name),
      pipeline TEXT NOT NULL CHECK (length(pipeline) = 64)
    ) STRICT, WITHOUT ROWID;

    """

  private static let statements = """
    CREATE TABLE identity (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      pipeline TEXT NOT NULL,
      site TEXT NOT NULL
    ) STRICT;

    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      key TEXT NOT NULL CHECK (length(key) = 64),
      as_of TEXT NOT NULL,
      night INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      exit_code INTEGER CHECK (exit_code BETWEEN 0 AND 255)
    ) STRICT;

    -- Not bound to "run": what has landed is noted before the key of its run can be known.
    CREATE TABLE landing (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      export TEXT NOT NULL CHECK (length(export) = 64),
      byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
      source TEXT NOT NULL,
      delivered_as TEXT NOT NULL,
      night INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      run TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('staged', 'published', 'dropped')),
      mode TEXT NOT NULL CHECK (mode IN ('delta', 'snapshot'))
    ) STRICT;

    CREATE UNIQUE INDEX landing_once ON landing (source, export)
      WHERE mode = 'delta' AND state <> 'dropped';

    CREATE TABLE stage_result (
      key TEXT PRIMARY KEY CHECK (length(key) = 64),
      stage TEXT NOT NULL,
      part TEXT NOT NULL CHECK (length(part) = 64),
      byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
      rows INTEGER NOT NULL CHECK (rows >= 0),
      summary TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE published (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      run TEXT NOT NULL UNIQUE REFERENCES run (name),
      key TEXT NOT NULL CHECK (length(key) = 64),
      night INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      manifest TEXT NOT NULL CHECK (length(manifest) = 64),
      ids TEXT NOT NULL CHECK (length(ids) = 64),
      state TEXT NOT NULL CHECK (length(state) = 64),
      state_digest TEXT NOT NULL CHECK (length(state_digest) = 64),
      tree TEXT NOT NULL
    ) STRICT;

    -- In the second book no export is named: the empty text.
    CREATE TABLE book (
      run TEXT NOT NULL REFERENCES published (run),
      source TEXT NOT NULL,
      export TEXT NOT NULL CHECK (length(export) IN (0, 64)),
      name TEXT NOT NULL,
      rows INTEGER NOT NULL CHECK (rows >= 0),
      PRIMARY KEY (run, source, export, name)
    ) STRICT, WITHOUT ROWID;

    """
}
