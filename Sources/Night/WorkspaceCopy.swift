import RecordModel
import Workspace

/// A workspace and a private copy of its ledger, for commands that change nothing and wait for nobody.
struct WorkspaceCopy: Sendable {
  let folder: WorkspaceFolder
  let ledger: Ledger
  /// Who held the workspace's lock just before the ledger was copied; nil when nobody did.
  let holderBefore: String?
  /// Removed with its last holder.
  private let temporary: TemporaryFolder

  /// Opens the workspace at a path; one without a ledger is missing input.
  init(_ path: String) throws(NightError) {
    guard (try? StoredFile.exists(path + "/state.db")) == true else { throw noWorkspace(path) }
    let found = WorkspaceFolder(reading: path)
    let temporary = try storeCall { () throws(StoreError) in try TemporaryFolder(in: found) }
    folder = found
    holderBefore = try storeCall { () throws(StoreError) in try LockHolder.line(of: found) }
    self.temporary = temporary
    ledger = try Self.reading { () throws(LedgerError) in
      try Ledger(copyOf: found, in: temporary)
    }
  }

  /// Reads from the ledger; one that is damaged is unverified, not a failure of this command.
  func read<Value>(_ body: (Ledger) throws(LedgerError) -> Value) throws(NightError) -> Value {
    try Self.reading { () throws(LedgerError) in try body(ledger) }
  }

  private static func reading<Value>(
    _ body: () throws(LedgerError) -> Value
  ) throws(NightError) -> Value {
    do throws(LedgerError) {
      return try body()
    } catch {
      throw NightError(error.problem == .damaged ? .unverified : .inputOutput, error.message)
    }
  }
}
