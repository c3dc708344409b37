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

  /// Says whether the books balance and the tree still says what they say.
  package var isBalanced: Bool {
    books.isBalanced && (citedInTree ?? books.cited ?? 0) == (books.cited ?? 0)
  }

  /// Reads the books of a run; of the last one that has books when none is named.
  package init(run named: String?, workspace: String) throws(NightError) {
    guard let folder = try Self.existing(workspace) else {
      throw NightError(
        .inputMissing,
        "WORK-01 \(workspace) is no chartlift workspace: it has no state.db."
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
    books = LedgerBooks.books(entries, landings: landings)
    citedInTree = try CitedRows.count(in: folder.file(published.tree + "/bundles"))
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

/// Counts rows cited by Provenances in the bundles of a tree.
///
/// Looks for the bytes `"role":"source"`: inside a JSON string the quotes would be escaped, so no
/// patient's text can look like it.
enum CitedRows {
  private static let mark = Array("\"role\":\"source\"".utf8)

  /// The count over all files of a folder; nil when the folder is not there.
  static func count(in folder: String) throws(NightError) -> UInt64? {
    guard (try? StoredFile.exists(folder)) == true else { return nil }
    return try storeCall { () throws(StoreError) in
      var count: UInt64 = 0
      for name in try FolderListing.listFiles(matching: ["*.ndjson"], in: folder) {
        count += try countFile(folder + "/" + name)
      }
      return count
    }
  }

  private static func countFile(_ path: String) throws(StoreError) -> UInt64 {
    var count: UInt64 = 0
    var carried: [UInt8] = []
    try StoredFile.readPieces(path) { piece in
      piece.withUnsafeBufferPointer { carried.append(contentsOf: $0) }
      count += occurrences(in: carried.span)
      carried.removeFirst(max(0, carried.count - mark.count + 1))
    }
    return count
  }

  private static func occurrences(in bytes: borrowing Span<UInt8>) -> UInt64 {
    guard bytes.count >= mark.count else { return 0 }
    var found: UInt64 = 0
    // The rarest byte of the mark, "r" of "role", is looked at first.
    for start in 0...(bytes.count - mark.count)
    where bytes[start] == mark[0] && bytes[start + 1] == mark[1] {
      if mark.indices.allSatisfy({ bytes[start + $0] == mark[$0] }) { found += 1 }
    }
    return found
  }
}
