import RecordModel
import Reporting
import Workspace

/// A workspace in which a person decides something: open, locked, and with nothing left half done.
struct DecisionDesk {
  let folder: WorkspaceFolder
  let ledger: Ledger
  /// Runs whose trees were complete, and which the ledger has only now been told of.
  let adopted: [String]
  /// Rolled-back runs that readers still saw: their rollback had died or failed half way.
  let takenBack: [String]
  private let lock: WorkspaceLock

  /// Opens an existing workspace and takes its lock.
  init(_ workspace: String) throws(NightError) {
    folder = try existingWorkspace(workspace)
    lock = try takeLock(folder)
    let opened = folder
    try storeCall { () throws(StoreError) in try opened.sweepTemporaries() }
    ledger = try openLedger(folder)
    let completion = try TreeAdoption(folder: folder, ledger: ledger).complete()
    (adopted, takenBack) = (completion.adopted, completion.takenBack)
  }

  /// Writes a decision down, before it is acted on; says when that was.
  func note(_ decision: NightDecision) throws(NightError) -> String {
    try storeCall { () throws(StoreError) in try DecisionLog(folder).append(decision) }
  }
}

/// Opens a workspace that is there already, or says that there is none.
func existingWorkspace(_ path: String) throws(NightError) -> WorkspaceFolder {
  guard (try? StoredFile.exists(path + "/state.db")) == true else { throw noWorkspace(path) }
  return try storeCall { () throws(StoreError) in try WorkspaceFolder(path: path) }
}

func noWorkspace(_ path: String) -> NightError {
  NightError(
    .inputMissing,
    "WORK-01 \(path == "." ? "this folder" : path) is no chartlift workspace: it has no state.db."
      + " Give the folder you ran the pipeline in with -C DIR."
  )
}

/// `-C …` as a command that is shown needs it, with a leading space.
func workspaceOption(_ workspace: String) -> String {
  workspace == "." ? "" : " -C \(shellWord(workspace))"
}

extension LandedExport {
  /// The digits that name the export in commands, as they are shown.
  var shortDigest: String { String(export.hex.prefix(12)) }
}

extension Workbench {
  /// The number of tonight's night: that of the last one when nothing new came.
  ///
  /// The number of a night whose exports were all set aside is never given again.
  func nightNumber(of arrivals: Arrivals, after ever: [LandedExport]) -> Int {
    guard arrivals.new.isEmpty else { return (ever.map(\.night).max() ?? 0) + 1 }
    return ever.filter { $0.state != .dropped }.map(\.night).max() ?? 0
  }

  /// Nights taken back that hold up every publication but one by hand.
  func unsettledRollbacks() throws(NightError) -> [RolledBackNight] {
    try ledgerCall { () throws(LedgerError) in try ledger.unsettledRollbacks() }
      .map { RolledBackNight(run: $0.name, when: $0.when) }
  }

  /// What a run comes to when everything that ever came was set aside before it was published.
  func nothingLeft(asOf: PartialDate, setAside: [SetAsideFile]) -> RunSummary {
    var summary = RunSummary(
      outcome: .nothingToDo,
      pipeline: settings.name,
      pipelinePath: request.pipelinePath,
      run: ""
    )
    summary.workspace = request.workspace
    summary.asOf = asOf.isoText
    summary.setAside = setAside
    return summary
  }
}
