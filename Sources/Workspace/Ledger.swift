import GRDB
import Glibc
import RecordModel

/// The ledger: what landed, what was made of it, what was published.
///
/// One SQLite file, `state.db`.
///
/// What a call has written survives a power cut when the call returns (write-ahead log, synchronous
/// FULL). Every call is one transaction: all of it or nothing. Safe on any thread; calls take turns.
/// Files are 0600 whatever the umask.
package struct Ledger: Sendable {
  private let queue: DatabaseQueue

  /// Opens the ledger of a workspace for writing, and makes it when there is none.
  package init(_ folder: WorkspaceFolder) throws(LedgerError) {
    let path = folder.file("state.db")
    do throws(StoreError) {
      try Self.prepare(path, in: folder.path)
    } catch {
      throw LedgerError(error)
    }
    try self.init(opening: path)
  }

  /// Opens a private copy of the ledger, for commands that must change nothing and wait for nobody.
  ///
  /// Not in a process that has the ledger open for writing: closing the copied file would free
  /// SQLite's locks there. Reading a database in place would make files beside it. Writes go to the copy and are lost
  /// with the temporary folder. A workspace without a ledger gives an empty one.
  package init(
    copyOf folder: WorkspaceFolder,
    in temporary: TemporaryFolder
  ) throws(LedgerError) {
    let path = "\(temporary.path)/state.db"
    do throws(StoreError) {
      try LedgerCopy.make(from: folder.file("state.db"), to: path)
    } catch {
      throw LedgerError(error)
    }
    try self.init(opening: path)
  }

  /// Opens the file; a test may stop at an earlier version.
  init(opening path: String, version: Int = LedgerSchema.version) throws(LedgerError) {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // Sorting must not leave files outside the workspace.
      try database.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { database in try LedgerSchema.migrate(database, to: version) }
    } catch {
      throw LedgerError(error)
    }
  }

  /// Writes everything into `state.db` itself and lets go of it.
  package func close() throws(LedgerError) {
    do { try queue.close() } catch { throw LedgerError(error) }
  }

  /// The pipeline and site that this workspace belongs to; nil before the first run.
  package func identity() throws(LedgerError) -> (pipeline: String, site: String)? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT pipeline, site FROM identity")
        .map { ($0["pipeline"], $0["site"]) }
    }
  }

  /// Notes the pipeline and site, once.
  ///
  /// A second call is a conflict, with the same words too.
  package func recordIdentity(pipeline: String, site: String) throws(LedgerError) {
    try write { database in
      try database.execute(
        sql: "INSERT INTO identity (only, pipeline, site) VALUES (1, ?, ?)",
        arguments: [pipeline, site]
      )
    }
  }

  /// Has SQLite read the whole file; an error when anything does not fit together.
  package func verify() throws(LedgerError) {
    let answer = try read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
    guard answer == "ok" else {
      throw LedgerError(.damaged, "state.db is damaged; restore it from a backup")
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    do { return try queue.read(body) } catch { throw LedgerError(error) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    do { return try queue.write(body) } catch { throw LedgerError(error) }
  }

  // SQLite gives its own files the mode of the database, and the database the mode of the umask:
  // so the file is made here. A link in its place, or in that of the log, is refused.
  private static func prepare(_ path: String, in folder: String) throws(StoreError) {
    for name in [path, "\(path)-wal", "\(path)-shm"] {
      guard let found = try FileSystem.info(name) else { continue }
      guard found.isRegular else { throw StoreError(call: "open", path: name, code: ELOOP) }
      // By name: closing a descriptor of ours would free SQLite's own locks in this process.
      if found.mode & 0o077 != 0 {
        _ = try systemCall("chmod", name) { Int(chmod(name, 0o600)) }
      }
    }
    guard try FileSystem.info(path) == nil else { return }
    _ = try OpenFile.creating(path)
    try FileSystem.syncFolder(folder)
  }
}
