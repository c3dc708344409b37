import RecordModel
import Workspace

/// Sets a staged export aside by hand, and lets it count again.
///
/// An export is named by eight or more digits of its SHA-256, or by its file name where only one
/// is meant.
package struct SetAside: Sendable {
  private let workspace: String
  private let name: String
  private let source: String?
  private let because: String

  package init(workspace: String, export name: String, source: String?, because: String) {
    self.workspace = workspace
    self.name = name
    self.source = source
    self.because = because
  }

  /// Leaves a staged export out, until it is restored; gives the lines that say so.
  package func drop() throws(NightError) -> [String] {
    let desk = try DecisionDesk(workspace)
    let all = try ledgerCall { () throws(LedgerError) in try desk.ledger.landings() }
    let landing = try find(.staged, in: all)
    let decision = decision(.drop, landing)
    // Forgotten first: should we die now, it is decided again as it was.
    try forgetLayout(of: landing, all, desk)
    let when = try desk.note(decision)
    try ledgerCall { () throws(LedgerError) in
      try desk.ledger.drop(landings: [landing.sequence], at: when)
    }
    return [
      " Set aside \(landing.deliveredAs) (\(landing.shortDigest)) of source \(landing.source), night"
        + " \(landing.night). It counts no more, also when it is delivered again.",
      " To take that back:  chartlift quarantine restore \(landing.shortDigest) --because TEXT"
        + workspaceOption(workspace),
      " Next:  chartlift run PIPELINE\(workspaceOption(workspace))",
    ]
  }

  /// Lets an export that was set aside count again, staged; gives the lines that say so.
  package func restore() throws(NightError) -> [String] {
    let desk = try DecisionDesk(workspace)
    let all = try ledgerCall { () throws(LedgerError) in try desk.ledger.landings() }
    let landing = try find(.dropped, in: all)
    if let newer = Self.newerSnapshot(than: landing, all) { throw outdated(landing, by: newer) }
    _ = try desk.note(decision(.restore, landing))
    let place = Self.lastPlace(landing, all)
    try ledgerCall { () throws(LedgerError) in
      try desk.ledger.restore(landing: landing.sequence, asLast: place)
    }
    return [
      " Restored \(landing.deliveredAs) (\(landing.shortDigest)) of source \(landing.source): it is"
        + " staged again, in night \(place?.night ?? landing.night)."
    ]
      + (place == nil
        ? []
        : [
          " Others have come meanwhile, and its rows now come after theirs: of a document that was"
            + " delivered again since, the restored words win."
        ])
      + [
        " Next:  chartlift check PIPELINE\(workspaceOption(workspace))    what a run would then change"
      ]
  }

  /// The newest whole that came after a snapshot: it says all there is, so the older one says nothing.
  private static func newerSnapshot(
    than landing: LandedExport,
    _ all: [LandedExport]
  ) -> LandedExport? {
    guard landing.mode == .snapshot else { return nil }
    return all.last {
      $0.source == landing.source && $0.state != .dropped && $0.night > landing.night
    }
  }

  private func outdated(_ landing: LandedExport, by newer: LandedExport) -> NightError {
    NightError(
      .usage,
      "HAND-12 \(landing.deliveredAs) (\(landing.shortDigest)) is an older whole of source"
        + " \(landing.source): \(newer.deliveredAs) came in night \(newer.night) and says all there is."
        + " Nothing was restored. If the older one is right, deliver it again after dropping the newer."
    )
  }

  /// The place of a delivery that came only now, when others have come meanwhile; else nil.
  ///
  /// Nights never go back: its rows must not come before rows that are published, nor beside them,
  /// where two versions of one document would refuse each other.
  private static func lastPlace(
    _ landing: LandedExport,
    _ all: [LandedExport]
  ) -> (night: Int, asOf: PartialDate)? {
    let others = all.filter { $0.state != .dropped }
    let isLast = others.allSatisfy {
      $0.night < landing.night || ($0.night == landing.night && $0.state == .staged)
    }
    guard !isLast else { return nil }
    let night = all.map(\.night).max() ?? landing.night
    return (night + 1, others.map(\.asOf).max() ?? landing.asOf)
  }

  /// While nothing of a source is published, its layout is decided by what is left of it.
  private func forgetLayout(
    of landing: LandedExport,
    _ all: [LandedExport],
    _ desk: DecisionDesk
  ) throws(NightError) {
    let isPublished = all.contains { $0.source == landing.source && $0.state == .published }
    guard !isPublished else { return }
    try storeCall { () throws(StoreError) in
      try LayoutFile.forget(source: landing.source, in: desk.folder)
    }
  }

  private func decision(_ kind: NightDecision.Kind, _ landing: LandedExport) -> NightDecision {
    NightDecision(kind: kind, run: landing.run, export: landing.export, because: because)
  }

  // MARK: - Finding the export

  private func find(
    _ state: LandingState,
    in all: [LandedExport]
  ) throws(NightError) -> LandedExport {
    let named = all.filter(isMeant)
    let found = named.filter { $0.state == state }
    guard found.count < 2 else { throw ambiguous(found) }
    if let landing = found.first { return landing }
    throw named.first.map(wrongState) ?? unknown(all.filter { $0.state == state }, state)
  }

  private func isMeant(_ landing: LandedExport) -> Bool {
    guard source == nil || source == landing.source else { return false }
    let digits = name.lowercased()
    if digits.utf8.count >= 8, landing.export.hex.hasPrefix(digits) { return true }
    return landing.deliveredAs == name || landing.deliveredAs.hasSuffix("/" + name)
      || landing.deliveredAs.hasSuffix("!" + name)
  }

  private func ambiguous(_ found: [LandedExport]) -> NightError {
    let list = found.map { "\($0.shortDigest) of \($0.source) (\($0.deliveredAs))" }
    return NightError(
      .usage,
      "HAND-02 '\(name)' names \(found.count) exports: \(list.joined(separator: "; "))."
        + " Name one by its digits, and with --source NAME where the digits are equal too."
    )
  }

  private func wrongState(_ landing: LandedExport) -> NightError {
    let export = "\(landing.deliveredAs) (\(landing.shortDigest))"
    switch landing.state {
    case .published:
      return NightError(
        .usage,
        "HAND-03 \(export) is published: to set it aside would take documents away that others may"
          + " have read. Take the whole night back first, while it is the newest one:"
          + "  chartlift rollback --because TEXT\(workspaceOption(workspace))"
          + "  Or deliver a corrected export: its rows replace those of the same documents."
      )
    case .dropped:
      return NightError(
        .usage,
        "HAND-04 \(export) was set aside already, at \(landing.setAside ?? "an earlier time")."
          + " Nothing is left to do."
      )
    case .staged:
      return NightError(
        .usage,
        "HAND-05 \(export) is staged: it was not set aside, or it is restored already."
          + " Nothing is left to do."
      )
    }
  }

  private func unknown(_ candidates: [LandedExport], _ state: LandingState) -> NightError {
    let word = state == .staged ? "staged" : "set aside"
    let list = candidates.map { "\($0.shortDigest) (\($0.deliveredAs))" }
    return NightError(
      .inputMissing,
      "HAND-01 no export is meant by '\(name)'. "
        + (list.isEmpty
          ? "None is \(word) now."
          : "These are \(word): \(list.joined(separator: ", ")).")
        + " Give eight or more of the digits, or the file name as it was delivered."
    )
  }
}
