package import RecordModel

/// Why a night of a snapshot source withdrew nothing: a code for machines, words for people.
package struct SnapshotObstacle: Sendable, Equatable {
  /// `cut-short`, `file-missing`.
  package var code: String
  /// What is wrong, without a full stop.
  package var sentence: String
  /// What a person can do about it, without a full stop.
  package var remedy: String

  package init(code: String, sentence: String, remedy: String) {
    self.code = code
    self.sentence = sentence
    self.remedy = remedy
  }
}

/// One night of a snapshot source that is not published yet.
package struct SnapshotReport: Sendable, Equatable {
  package var source: String
  package var night: Int
  package var files: Int
  /// Nil when the night is complete, and so withdraws what it does not hold.
  package var obstacle: SnapshotObstacle?
  /// The earlier night that brought the very same files, when another one came between.
  package var sameAsNight: Int?

  package init(
    source: String,
    night: Int,
    files: Int,
    obstacle: SnapshotObstacle? = nil,
    sameAsNight: Int? = nil
  ) {
    self.source = source
    self.night = night
    self.files = files
    self.obstacle = obstacle
    self.sameAsNight = sameAsNight
  }
}

/// The live rows of one source that its newest snapshots do not hold, set against their limit.
package struct WithdrawalTotal: Sendable, Equatable {
  package var source: String
  /// Live in the published state, withdrawn now.
  package var rows: UInt64
  /// Live in the published state.
  package var before: UInt64
  package var limit: Limit

  package init(source: String, rows: UInt64, before: UInt64, limit: Limit) {
    self.source = source
    self.rows = rows
    self.before = before
    self.limit = limit
  }

  package var isOver: Bool { limit.isExceeded(by: rows, of: before) }
}

extension ClosingBlock {
  /// What was withdrawn, and what was not although rows were missing.
  static func snapshotLines(_ summary: RunSummary) -> [String] {
    let withdrawn = summary.withdrawals.filter { !$0.isOver }.map { total in
      " - \(counted(total.rows, "row")) of \(total.source) withdrawn,"
        + " \(percent(total.rows, of: total.before)) of its live rows"
        + " (limit \(spelled(total.limit.amount)))"
    }
    return withdrawn + summary.snapshots.flatMap(lines)
  }

  private static func lines(_ report: SnapshotReport) -> [String] {
    var lines: [String] = []
    if let obstacle = report.obstacle {
      lines.append(
        " ! Nothing of \(report.source) was withdrawn in night \(report.night):"
          + " \(obstacle.sentence). \(obstacle.remedy)."
      )
    }
    if let earlier = report.sameAsNight {
      lines.append(
        " ! An older snapshot of \(report.source) came again: night \(report.night) brought the"
          + " files of night \(earlier). If that was a mistake, deliver the newest ones."
      )
    }
    return lines
  }

  /// The lines of sources that would lose more rows than their limit allows.
  static func overWithdrawn(_ summary: RunSummary) -> [String] {
    summary.withdrawals.filter(\.isOver).map { total in
      " OVER   withdrawn   \(grouped(total.rows)) of \(counted(total.before, "live row")) of"
        + " \(total.source) are not in its files any more,"
        + " \(share(total.rows, of: total.before, over: total.limit))"
        + "   limit \(spelled(total.limit.amount))"
    }
  }

  /// What lets a night through that withdraws too much.
  static func nextAfterWithdrawal(_ summary: RunSummary) -> String {
    " Next:  look for what the files of these sources left out and deliver them whole; if the rows"
      + " are really gone, raise 'withdrawn' under 'limits:' in \(summary.pipelinePath). Then"
      + "  chartlift run \(summary.pipelineWord)\(summary.workspaceOption)"
  }
}
