import Engine
import RecordModel
import Workspace

/// What a rerun would find: each stage fresh or stale, and the one cause.
package struct RerunPlan: Sendable {
  /// One stage of one thing.
  package struct Step: Sendable, Equatable {
    package var stage: String
    /// The export or the partitions; empty when there is only one thing.
    package var subject: String
    package var isFresh: Bool
    /// Why it is not fresh; empty when it is.
    package var cause: String
  }

  package var steps: [Step] = []
  /// Says whether the pipeline file on disk is another one than the run's, which is used.
  package var isFileChanged = false

  /// Lines for a terminal.
  package var lines: [String] {
    var lines = steps.map { step in
      let cause = step.cause.isEmpty ? "" : "   because \(step.cause)"
      let subject = step.subject.isEmpty ? "" : "  \(step.subject)"
      let gap = String(repeating: " ", count: max(0, 8 - step.stage.utf8.count))
      let stage = subject.isEmpty && cause.isEmpty ? step.stage : step.stage + gap
      return " \(step.isFresh ? "fresh" : "STALE")  \(stage)\(subject)\(cause)"
    }
    if isFileChanged {
      lines.append(
        " The pipeline file has changed since that run; the run's own settings count here."
      )
    }
    return lines
  }
}

extension Workbench {
  /// Goes through the stages without doing them; persons are joined when all rows are at hand.
  func plan(isFileChanged: Bool) throws(NightError) -> RerunPlan {
    let ever = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let landed = ever.filter { $0.state != .dropped }
    let before = try ledgerCall { () throws(LedgerError) in try ledger.lastPublished() }
    let asOf = try asOfDate(landed)
    let arrivals = request.looksIntoInbox ? try receive(ever) : Arrivals()
    let known = try toRead(ever)
    let layouts = try layouts(for: arrivals.new, beside: known)
    let night = nightNumber(of: arrivals, after: ever)
    let fresh = arrivals.new.map { toRead($0, night: night, asOf: asOf) }
    var plan = RerunPlan(steps: [], isFileChanged: isFileChanged)
    var rows: [RowsOfLanding] = []
    var cause = ""
    for landing in known + fresh {
      let kept = try keptRows(landing, key: rowKey(landing, layouts: layouts))
      let why = kept == nil ? try self.cause(ofStale: landing, layouts: layouts) : ""
      let name = "\(sourceNames[landing.arrival.sourceIndex])/\(landing.arrival.deliveredAs)"
      plan.steps.append(.init(stage: "ingest", subject: name, isFresh: kept != nil, cause: why))
      if let kept { rows.append(kept) } else { cause = "rows of \(name) are stale" }
    }
    let key = runKey(known + fresh, layouts: layouts)
    let isPublished = before.map { $0.key == key && self.isPublished($0) } ?? false
    guard cause.isEmpty else {
      for stage in ["link", "bundle", "publish"] {
        plan.steps.append(.init(stage: stage, subject: "", isFresh: false, cause: cause))
      }
      return plan
    }
    let areNew = try before.map { (run) throws(NightError) in try decisionsChanged(since: run) }
    plan.steps.append(
      .init(
        stage: "link",
        subject: "",
        isFresh: areNew != true,
        cause: areNew == true ? "decisions have changed" : ""
      )
    )
    try addBundles(rows, night: night, layouts: layouts, to: &plan)
    let why = isPublished ? "" : before == nil ? "nothing is published yet" : "the log has changed"
    plan.steps.append(.init(stage: "publish", subject: "", isFresh: isPublished, cause: why))
    return plan
  }

  private func addBundles(
    _ rows: [RowsOfLanding],
    night: Int,
    layouts: Layouts,
    to plan: inout RerunPlan
  ) throws(NightError) {
    let linked = try link(rows, night: night)
    let basis = bundleBasis(layouts)
    let partitions = Partitions(linked.index, count: settings.partitions)
    var stale: [Int] = []
    for partition in 0..<settings.partitions {
      let key = bundleKey(partitions.ranges[partition], of: linked, basis: basis)
      if try keptPartition(key) == nil { stale.append(partition) }
    }
    let count = settings.partitions
    let subject =
      stale.isEmpty
      ? "\(count) partitions" : "\(stale.count) of \(count) partitions"
    plan.steps.append(
      .init(
        stage: "bundle",
        subject: subject,
        isFresh: stale.isEmpty,
        cause: stale.isEmpty ? "" : try bundleCause(stale, basis: basis)
      )
    )
  }

  private func bundleCause(_ stale: [Int], basis: ContentDigest) throws(NightError) -> String {
    if again.bundles { return "asked for" }
    let known = try ledgerCall { () throws(LedgerError) in
      try ledger.stageResults(stage: "bundle")
    }
    .compactMap { PartitionSummary($0.summary.span) }
    .filter { stale.contains($0.partition) }
    if known.isEmpty { return "they were never written" }
    return known.contains { $0.basis == basis }
      ? "persons or their rows have changed, or parts are gone"
      : "settings of bundles or sources, layouts or the stage's version have changed"
  }
}
