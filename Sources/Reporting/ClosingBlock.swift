package import RecordModel

/// The last lines of a run: what was published, the balance, the worst finding, and the one next command.
package enum ClosingBlock {
  /// Lines for a terminal, without a line end.
  package static func lines(_ summary: RunSummary) -> [String] {
    switch summary.outcome {
    case .nothingToDo: nothingToDo(summary)
    case .verified: verified(summary)
    case .rehearsed: CheckBlock.lines(summary)
    case .published: published(summary)
    case .staged: staged(summary)
    }
  }

  private static func nothingToDo(_ summary: RunSummary) -> [String] {
    guard !summary.tree.isEmpty else {
      return [
        " Nothing to do: nothing is published, and every export that came was set aside by hand."
      ]
        + setAside(summary) + [SettlingText.nextExport(summary)]
    }
    return [" Nothing to do: every export is published in \(summary.path(summary.tree))."]
      + setAside(summary) + [" Next:  chartlift account\(summary.workspaceOption)"]
  }

  private static func verified(_ summary: RunSummary) -> [String] {
    [
      " Computed again: \(summary.path(summary.tree)) is what these exports give, to the last byte.",
      " State digest \(summary.stateDigest)   as of \(summary.asOf)",
      " Next:  chartlift account\(summary.workspaceOption)",
    ]
  }

  private static func published(_ summary: RunSummary) -> [String] {
    var lines = [tree(summary), balance(summary)]
    if summary.isByHand { lines += over(summary).map { $0 + "   waived by hand" } }
    return lines + refused(summary) + snapshotLines(summary) + noted(summary)
      + LineageText.lines(summary)
      + setAside(summary) + [next(summary)]
  }

  /// What lies in the inbox and does not count.
  private static func setAside(_ summary: RunSummary) -> [String] {
    summary.setAside.map(SettlingText.setAside) + LeftOutExport.lines(summary.leftOut)
  }

  private static func tree(_ summary: RunSummary) -> String {
    " Published \(summary.isByHand ? "by hand " : "")\(summary.path(summary.tree))   \(counted(summary.patients, "patient"))"
      + "  \(counted(summary.documents, "document"))" + growth(summary)
  }

  static func growth(_ summary: RunSummary) -> String {
    guard let before = summary.before else { return "" }
    return "  (\(signed(summary.patients, before.patients)) / "
      + "\(signed(summary.documents, before.documents)) since the last run)"
  }

  private static func signed(_ now: UInt64, _ before: UInt64) -> String {
    now >= before ? "+\(grouped(now - before))" : "-\(grouped(before - now))"
  }

  static func balance(_ summary: RunSummary) -> String {
    let counts = summary.books.dispositions
    let parts = Disposition.allCases.filter {
      counts[$0] > 0 || $0 == .loaded || $0 == .quarantined
    }
    .map { "\($0.spelled) \(grouped(counts[$0]))" }
    return " Rows \(grouped(summary.books.read)) = \(parts.joined(separator: " + "))   "
      + (summary.books.isBalanced ? "balanced" : "NOT BALANCED")
  }

  private static func refused(_ summary: RunSummary) -> [String] {
    let refused = summary.books.dispositions[.quarantined]
    guard refused > 0 else { return [] }
    let limit = summary.quarantineLimit.map { " (limit \(spelled($0.amount)))" } ?? ""
    return [
      " ! \(counted(refused, "row")) set aside, "
        + "\(percent(refused, of: summary.books.read))\(limit)\(most(.refuse, of: summary))"
    ]
  }

  /// A share that is over its limit: rounded up where it would read like the limit itself.
  static func share(_ rows: UInt64, of read: UInt64, over limit: Limit) -> String {
    let down = percent(rows, of: read)
    return down == spelled(limit.amount) ? percent(rows, of: read, isRoundedUp: true) : down
  }

  /// What was noticed about rows that count.
  private static func noted(_ summary: RunSummary) -> [String] {
    let count = summary.findings.filter { $0.effect == .note }.reduce(0) { $0 + $1.rows }
    guard count > 0 else { return [] }
    return [
      " + \(counted(count, "finding")) on rows that count, in "
        + "\(summary.path("runs/\(summary.run)/findings.csv"))\(most(.note, of: summary))"
    ]
  }

  /// The commonest rule of those with this effect.
  private static func most(_ effect: RuleEffect, of summary: RunSummary) -> String {
    let found = summary.findings.filter { $0.effect == effect }.max {
      $0.rows == $1.rows ? $0.rule.rawValue > $1.rule.rawValue : $0.rows < $1.rows
    }
    return found.map { ".  Most: \($0.sentence), \(grouped($0.rows))" } ?? ""
  }

  private static func staged(_ summary: RunSummary) -> [String] {
    let count = summary.limitsExceeded
    let cause =
      count == 0
      ? "a night was rolled back by hand."
      : "\(count == 1 ? "1 limit is" : "\(count) limits are") exceeded."
    var lines = [
      " Published NOTHING: \(cause)"
        + (summary.stagedSince.map { " The rows are landed and wait since \($0)." } ?? ""),
      balance(summary),
    ]
    lines += LineageText.lines(summary)
    lines += over(summary) + summary.rolledBack.map(SettlingText.rolledBack)
    if let folder = summary.quarantineFolder {
      lines.append(" ! Refused rows, each with its reason, are in \(summary.path(folder))")
    }
    return lines + snapshotLines(summary) + noted(summary) + setAside(summary) + [next(summary)]
      + (count == 0 ? [] : [SettlingText.byHand(summary)])
  }

  /// A line for every limit that is exceeded.
  private static func over(_ summary: RunSummary) -> [String] {
    var lines: [String] = []
    if summary.isOverQuarantineLimit, let limit = summary.quarantineLimit {
      let refused = summary.books.dispositions[.quarantined]
      lines.append(
        " OVER   quarantined   \(counted(refused, "row")), "
          + share(refused, of: summary.books.read, over: limit)
          + "   limit \(spelled(limit.amount))"
      )
    }
    for total in summary.over {
      let limit = total.limit.map { "   limit \(spelled($0.amount))" } ?? ""
      lines.append(
        " OVER   \(total.rule.spelled)   \(total.sentence)   "
          + "\(counted(total.rows, "row"))\(limit)"
      )
    }
    return lines + overWithdrawn(summary)
  }

  private static func next(_ summary: RunSummary) -> String {
    if summary.outcome == .staged {
      guard summary.isOverALimit else { return SettlingText.nextDecision(summary) }
      if summary.isOverWithdrawalLimit { return nextAfterWithdrawal(summary) }
      // A corrected export adds rows; those that are landed count until the limit lets them through.
      return " Next:  if these rows may wait, raise the limit in \(summary.pipelinePath), then"
        + "  chartlift run \(summary.pipelineWord)\(summary.workspaceOption)"
    }
    if let folder = summary.quarantineFolder {
      return " Next:  ls \(summary.path(folder))    what to correct, row by row"
    }
    return " Next:  chartlift account\(summary.workspaceOption)"
  }

  /// A limit as it is written in a pipeline file: `25`, `0.30%`.
  package static func spelled(_ amount: Limit.Amount) -> String {
    switch amount {
    case .rows(let rows): grouped(rows)
    case .partsPerMillion(let share): percent(share, of: 1_000_000)
    }
  }
}
