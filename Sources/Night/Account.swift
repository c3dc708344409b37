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
    let folder = try existingWorkspace(workspace)
    let ledger = try openLedger(folder)
    let runs = try ledgerCall { () throws(LedgerError) in try ledger.publishedRuns() }
    let landings = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let published = named == nil ? runs.last : runs.first { $0.name == named }
    guard let published else {
      let back = try ledgerCall { () throws(LedgerError) in try ledger.rolledBackRuns() }
      throw NightError(.inputMissing, Self.noRun(named, runs.map(\.name), rolledBack: back))
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

  static func noRun(
    _ named: String?,
    _ runs: [String],
    rolledBack: [RolledBackRun]
  ) -> String {
    guard let named else {
      return "WORK-02 nothing has been published from this workspace yet."
        + " Type  chartlift run PIPELINE  first."
    }
    if let back = rolledBack.first(where: { $0.name == named }) {
      return
        "WORK-03 run \(named) was rolled back by hand at \(back.when): nothing of it is published."
    }
    let known = runs.isEmpty ? "none is" : runs.suffix(3).joined(separator: ", ")
    return "WORK-03 no published run is named '\(named)'; the last are: \(known)."
  }
}
