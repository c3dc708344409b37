import RecordModel
import Reporting
import Validation
import Workspace

/// What was refused in a run, what waits, and what was set aside: counts, rules and file names, no values.
///
/// Changes nothing and waits for nobody.
package struct QuarantineList: Sendable {
  private let workspace: String
  private let run: RunRecord?
  private let refused: [RefusedCount]
  private let waiting: [LandedExport]
  private let setAside: [LandedExport]
  /// The run that could be published by hand; nil when none has ended since what waits came to wait.
  private let publishable: String?
  private let isHeld: Bool

  /// Reads the list of a run; of the newest that ended when none is named.
  package init(run named: String?, workspace: String) throws(NightError) {
    self.workspace = workspace
    let folder = try existingWorkspace(workspace)
    let ledger = try openLedger(folder)
    let runs = try ledgerCall { () throws(LedgerError) in try ledger.runs() }
    run = named == nil ? runs.last { $0.outcome != .begun } : runs.first { $0.name == named }
    if let named, run == nil {
      let last = runs.suffix(3).map(\.name).joined(separator: ", ")
      throw NightError(
        .inputMissing,
        "WORK-06 there was no run '\(named)'; the last are: \(last.isEmpty ? "none" : last)."
      )
    }
    let name = run?.name
    refused = try storeCall { () throws(StoreError) in
      guard let name else { return [] }
      return try QuarantineStore(folder).counts(run: name)
    }
    let landings = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    waiting = landings.filter { $0.state == .staged }
    setAside = landings.filter { $0.state == .dropped }
    let rolledBack = try ledgerCall { () throws(LedgerError) in try ledger.unsettledRollbacks() }
    isHeld = !rolledBack.isEmpty
    let newest = runs.last { $0.outcome != .begun }
    let isNew = rolledBack.allSatisfy {
      $0.newestRunNumber < newest.flatMap { RunName($0.name)?.number } ?? 0
    }
    publishable = newest?.outcome == .staged && isNew ? newest?.name : nil
  }

  /// The list for a terminal.
  package var lines: [String] {
    refusedLines + exportLines(waiting, "Exports that wait:")
      + exportLines(setAside, "Exports set aside by hand:") + settlingLines
  }

  private var refusedLines: [String] {
    guard let run else { return ["No run has ended in this workspace yet."] }
    guard !refused.isEmpty else { return ["No row was refused in run \(run.name)."] }
    let rows = refused.reduce(0) { $0 + $1.rows }
    var table = [["rule", "rows", "export", "what is wrong"]]
    for count in refused {
      table.append([count.rule, grouped(count.rows), count.export, sentence(of: count.rule)])
    }
    return ["Refused in run \(run.name): \(counted(rows, "row"))", ""] + Self.aligned(table)
      + ["", "The rows as delivered, each with its reason: \(path("quarantine/\(run.name)"))"]
  }

  private func exportLines(_ landings: [LandedExport], _ heading: String) -> [String] {
    guard !landings.isEmpty else { return [] }
    var table = [["export", "source", "night", "file", ""]]
    for landing in landings {
      let held = landing.heldFor.map { "held: run \($0) was rolled back" } ?? ""
      let since = landing.setAside.map { "at \($0)" } ?? held
      table.append(
        [landing.shortDigest, landing.source, String(landing.night), landing.deliveredAs, since]
      )
    }
    return ["", heading, ""] + Self.aligned(table)
  }

  private var settlingLines: [String] {
    guard !waiting.isEmpty || isHeld else { return [] }
    let option = workspaceOption(workspace)
    var lines = ["", "What settles it:"]
    if let first = waiting.first {
      lines.append(
        " chartlift quarantine drop \(first.shortDigest) --because TEXT\(option)"
          + "    leaves an export out"
      )
    }
    guard let publishable else {
      return lines + [" chartlift run PIPELINE\(option)    names the run to publish by hand"]
    }
    lines.append(
      " chartlift publish \(publishable) --because TEXT\(option)"
        + "    publishes all the same"
    )
    if !isHeld {
      lines.append(" chartlift run PIPELINE\(option)    when the limits in PIPELINE let it through")
    }
    return lines
  }

  private func sentence(of rule: String) -> String {
    RuleCode.allCases.first { $0.spelled == rule }.map { RuleCatalogue.rule($0).sentence } ?? ""
  }

  private func path(_ name: String) -> String {
    workspace == "." ? name : "\(workspace)/\(name)"
  }

  /// Columns two spaces apart, each as wide as its widest cell.
  private static func aligned(_ table: [[String]]) -> [String] {
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      var line = ""
      for (cell, width) in zip(row, widths) {
        line += " \(cell)" + String(repeating: " ", count: width - cell.count + 1)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
