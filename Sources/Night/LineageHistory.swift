import Persons
import RecordModel
import Workspace

/// What happened to one patient's id over the published nights, from their lineage tables.
///
/// Changes nothing.
package struct LineageHistory: Sendable {
  /// Lines for a terminal, oldest first.
  package private(set) var lines: [String] = []

  /// - Parameters:
  ///   - name: the id, with or without `Patient/`.
  ///   - workspace: the workspace folder.
  /// - Throws: `LINK-03` when nobody was ever given that id.
  package init(of name: String, workspace: String) throws(NightError) {
    let copy = try WorkspaceCopy(workspace)
    let text = (name.hasPrefix("Patient/") ? String(name.dropFirst(8)) : name).lowercased()
    let given = try copy.read { (ledger) throws(LedgerError) in try ledger.idsEverGivenOut() }
    let id = Key128(uuid: Array(text.utf8).span)
    var entries: [IdsGivenOut.Entry] = []
    if let given, id != nil {
      entries = try storeCall { () throws(StoreError) in
        try IdsPart.read(given, from: FilePartStore(copy.folder)).entries
      }
    }
    guard let entry = entries.first(where: { $0.id == id }) else {
      throw NightError(
        .inputMissing,
        "LINK-03 no patient was ever given the id '\(name)'. Ids are in bundles/, and in lineage.csv of"
          + " each run."
      )
    }
    lines.append(" night \(entry.night)  given out")
    for run in try copy.read({ (ledger) throws(LedgerError) in try ledger.publishedRuns() }) {
      let path = copy.folder.file("runs/\(run.name)/lineage.csv")
      guard let bytes = try? DurableFile.read(path) else { continue }
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 4, cells[1] == text || cells[2] == text, cells[0] != "new" else {
          continue
        }
        lines.append(" night \(run.night)  \(Self.words(cells, of: text))   \(run.name)")
      }
    }
  }

  private static func words(_ cells: [String], of id: String) -> String {
    let isFirst = cells[1] == id
    let rows = "\(cells[3]) row\(cells[3] == "1" ? "" : "s")"
    let other = "Patient/\(isFirst ? cells[2] : cells[1])"
    switch (cells[0], isFirst) {
    case ("merged", true): return "became a stub of \(other), with \(rows)"
    case ("merged", false): return "took in \(other), with \(rows)"
    case ("split", true): return "was split from \(other), with \(rows)"
    case ("split", false): return "gave \(rows) to the new \(other)"
    case ("moved", true): return "gave \(rows) to \(other)"
    case ("moved", false): return "was given \(rows) by \(other)"
    case ("restored", true) where cells[2].isEmpty: return "lives again, with \(rows)"
    case ("restored", true): return "lives again, with \(rows) of \(other)"
    case ("restored", false): return "gave \(rows) back to \(other)"
    default: return "is in no tree any more"
    }
  }
}
