import Engine
import RecordModel
import Reporting

extension Workbench {
  /// What the nights of snapshot sources that are not published yet have come to.
  func snapshotReports(_ state: NightState) -> [SnapshotReport] {
    state.linked.accounted.snapshots.filter { !$0.isPublished }.compactMap { snapshot in
      let source = Int(snapshot.source)
      let landings = state.rows.filter { $0.sourceIndex == source }
      let isFirst = landings.allSatisfy { $0.night >= Int(snapshot.night) }
      return SnapshotReport(
        source: sourceNames[source],
        night: Int(snapshot.night),
        files: landings.count { $0.night == Int(snapshot.night) },
        // The first night of a source has nothing to withdraw.
        obstacle: isFirst ? nil : obstacle(snapshot, state.rows),
        sameAsNight: Self.earlierNight(like: Int(snapshot.night), landings)
      )
    }
  }

  /// Live rows that are withdrawn now, by source, where there are any.
  func withdrawals(_ state: NightState) -> [WithdrawalTotal] {
    let limit = settings.limits.first { $0.subject == .withdrawn } ?? .ordinaryWithdrawal
    return sourceNames.indices.compactMap { source in
      let counts = state.linked.accounted.sources[source]
      guard counts.gone > 0 else { return nil }
      return WithdrawalTotal(
        source: sourceNames[source],
        rows: counts.gone,
        before: counts.liveBefore,
        limit: limit
      )
    }
  }

  /// An earlier night of the same files, when the night before brought others.
  private static func earlierNight(like night: Int, _ landings: [RowsOfLanding]) -> Int? {
    func exports(_ night: Int) -> Set<ContentDigest> {
      Set(landings.filter { $0.night == night && $0.mode == .snapshot }.map(\.export))
    }
    let earlier = Set(landings.map(\.night)).filter { $0 < night }.sorted()
    let tonight = exports(night)
    return earlier.last { exports($0) == tonight }.flatMap { $0 == earlier.last ? nil : $0 }
  }

  private func obstacle(
    _ snapshot: SnapshotNight,
    _ landings: [RowsOfLanding]
  ) -> SnapshotObstacle? {
    guard let gap = snapshot.gap else { return nil }
    let landing = snapshot.delivery.map { landings[$0] }
    let (sentence, remedy) = Self.words(gap, landing?.deliveredAs ?? "an export", landing?.night)
    return SnapshotObstacle(code: gap.rawValue, sentence: sentence, remedy: remedy)
  }

  private static func words(
    _ gap: SnapshotGap,
    _ name: String,
    _ night: Int?
  ) -> (sentence: String, remedy: String) {
    switch gap {
    case .leftOut:
      ("an export that came with \(name) was left out", "Deliver all files of the source together")
    case .fileMissing:
      (
        "there are fewer files than before, and the rows of \(name)\(night.map { " (night \($0))" } ?? "")"
          + " are in none of them",
        "Deliver all files of the source together; one that has no rows any more with its header alone"
      )
    case .damaged:
      ("bytes of \(name) cannot be read", "Ask for the export again")
    case .rowUnnamed:
      (
        "a refused row of \(name) does not say which document it is",
        "Correct the refused rows and deliver the whole export again"
      )
    case .trailerMissing:
      (
        "\(name) has none of the lines that 'ignore-lines' leaves out, and every file before had:"
          + " it may be cut short",
        "Ask for the whole export; if such lines come no more, take them out of 'ignore-lines'"
      )
    case .cutShort:
      (
        "\(name) does not end with a line end and may be cut short",
        "Ask for the whole export, its last line ended like the others"
      )
    }
  }
}
