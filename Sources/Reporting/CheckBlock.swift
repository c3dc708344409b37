import RecordModel

/// What a dry run prints: what `run` would publish, every rule that spoke, and the digest to compare.
package enum CheckBlock {
  /// Lines for a terminal, without a line end.
  package static func lines(_ summary: RunSummary) -> [String] {
    switch summary.outcome {
    case .nothingToDo, .verified:
      [
        " Nothing to do: every export is published in \(summary.path(summary.tree)).",
        digest(summary),
      ] + LeftOutExport.lines(summary.leftOut) + [" Nothing was written."]
    case .staged:
      [wouldStage(summary), ClosingBlock.balance(summary)] + ClosingBlock.overWithdrawn(summary)
        + ClosingBlock.snapshotLines(summary) + findings(summary)
        + summary.rolledBack.map(SettlingText.rolledBack) + LeftOutExport.lines(summary.leftOut)
        + [" Nothing was written.", next(summary)]
    case .published, .rehearsed:
      [wouldPublish(summary), ClosingBlock.balance(summary)] + ClosingBlock.snapshotLines(summary)
        + findings(summary) + LeftOutExport.lines(summary.leftOut)
        + [digest(summary), " Nothing was written.", next(summary)]
    }
  }

  private static func wouldPublish(_ summary: RunSummary) -> String {
    " Would publish \(summary.path(summary.tree))   \(counted(summary.patients, "patient"))"
      + "  \(counted(summary.documents, "document"))" + ClosingBlock.growth(summary)
  }

  private static func wouldStage(_ summary: RunSummary) -> String {
    let count = summary.limitsExceeded
    guard count > 0 else { return " Would publish NOTHING: a night was rolled back by hand." }
    return " Would publish NOTHING: \(count == 1 ? "1 limit is" : "\(count) limits are") exceeded."
  }

  /// The quarantine and then every rule that spoke: over its limit, refusing, noting.
  private static func findings(_ summary: RunSummary) -> [String] {
    var lines: [String] = []
    let refused = summary.books.dispositions[.quarantined]
    if refused > 0 {
      let limit =
        summary.quarantineLimit.map { "   limit \(ClosingBlock.spelled($0.amount))" } ?? ""
      lines.append(
        " \(summary.isOverQuarantineLimit ? "OVER  " : "within") set aside   "
          + "\(counted(refused, "row")), \(percent(refused, of: summary.books.read))\(limit)"
      )
    }
    let spoken = summary.findings.filter { $0.rows > 0 }.sorted { left, right in
      let ranks = (rank(left), rank(right))
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      return left.rows == right.rows
        ? left.rule.rawValue < right.rule.rawValue
        : left.rows > right.rows
    }
    return lines + spoken.flatMap { self.lines($0, of: summary) }
  }

  /// One line, and beneath it, for what keeps the night from being published, where and what to do.
  private static func lines(_ total: FindingTotal, of summary: RunSummary) -> [String] {
    let isCause = total.isOver || (summary.isOverQuarantineLimit && total.effect == .refuse)
    guard isCause, !total.places.isEmpty || !total.remedy.isEmpty else { return [line(total)] }
    let more = total.rows > UInt64(total.places.count) ? " …" : ""
    var lines = [line(total)]
    if !total.places.isEmpty {
      lines.append("          at  \(total.places.joined(separator: ", "))\(more)")
    }
    if !total.remedy.isEmpty { lines.append("          \(total.remedy)") }
    return lines
  }

  private static func rank(_ total: FindingTotal) -> Int {
    total.isOver ? 0 : total.effect == .refuse ? 1 : 2
  }

  private static func line(_ total: FindingTotal) -> String {
    let word = total.isOver ? "OVER  " : total.effect == .refuse ? "refuse" : "note  "
    let limit = total.limit.map { "   limit \(ClosingBlock.spelled($0.amount))" } ?? ""
    return
      " \(word) \(total.rule.spelled)   \(total.sentence)   \(counted(total.rows, "row"))\(limit)"
  }

  private static func digest(_ summary: RunSummary) -> String {
    " State digest \(summary.stateDigest)   as of \(summary.asOf)"
  }

  private static func next(_ summary: RunSummary) -> String {
    if let worst = summary.over.first {
      return " Next:  chartlift rules \(worst.rule.spelled)    what it means, and the remedy"
    }
    if summary.isOverQuarantineLimit {
      let refusing = summary.findings.filter { $0.effect == .refuse }.max { $0.rows < $1.rows }
      return " Next:  chartlift rules \(refusing.map { $0.rule.spelled } ?? "")    why rows are set"
        + " aside, and the remedy"
    }
    return " Next:  chartlift run \(summary.pipelineWord)\(summary.workspaceOption) --as-of"
      + " \(summary.asOf)"
  }
}
