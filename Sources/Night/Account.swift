import Engine
import RecordModel
package import Reporting
import Workspace

/// The books of a run, and what its published tree says today.
package struct Account: Sendable {
  package var run: String
  package var books: Books
  /// Rows cited in the tree as it lies there now; nil when no tree is there (staged, or pruned).
  package var citedInTree: UInt64?
  /// Files of the tree that are not what was published: changed, gone or added, by path.
  package var alteredFiles: [String]

  /// Says whether the books balance and the tree still says what they say.
  package var isBalanced: Bool {
    books.isBalanced && alteredFiles.isEmpty
      && (citedInTree ?? books.cited ?? 0) == (books.cited ?? 0)
  }

  /// Reads the books of a run; of the last one that has books when none is named.
  package init(run named: String?, workspace: String) throws(NightError) {
    guard let folder = try Self.existing(workspace) else {
      throw NightError(
        .inputMissing,
        "WORK-01 \(workspace == "." ? "this folder" : workspace) is no chartlift workspace: it has no state.db."
          + " Give the folder you ran the pipeline in with -C DIR."
      )
    }
    let ledger = try openLedger(folder)
    let runs = try ledgerCall { () throws(LedgerError) in try ledger.publishedRuns() }
    let landings = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let published = named == nil ? runs.last : runs.first { $0.name == named }
    guard let published else {
      throw NightError(.inputMissing, Self.noRun(named, runs.map(\.name)))
    }
    let entries = try ledgerCall { () throws(LedgerError) in try ledger.books(run: published.name) }
    run = published.name
    let landed = landings.filter { $0.night <= published.night }
    books = LedgerBooks.books(entries, landings: landed)
    let tree = try TreeToday(folder.file(published.tree), manifest: published.manifest)
    citedInTree = tree?.cited
    // The newest tree is never pruned: when it is gone, somebody removed it.
    let isGone = tree == nil && published.name == runs.last?.name
    alteredFiles = isGone ? [published.tree] : tree?.altered ?? []
  }

  private static func existing(_ workspace: String) throws(NightError) -> WorkspaceFolder? {
    guard (try? StoredFile.exists(workspace + "/state.db")) == true else { return nil }
    return try storeCall { () throws(StoreError) in try WorkspaceFolder(path: workspace) }
  }

  private static func noRun(_ named: String?, _ runs: [String]) -> String {
    guard let named else {
      return "WORK-02 nothing has been published from this workspace yet."
        + " Type  chartlift run PIPELINE  first."
    }
    let known = runs.isEmpty ? "none is" : runs.suffix(3).joined(separator: ", ")
    return "WORK-03 no published run is named '\(named)'; the last are: \(known)."
  }
}
