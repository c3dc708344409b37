import RecordModel
import Workspace

/// Where a command works: the workspace it reads, and the folder it writes to.
///
/// The two are one, except in a dry run: that one writes to a private folder in the workspace's
/// `tmp`, which disappears with it, and takes no lock, so that it holds nobody up.
struct NightPlace: Sendable {
  /// Inbox, layouts and published trees.
  let home: WorkspaceFolder
  /// Ledger, parts, quarantine and reports.
  let folder: WorkspaceFolder
  let ledger: Ledger
  let store: FilePartStore
  /// Says whether this is a dry run.
  let isRehearsal: Bool

  /// The workspace itself; the caller holds its lock.
  ///
  /// `rereading` takes no part for whole because it is there: one that was damaged is written anew.
  init(working folder: WorkspaceFolder, rereading: Bool = false) throws(NightError) {
    home = folder
    self.folder = folder
    ledger = try openLedger(folder)
    store = FilePartStore(folder, rereading: rereading)
    isRehearsal = false
  }

  /// A private folder over a workspace that stays as it is.
  init(rehearsing home: WorkspaceFolder, in temporary: TemporaryFolder) throws(NightError) {
    self.home = home
    ledger = try ledgerCall { () throws(LedgerError) in
      try Ledger(copyOf: home, in: temporary)
    }
    let folder = try storeCall { () throws(StoreError) in
      try WorkspaceFolder(path: temporary.path)
    }
    self.folder = folder
    store = FilePartStore(folder, over: FilePartStore(home))
    isRehearsal = true
  }
}
