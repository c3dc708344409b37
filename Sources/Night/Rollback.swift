import RecordModel
import Reporting
import Workspace

/// Takes back the newest published night.
///
/// The ledger is told first, then `current` moves to the run before: a death between the two leaves
/// readers where they were, and the next command moves `current`. What the night had brought is
/// staged again and held until a person settles it; ids it gave out stay given out.
package struct Rollback: Sendable {
  private let workspace: String
  private let because: String

  package init(workspace: String, because: String) {
    self.workspace = workspace
    self.because = because
  }

  /// Takes the night back; gives the lines that say what is published now and what waits.
  package func rollBack() throws(NightError) -> [String] {
    let desk = try DecisionDesk(workspace)
    // The person saw another state than the one that is published now.
    if let adopted = desk.adopted.last { throw onlyNowPublished(adopted) }
    let runs = try ledgerCall { () throws(LedgerError) in try desk.ledger.publishedRuns() }
    // A rollback that failed half way is finished by typing it again; it takes no second night.
    if let run = desk.takenBack.last { return resumed(run, now: runs.last) }
    guard let newest = runs.last else { throw nothingPublished }
    let before = runs.dropLast().last
    if let before { try check(before, desk) }
    let when = try desk.note(
      NightDecision(kind: .rollback, run: newest.name, because: because)
    )
    try ledgerCall { () throws(LedgerError) in
      try desk.ledger.rollBack(run: newest.name, at: when)
    }
    try moveCurrent(from: newest, to: before, desk)
    let held = try ledgerCall { () throws(LedgerError) in try desk.ledger.landings() }
      .filter { $0.heldFor == newest.name && $0.state == .staged }
    return lines(newest, before: before, held: held)
  }

  private func resumed(_ run: String, now: PublishedRun?) -> [String] {
    [
      " Rolled back run \(run): what an earlier rollback had begun is finished. "
        + (now.map { "\(TreeAdoption.place(of: $0.tree))/current is \($0.name) again." }
          ?? "Nothing is published now."),
      " Next:  chartlift quarantine\(workspaceOption(workspace))    what waits, and what settles it",
    ]
  }

  private func moveCurrent(
    from newest: PublishedRun,
    to before: PublishedRun?,
    _ desk: DecisionDesk
  ) throws(NightError) {
    let adoption = TreeAdoption(folder: desk.folder, ledger: desk.ledger)
    let place = TreeAdoption.place(of: newest.tree)
    try adoption.takeCurrentBack(in: place)
    guard let before else { return }
    // It lies elsewhere when the pipeline file named another folder meanwhile.
    try storeCall { () throws(StoreError) in
      let out = desk.folder.file(TreeAdoption.place(of: before.tree))
      try PublishedTrees.moveCurrent(to: before.name, in: out)
    }
  }

  /// Refuses to go back to a tree that is not there, or not as it was published.
  private func check(_ before: PublishedRun, _ desk: DecisionDesk) throws(NightError) {
    let tree = try TreeToday(desk.folder.file(before.tree), manifest: before.manifest)
    guard let tree else {
      throw NightError(
        .inputMissing,
        "ROLL-02 the tree of the run before, \(before.tree), is no longer there, so there is nothing"
          + " to go back to. Put it back from a copy; or deliver a corrected export. 'keep-runs:' in"
          + " the pipeline file says how many trees are kept."
      )
    }
    guard tree.altered.isEmpty else {
      throw NightError(
        .unverified,
        "ROLL-03 \(before.tree) is not as it was published: \(tree.altered.prefix(3).joined(separator: ", "))"
          + " changed. Put it back from a copy, then type the command again."
      )
    }
  }

  private var nothingPublished: NightError {
    NightError(.inputMissing, "ROLL-01 nothing is published, so there is nothing to take back.")
  }

  private func onlyNowPublished(_ run: String) -> NightError {
    NightError(
      .busy,
      "ROLL-04 run \(run) had died when its tree was complete, and is only now published; nothing was"
        + " taken back. Look at it; to take it back, type the command again."
    )
  }

  // MARK: - What is said

  private func lines(
    _ newest: PublishedRun,
    before: PublishedRun?,
    held: [LandedExport]
  ) -> [String] {
    let now =
      before.map { "\(TreeAdoption.place(of: $0.tree))/current is \($0.name) again." }
      ?? "It was the first one: nothing is published now."
    var lines = [" Rolled back run \(newest.name), night \(newest.night). \(now)"]
    lines += held.map {
      " HELD   \($0.shortDigest)  \($0.source)  \($0.deliveredAs)   night \($0.night)"
    }
    lines.append(
      held.isEmpty
        ? " It had brought no export of its own: only a publication by hand publishes again."
        : " They wait until they are set aside or published by hand."
    )
    lines.append(
      " Whoever has imported \(newest.name) has it still"
        + (before == nil ? "." : ": import current anew, as a whole.")
    )
    lines.append(
      held.isEmpty
        ? " Next:  correct the pipeline file, then  chartlift run PIPELINE\(workspaceOption(workspace))"
        : " Next:  chartlift quarantine drop EXPORT --because TEXT\(workspaceOption(workspace))"
    )
    return lines
  }
}
