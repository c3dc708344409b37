import Engine
import PipelineFile
import RecordModel
package import Reporting
import Workspace

/// A run taken up again, or done again, with the settings and the day it had.
///
/// Without a name it is the last thing asked for, however far that came: not begun, died, staged or
/// published. Kept results are used as in every run; a published run is verified, never changed.
package struct Rerun {
  private let workspace: String
  private let run: String?
  private let jobs: Int
  private let observer: any NightObserver
  private let again: StagesAgain

  /// - Parameters:
  ///   - run: the run's name; nil for the last attempt.
  ///   - stage: the stage from which on kept results are not used.
  ///   - source: the source to which reading again is limited.
  ///   - workspace: the workspace folder.
  ///   - jobs: workers at once.
  ///   - observer: watches.
  package init(
    run: String?,
    from stage: String?,
    only source: String?,
    workspace: String,
    jobs: Int,
    observer: any NightObserver
  ) {
    self.run = run
    self.workspace = workspace
    self.jobs = jobs
    self.observer = observer
    again = StagesAgain(from: stage, only: source)
  }

  /// Everything again, from landings, layouts, decisions and ids given out.
  package init(rebuilding workspace: String, jobs: Int, observer: any NightObserver) {
    run = nil
    self.workspace = workspace
    self.jobs = jobs
    self.observer = observer
    again = .all
  }

  /// Does it.
  package func perform() throws(NightError) -> RunSummary {
    let folder = try existingWorkspace(workspace)
    let lock = try takeLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try storeCall { () throws(StoreError) in try folder.sweepTemporaries() }
    let place = try NightPlace(working: folder, rereading: again != .none)
    let target = try target(place)
    let bench = try bench(target, place)
    try bench.adoptFinishedTrees()
    if let published = try published(target.run, place) { return try bench.verify(published) }
    let summary = try bench.runNight()
    guard summary.outcome == .nothingToDo,
      let last = try ledgerCall({ () throws(LedgerError) in try place.ledger.lastPublished() })
    else { return summary }
    return try bench.verify(last)
  }

  /// Rebuilds the published state and holds it against what was published.
  package func rebuild() throws(NightError) -> RunSummary {
    let folder = try existingWorkspace(workspace)
    let lock = try takeLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try storeCall { () throws(StoreError) in try folder.sweepTemporaries() }
    let place = try NightPlace(working: folder, rereading: again != .none)
    let published = try ledgerCall { () throws(LedgerError) in try place.ledger.lastPublished() }
    guard let published else { throw Self.nothingPublished }
    let bench = try bench(try target(place, run: published.name), place)
    return try bench.verify(published)
  }

  /// What each stage would find, and why; nothing is changed.
  package func plan() throws(NightError) -> RerunPlan {
    _ = try existingWorkspace(workspace)
    let home = WorkspaceFolder(reading: workspace)
    let temporary = try storeCall { () throws(StoreError) in try TemporaryFolder(in: home) }
    defer { withExtendedLifetime(temporary) {} }
    let place = try NightPlace(rehearsing: home, in: temporary)
    let target = try target(place)
    let bench = try bench(target, place, watchedBy: SilentObserver())
    try bench.adoptFinishedTrees()
    return try bench.plan(isFileChanged: target.isFileChanged)
  }

  private func bench(
    _ target: RerunTarget,
    _ place: NightPlace,
    watchedBy watcher: (any NightObserver)? = nil
  ) throws(NightError) -> Workbench {
    let observer = watcher ?? observer
    var request = RunRequest(
      pipelinePath: target.kept.files.path,
      workspace: workspace,
      asOf: target.asOf,
      jobs: jobs
    )
    request.isRerun = true
    request.looksIntoInbox = !target.isDone
    if target.isFileChanged { observer.observe(.pipelineChanged(path: target.kept.files.path)) }
    let pipeline = try Pipeline(kept: target.kept, workspace: workspace)
    if let source = again.source, !pipeline.settings.sources.contains(where: { $0.name == source })
    {
      throw NightError(
        .usage,
        "RERUN-03 the pipeline has no source '\(source)'. Its sources are: "
          + pipeline.settings.sources.map(\.name).joined(separator: ", ") + "."
      )
    }
    return try Workbench.open(
      request,
      pipeline: pipeline,
      place: place,
      observer: observer,
      again: again
    )
  }

  private func target(_ place: NightPlace) throws(NightError) -> RerunTarget {
    try target(place, run: run)
  }

  /// Finds the run's settings and day.
  private func target(_ place: NightPlace, run: String?) throws(NightError) -> RerunTarget {
    guard let run else {
      let attempt = try ledgerCall { () throws(LedgerError) in try place.ledger.attempt() }
      guard let attempt else { throw Self.nothingBegun }
      var target = try RerunTarget(attempt.pipeline, asOf: attempt.asOf, run: nil, place)
      target.isDone = attempt.isDone
      return target
    }
    let runs = try ledgerCall { () throws(LedgerError) in try place.ledger.runs() }
    guard let record = runs.first(where: { $0.name == run }) else {
      let known = runs.suffix(3).map(\.name).joined(separator: ", ")
      throw NightError(
        .inputMissing,
        "RERUN-02 no run is named '\(run)'; the last are: \(known.isEmpty ? "none" : known)."
      )
    }
    let digest = try ledgerCall { () throws(LedgerError) in
      try place.ledger.pipeline(ofRun: run)
    }
    guard let digest else { throw Self.nothingBegun }
    let isLast = runs.last?.name == run
    guard isLast || record.outcome == .published else {
      throw NightError(
        .usage,
        "RERUN-04 run \(run) was never published, and later runs took over its exports."
          + " Type  chartlift rerun  without a name."
      )
    }
    var target = try RerunTarget(digest, asOf: record.asOf, run: run, place)
    target.isDone = record.outcome != .begun
    return target
  }

  /// The published run of this name, when it is one and not the newest state being made again.
  private func published(
    _ run: String?,
    _ place: NightPlace
  ) throws(NightError) -> PublishedRun? {
    guard let run else { return nil }
    return try ledgerCall { () throws(LedgerError) in
      try place.ledger.publishedRuns().first { $0.name == run }
    }
  }

  private static let nothingBegun = NightError(
    .inputMissing,
    "RERUN-01 no run has begun in this workspace, so there is nothing to do again."
      + " Type  chartlift run PIPELINE."
  )

  private static let nothingPublished = NightError(
    .inputMissing,
    "WORK-02 nothing has been published from this workspace yet."
      + " Type  chartlift run PIPELINE  first."
  )
}

/// What a rerun works with.
private struct RerunTarget {
  let kept: KeptPipeline
  let asOf: PartialDate
  /// The run's name, when one was asked for.
  let run: String?
  /// Says whether the file on disk says something else today; the kept one is used.
  let isFileChanged: Bool
  /// Says whether it came to an end: then new files in the inbox are no business of it.
  var isDone = false

  init(
    _ digest: ContentDigest,
    asOf: PartialDate,
    run: String?,
    _ place: NightPlace
  ) throws(NightError) {
    kept = try keptPipeline(digest, in: place.store)
    self.asOf = asOf
    self.run = run
    let today = try? Pipeline(path: kept.files.path, workspace: place.home.path)
    isFileChanged = today?.files != kept.files
  }
}

extension Workbench {
  /// Computes the newest published run again from its landings, then looks at the tree as it lies there.
  ///
  /// Of older ones only the tree is looked at. In this order, so that parts are whole again even
  /// when the tree is not.
  func verify(_ published: PublishedRun) throws(NightError) -> RunSummary {
    let last = try ledgerCall { () throws(LedgerError) in try ledger.lastPublished() }
    var summary = nothingToDo(published, asOf: published.asOf, setAside: [])
    summary.outcome = .verified
    if last?.name == published.name {
      let known = try toRead(try ledgerCall { () throws(LedgerError) in try ledger.landings() })
      let layouts = try layouts(for: [], beside: known)
      summary = try recompute(published, known: known, layouts: layouts)
    }
    let account = try Account(run: published.name, workspace: request.workspace)
    guard account.isBalanced else { throw NightError(.unverified, account.lines) }
    return summary
  }
}
