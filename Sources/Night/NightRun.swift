import Bundling
import Engine
import RecordModel
package import Reporting
import Workspace

/// One run of a pipeline, from the inbox to the published tree.
///
/// Call from the main thread. Every stage's result is durable before the ledger knows of it, so a run
/// that dies anywhere is taken up by the next one.
package struct NightRun {
  private(set) var request: RunRequest
  private let observer: any NightObserver

  package init(_ request: RunRequest, observer: any NightObserver) {
    self.request = request
    self.observer = observer
  }

  /// Runs the pipeline.
  package func run() throws(NightError) -> RunSummary {
    let pipeline = try Pipeline(path: request.pipelinePath, workspace: request.workspace)
    try pipeline.requireDecisions()
    let folder = try storeCall { () throws(StoreError) in
      try WorkspaceFolder(path: request.workspace)
    }
    try DeliveryWait(request, pipeline.settings, home: folder, observer).wait()
    let lock = try takeLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try storeCall { () throws(StoreError) in try folder.sweepTemporaries() }
    let bench = try Workbench.open(
      request,
      pipeline: pipeline,
      place: NightPlace(working: folder),
      observer: observer
    )
    try bench.adoptFinishedTrees()
    return try bench.runNight()
  }

  /// Runs the pipeline to the last stage before publishing, and changes nothing.
  ///
  /// The same code as `run`, in a private folder that is gone afterwards.
  package func rehearse() throws(NightError) -> RunSummary {
    try inPrivate(observer) { (bench) throws(NightError) in try bench.runNight() }
  }

  /// What each stage of a run would find, fresh or stale, and why; nothing is changed.
  package func plan() throws(NightError) -> RerunPlan {
    var silent = self
    silent.request.checksManifests = false
    return try silent.inPrivate(SilentObserver()) { (bench) throws(NightError) in
      try bench.plan(isFileChanged: false)
    }
  }

  /// Reads every export in the inbox with its source's own reader; nothing is judged, kept or changed.
  ///
  /// Without `identifies` rows get no keys and no digests, on which nothing reported depends.
  package func readOnly(identifies: Bool = true) throws(NightError) -> IngestReport {
    try inPrivate(observer) { (bench) throws(NightError) in
      try bench.readExports(identifies: identifies)
    }
  }

  /// Links what a run would link, and holds the outcome against known persons; nothing is changed.
  package func score(_ request: ScoreRequest) throws(NightError) -> LinkageScore {
    try inPrivate(observer) { (bench) throws(NightError) in
      let landings = try bench.landingsToScore()
      return try LinkageScore(request, landings, bench)
    }
  }

  private func inPrivate<Value>(
    _ observer: any NightObserver,
    _ body: (Workbench) throws(NightError) -> Value
  ) throws(NightError) -> Value {
    let pipeline = try Pipeline(path: request.pipelinePath, workspace: request.workspace)
    let home = WorkspaceFolder(reading: request.workspace)
    guard StoredFile.isFolder(home.path) else {
      throw NightError(
        .inputMissing,
        "WORK-07 there is no folder \(home.path). Give the folder that holds the inbox with -C DIR."
      )
    }
    try DeliveryWait(request, pipeline.settings, home: home, observer).wait()
    let temporary = try storeCall { () throws(StoreError) in try TemporaryFolder(in: home) }
    defer { withExtendedLifetime(temporary) {} }
    let bench = try Workbench.open(
      request,
      pipeline: pipeline,
      place: NightPlace(rehearsing: home, in: temporary),
      observer: observer
    )
    try bench.adoptFinishedTrees()
    return try body(bench)
  }
}

/// Takes the workspace's lock, or says who holds it.
func takeLock(_ folder: WorkspaceFolder) throws(NightError) -> WorkspaceLock {
  do throws(LockError) {
    return try WorkspaceLock.take(folder)
  } catch {
    switch error {
    case .failed(let error): throw NightError(error)
    case .busy(let holder):
      throw NightError(
        .busy,
        "BUSY-01 another chartlift is working in \(folder.path == "." ? "this folder" : folder.path):"
          + " \(holder)."
          + " Wait for it to end; a dead one needs nothing."
      )
    }
  }
}

extension Workbench {
  /// The whole night, in order.
  func runNight() throws(NightError) -> RunSummary {
    let summary = try night()
    if let asOf = PartialDate(iso: summary.asOf) { try noteEnd(asOf: asOf) }
    return summary
  }

  private func night() throws(NightError) -> RunSummary {
    let ever = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let landed = ever.filter { $0.state != .dropped }
    let before = try ledgerCall { () throws(LedgerError) in try ledger.lastPublished() }
    let asOf = try asOfDate(landed)
    // What ended is done again from what had landed, and stays ended should we die: new files wait
    // for a run of their own.
    if request.looksIntoInbox { try noteAttempt(asOf: asOf) }
    let arrivals = request.looksIntoInbox ? try receive(ever) : Arrivals()
    report(arrivals.known, landed: landed)
    var delivery = arrivals.delivery
    let known = try toRead(ever)
    let layouts = try layouts(for: arrivals.new, beside: known)
    let night = nightNumber(of: arrivals, after: ever)
    let (fresh, leftOut) = try sift(
      arrivals.new.map { toRead($0, night: night, asOf: asOf) },
      layouts: layouts
    )
    if ever.isEmpty, fresh.isEmpty, !leftOut.isEmpty { throw nothingUsable(leftOut) }
    let key = runKey(known + fresh, layouts: layouts)
    if let before, before.key == key, try leads(to: before) {
      var summary =
        again == .none
        ? nothingToDo(before, asOf: asOf, setAside: arrivals.setAside, leftOut: leftOut)
        : try recompute(before, known: known, layouts: layouts)
      summary.delivery = delivery
      return summary
    }
    if before == nil, known.isEmpty, arrivals.new.isEmpty, !ever.isEmpty {
      return nothingLeft(asOf: asOf, setAside: arrivals.setAside)
    }
    let run = try begin(key: key, asOf: asOf, night: night)
    report(layouts)
    let rows = try rows(of: known + fresh, layouts: layouts)
    try checkRows(of: arrivals, rows)
    delivery.notices += cutShort(rows, new: arrivals.new)
    try freeze(layouts)
    try land(fresh.map(\.arrival), night: night, asOf: asOf, run: run)
    let linked = try link(rows, night: night)
    delivery.notices += linked.decisionNotices
    return try settle(
      NightState(
        run: run,
        key: key,
        night: night,
        asOf: asOf,
        rows: rows,
        linked: linked,
        layouts: layouts,
        before: before,
        setAside: arrivals.setAside,
        leftOut: leftOut,
        delivery: delivery
      )
    )
  }

  /// Does kept stages of the published state again, and holds the outcome against it.
  ///
  /// - Throws: `VERIFY-10` when the same log gives another state.
  func recompute(
    _ published: PublishedRun,
    known: [LandingToRead],
    layouts: Layouts
  ) throws(NightError) -> RunSummary {
    observer.observe(
      .started(pipeline: settings.name, run: published.name, asOf: published.asOf.isoText)
    )
    let rows = try rows(of: known.filter(\.isPublished), layouts: layouts)
    let bundled = try bundle(try link(rows, night: published.night), layouts: layouts)
    let digest = StateDigest.of(stateEntries(bundled))
    guard digest == published.stateDigest else {
      throw NightError(
        .unverified,
        "VERIFY-10 computed again, run \(published.name) has the state digest \(digest.hex), but"
          + " \(published.stateDigest.hex) was published. Parts or layouts were changed by hand, or"
          + " this is a fault in chartlift: please report it. The published tree was not touched."
      )
    }
    var summary = nothingToDo(published, asOf: published.asOf, setAside: [])
    summary.outcome = .verified
    summary.patients = bundled.counts.patients
    summary.documents = bundled.counts.documents
    return summary
  }

  /// Publishes, or stages when a limit is exceeded or a night taken back is not settled.
  ///
  /// What a person publishes by hand waits for neither.
  func settle(_ state: NightState, isByHand: Bool = false) throws(NightError) -> RunSummary {
    var summary = try summarize(state)
    summary.setAside = state.setAside
    summary.leftOut = state.leftOut
    summary.delivery = state.delivery
    summary.isByHand = isByHand
    summary.rolledBack = isByHand ? [] : try unsettledRollbacks()
    guard isByHand || (!summary.isOverALimit && summary.rolledBack.isEmpty) else {
      summary.outcome = .staged
      try finish(summary, outcome: .staged, exitCode: 1)
      return summary
    }
    let bundled = try bundle(state.linked, layouts: state.layouts)
    summary.books.cited = bundled.counts.citedRows
    summary.patients = bundled.counts.patients
    summary.documents = bundled.counts.documents
    guard summary.books.isBalanced else { throw unbalanced(summary) }
    let landings = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
      .filter { $0.state == .staged }.map(\.sequence)
    try keepOwners(state)
    let published = try publish(
      Publication(
        run: state.run,
        key: state.key,
        night: state.night,
        asOf: state.asOf,
        bundled: bundled,
        changes: place.isRehearsal ? nil : try changes(bundled, since: state.before),
        ids: state.linked.ids,
        books: summary.books,
        landings: landings,
        layouts: state.layouts,
        before: state.before
      )
    )
    summary.outcome = place.isRehearsal ? .rehearsed : .published
    summary.tree = published.tree
    summary.stateDigest = published.stateDigest.hex
    try finish(summary, outcome: .published, exitCode: summary.leftOut.isEmpty ? 0 : 3)
    return summary
  }

  private func unbalanced(_ summary: RunSummary) -> NightError {
    NightError(
      .unverified,
      ["BOOK-01 the books of run \(summary.run) do not balance, so nothing is published:"]
        + BooksText.lines(summary.books, run: summary.run)
        + ["This is a fault in chartlift: please report it with these lines. The exports are kept."]
    )
  }
}
