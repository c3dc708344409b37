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
  private let request: RunRequest
  private let observer: any NightObserver

  package init(_ request: RunRequest, observer: any NightObserver) {
    self.request = request
    self.observer = observer
  }

  /// Runs the pipeline.
  package func run() throws(NightError) -> RunSummary {
    let settings = try readPipeline(request.pipelinePath, workspace: request.workspace)
    let folder = try storeCall { () throws(StoreError) in
      try WorkspaceFolder(path: request.workspace)
    }
    let lock = try takeLock(folder)
    defer { withExtendedLifetime(lock) {} }
    try storeCall { () throws(StoreError) in try folder.sweepTemporaries() }
    let bench = try Workbench.open(request, settings: settings, folder: folder, observer: observer)
    try bench.adoptFinishedTrees()
    return try bench.runNight()
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
  fileprivate func runNight() throws(NightError) -> RunSummary {
    let landings = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let landed = landings.filter { $0.state != .dropped }
    let leftOut = landings.filter { $0.state == .dropped }
    let before = try ledgerCall { () throws(LedgerError) in try ledger.lastPublished() }
    let asOf = try asOfDate(landed)
    let arrivals = try receive(landed)
    report(arrivals.known, landed: landed)
    let layouts = try layouts(for: arrivals.new)
    let night = (landed.map(\.night).max() ?? 0) + (arrivals.new.isEmpty ? 0 : 1)
    let known = try landed.map { landing throws(NightError) in
      try toRead(landing, leftOut: leftOut)
    }
    let fresh = arrivals.new.map { toRead($0, night: night, asOf: asOf) }
    let key = runKey(known + fresh, layouts: layouts)
    if let before, before.key == key, isPublished(before) {
      return nothingToDo(before, asOf: asOf)
    }
    let run = try begin(key: key, asOf: asOf, night: night)
    let rows = try rows(of: known + fresh, layouts: layouts)
    try freeze(layouts)
    try land(arrivals.new, night: night, asOf: asOf, run: run)
    let linked = try link(rows, night: night)
    return try settle(
      NightState(
        run: run,
        key: key,
        night: night,
        asOf: asOf,
        rows: rows,
        linked: linked,
        layouts: layouts,
        before: before
      )
    )
  }

  /// Publishes, or stages when a limit is exceeded.
  private func settle(_ state: NightState) throws(NightError) -> RunSummary {
    var summary = try summarize(state)
    guard summary.over.isEmpty, !summary.isOverQuarantineLimit, !summary.isOverWithdrawalLimit
    else {
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
    let published = try publish(
      Publication(
        run: state.run,
        key: state.key,
        night: state.night,
        asOf: state.asOf,
        bundled: bundled,
        changes: try changes(bundled, since: state.before),
        ids: state.linked.ids,
        books: summary.books,
        landings: landings,
        layouts: state.layouts,
        before: state.before
      )
    )
    summary.outcome = .published
    summary.tree = published.tree
    summary.stateDigest = published.stateDigest.hex
    try finish(summary, outcome: .published, exitCode: 0)
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
