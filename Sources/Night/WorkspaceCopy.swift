import RecordModel
import Workspace

/// A workspace and a private copy of its ledger, for commands that change nothing and wait for nobody.
struct WorkspaceCopy: Sendable {
  let folder: WorkspaceFolder
  let ledger: Ledger
  /// Removed with its last holder.
  private let temporary: TemporaryFolder

  /// Opens the workspace at a path; one without a ledger is missing input.
  init(_ path: String) throws(NightError) {
    let found = try storeCall { () throws(StoreError) in try WorkspaceFolder(existing: path) }
    guard let found else { throw NightError(.inputMissing, Account.noWorkspace(path)) }
    let temporary = try storeCall { () throws(StoreError) in try TemporaryFolder(in: found) }
    folder = found
    self.temporary = temporary
    do throws(LedgerError) {
      ledger = try Ledger(copyOf: found, in: temporary)
    } catch {
      throw NightError(error.problem == .damaged ? .unverified : .inputOutput, error.message)
    }
  }
}
