import PipelineFile
import RecordModel
package import Reporting
import Workspace

/// Publishes the newest staged run although a limit is exceeded or a night was taken back.
///
/// Goes the way of every run, with what is kept of its stages, but never looks into the inbox: what
/// is published is what the person saw in that run's report. Books that do not balance are never waived.
package struct PublishByHand {
  private let run: String
  private let because: String
  private let workspace: String
  private let jobs: Int
  private let observer: any NightObserver

  package init(
    run: String,
    because: String,
    workspace: String,
    jobs: Int,
    observer: any NightObserver
  ) {
    self.run = run
    self.because = because
    self.workspace = workspace
    self.jobs = jobs
    self.observer = observer
  }

  /// Publishes the run.
  package func publish() throws(NightError) -> RunSummary {
    let folder = try existingWorkspace(workspace)
    let lock = try takeLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try storeCall { () throws(StoreError) in try folder.sweepTemporaries() }
    let place = try NightPlace(working: folder)
    try TreeAdoption(folder: folder, ledger: place.ledger).complete()
    let staged = try stagedRun(place.ledger)
    let bench = try bench(staged, place)
    let decision = NightDecision(kind: .publish, run: run, because: because)
    return try bench.publishByHand(staged) { () throws(NightError) in
      _ = try storeCall { () throws(StoreError) in try DecisionLog(folder).append(decision) }
    }
  }

  /// Works with the pipeline that the run itself used, whatever the file says today.
  private func bench(_ staged: RunRecord, _ place: NightPlace) throws(NightError) -> Workbench {
    let kept = try ledgerCall { () throws(LedgerError) in
      try place.ledger.pipeline(ofRun: staged.name)
    }
    guard let kept else {
      throw NightError(
        .inputMissing,
        "HAND-11 the pipeline that run \(staged.name) used was not kept. Type"
          + "  chartlift run PIPELINE\(workspaceOption(workspace))  and publish the run that it names."
      )
    }
    let settings = try keptPipeline(kept, in: place.store)
    let request = RunRequest(
      pipelinePath: settings.files.path,
      workspace: workspace,
      asOf: staged.asOf,
      jobs: jobs
    )
    return try Workbench.open(
      request,
      pipeline: Pipeline(kept: settings, workspace: workspace),
      place: place,
      observer: observer
    )
  }

  // MARK: - The run that is meant

  private func stagedRun(_ ledger: Ledger) throws(NightError) -> RunRecord {
    let runs = try ledgerCall { () throws(LedgerError) in try ledger.runs() }
    let published = try ledgerCall { () throws(LedgerError) in try ledger.publishedRuns() }
    let rolledBack = try ledgerCall { () throws(LedgerError) in try ledger.rolledBackRuns() }
    guard let record = runs.first(where: { $0.name == run }) else {
      throw NightError(.inputMissing, "HAND-06 there was no run '\(run)'." + newest(runs))
    }
    if published.contains(where: { $0.name == run }) {
      throw NightError(.usage, "HAND-07 run \(run) is published already. Nothing is left to do.")
    }
    let number = RunName(run)?.number ?? 0
    if let back = rolledBack.last(where: { $0.newestRunNumber >= number }) {
      throw NightError(
        .usage,
        "HAND-09 run \(back.name) was rolled back at \(back.when), and the report of \(run) does not"
          + " know that. \(runAgain)"
      )
    }
    // Runs that died have no report that somebody could have looked at.
    guard let last = runs.last(where: { $0.outcome != .begun }), last.name == run,
      record.outcome == .staged
    else {
      throw NightError(
        .usage,
        "HAND-08 run \(run) is not the newest one that ended staged." + newest(runs)
      )
    }
    return record
  }

  private func newest(_ runs: [RunRecord]) -> String {
    guard let last = runs.last(where: { $0.outcome != .begun }), last.outcome == .staged else {
      return " No run waits to be published."
    }
    return " The newest is \(last.name): look at its report, then type"
      + "  chartlift publish \(last.name) --because TEXT"
      + workspaceOption(workspace)
  }

  private var runAgain: String {
    "Type  chartlift run PIPELINE\(workspaceOption(workspace))"
      + "  and publish the run that it names."
  }
}

extension Workbench {
  /// Publishes a staged run with the limits waived; `note` writes the decision down just before.
  fileprivate func publishByHand(
    _ record: RunRecord,
    note: () throws(NightError) -> Void
  ) throws(NightError) -> RunSummary {
    let ever = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let before = try ledgerCall { () throws(LedgerError) in try ledger.lastPublished() }
    let known = try toRead(ever)
    let layouts = try layouts(for: [], beside: known)
    let key = runKey(known, layouts: layouts)
    guard key == record.key else { throw changedSince(record) }
    observer.observe(
      .started(pipeline: settings.name, run: record.name, asOf: record.asOf.isoText)
    )
    let rows = try rows(of: known, layouts: layouts)
    try freeze(layouts)
    let linked = try link(rows, night: record.night)
    try note()
    let state = NightState(
      run: record.name,
      key: key,
      night: record.night,
      asOf: record.asOf,
      rows: rows,
      linked: linked,
      layouts: layouts,
      before: before
    )
    return try settle(state, isByHand: true)
  }

  private func changedSince(_ record: RunRecord) -> NightError {
    NightError(
      .usage,
      "HAND-10 the exports that count, the settings or this chartlift are no longer those of run"
        + " \(record.name), so its report does not say what would be published. Type"
        + "  chartlift run \(request.pipelinePath)\(workspaceOption(request.workspace))"
        + "  and publish the run that it names."
    )
  }
}
