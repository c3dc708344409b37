import Engine
import RecordModel
import Reporting
import Workspace

/// What a person asked for with `chartlift verify`.
package struct VerificationRequest: Sendable {
  /// The run to verify; nil for the newest published one.
  package var run: String?
  package var workspace: String
  /// Says whether every part is read and hashed again.
  package var readsAll: Bool
  package var jobs: Int

  package init(run: String?, workspace: String, readsAll: Bool, jobs: Int) {
    self.run = run
    self.workspace = workspace
    self.readsAll = readsAll
    self.jobs = jobs
  }
}

/// Everything that can be proven about a published run: its tree, its books, its state and its parts.
///
/// Changes nothing and takes no lock that a run needs; a run may work meanwhile. Nothing of it holds
/// a patient value. The same damage is told in the same words, whatever the number of workers.
package struct Verification: Sendable {
  let run: String
  let tree: String
  let workspace: String
  private(set) var problems = VerificationProblems()
  let readsAll: Bool
  private(set) var files: UInt64 = 0
  private(set) var bundleLines: UInt64 = 0
  private(set) var bytes: UInt64 = 0
  private(set) var resources: UInt64 = 0
  private(set) var references: UInt64 = 0
  private(set) var rows: UInt64 = 0
  private(set) var persons: UInt64 = 0
  private(set) var parts: UInt64 = 0

  /// Says whether nothing is wrong.
  package var isClean: Bool { problems.isEmpty }

  /// Verifies a run, from the ledger to the last byte of its tree.
  package init(_ request: VerificationRequest) throws(NightError) {
    let copy = try WorkspaceCopy(request.workspace)
    let published = try copy.read { (ledger) throws(LedgerError) in try ledger.publishedRuns() }
    let chosen = request.run == nil ? published.last : published.last { $0.name == request.run }
    guard let chosen else {
      let rolledBack = try copy.read { (ledger) throws(LedgerError) in
        try ledger.rolledBackRuns()
      }
      throw NightError(
        .inputMissing,
        Account.noRun(request.run, published.map(\.name), rolledBack: rolledBack)
      )
    }
    run = chosen.name
    tree = chosen.tree
    workspace = request.workspace
    readsAll = request.readsAll
    let farm = Farm(jobs: request.jobs)
    let isNewest = chosen.name == published.last?.name
    try verifyLedger(copy)
    problems.add(try VerificationDecisions(chosen, in: copy).problems)
    if isNewest { try verifyCurrent(copy) }
    if let hold = try hold(copy, isNewest: isNewest) {
      try verifyTree(chosen, copy, farm)
      withExtendedLifetime(hold) {}
    }
    try verifyParts(published, copy, farm)
  }

  // MARK: - Ledger and link

  private mutating func verifyLedger(_ copy: WorkspaceCopy) throws(NightError) {
    do throws(LedgerError) {
      try copy.ledger.verify()
    } catch {
      guard error.problem == .damaged else { throw NightError(.inputOutput, error.message) }
      problems.add(.ledger, error.message)
    }
  }

  /// A run at work may have moved the link already: it is right when it names any run that began.
  private mutating func verifyCurrent(_ copy: WorkspaceCopy) throws(NightError) {
    let out = copy.folder.file(String(tree.dropLast(run.utf8.count + 1)))
    let runs = try copy.read { (ledger) throws(LedgerError) in try ledger.runs() }.map(\.name)
    let target = try storeCall { () throws(StoreError) in try PublishedTrees.current(in: out) }
    let isThere = target.map { (try? StoredFile.exists("\(out)/\($0)")) == true } ?? false
    let isRight = target == run || (copy.holderBefore != nil && runs.contains(target ?? ""))
    guard isThere, isRight else {
      problems.add(.current, "\(tree.dropLast(run.utf8.count))current")
      return
    }
  }

  // MARK: - Tree

  /// Keeps the tree from being pruned while it is read; nil when it is not there.
  private mutating func hold(
    _ copy: WorkspaceCopy,
    isNewest: Bool
  ) throws(NightError) -> TreeHold? {
    do throws(StoreError) {
      return try TreeHold(copy.folder.file(tree))
    } catch {
      switch error.code {
      case 2 where isNewest:  // ENOENT; the newest tree is never pruned
        problems.add(.fileGone, "\(tree): the whole tree")
        return nil
      case 20, 40:  // ENOTDIR, ELOOP
        problems.add(.fileGone, "\(tree): no folder, but something in its place")
        return nil
      case 2:
        throw NightError(
          .inputMissing,
          "WORK-05 the tree of run \(run) is not kept any more: only the newest ones are"
            + " ('keep' in the pipeline file). Type  chartlift verify  for the newest."
        )
      case 11, 16: throw removed()  // EAGAIN, EBUSY
      default: throw NightError(error)
      }
    }
  }

  private func removed() -> NightError {
    NightError(
      .busy,
      "BUSY-02 a run is removing \(tree) at this moment. Nothing is said about it."
        + " Type  chartlift verify  for the newest tree."
    )
  }

  private mutating func verifyTree(
    _ chosen: PublishedRun,
    _ copy: WorkspaceCopy,
    _ farm: Farm
  ) throws(NightError) {
    let path = copy.folder.file(chosen.tree)
    let found = try VerificationTree(path, of: chosen, farm: farm)
    // Somebody without respect for the hold: what was read says nothing.
    guard (try? StoredFile.exists(path)) == true else { throw removed() }
    problems.add(found.problems)
    problems.add(VerificationLinks(found.files, farm: farm).problems)
    let entries = try copy.read { (ledger) throws(LedgerError) in try ledger.books(run: chosen.name)
    }
    let landings = try copy.read { (ledger) throws(LedgerError) in try ledger.landings() }
    problems.add(
      VerificationBooks(found, run: chosen, entries: entries, landings: landings).problems
    )
    let store = FilePartStore(copy.folder)
    problems.add(VerificationState(found, run: chosen, store: store).problems)
    count(found)
  }

  private mutating func count(_ found: VerificationTree) {
    files = found.fileCount
    bytes = found.byteCount
    for file in found.files {
      bundleLines += file.lines
      references += file.references
      resources += file.counts.reduce(0, +)
      guard file.role == .bundles else { continue }
      rows += file.citedRows
      persons += UInt64(file.persons.count)
    }
  }

  // MARK: - Parts

  private mutating func verifyParts(
    _ published: [PublishedRun],
    _ copy: WorkspaceCopy,
    _ farm: Farm
  ) throws(NightError) {
    let kept = published.filter { run in
      run.name == published.last?.name || run.name == self.run
        || (try? StoredFile.exists(copy.folder.file(run.tree))) == true
    }
    let known = try copy.knownParts(of: kept)
    let found = try VerificationParts(known, in: copy, readsAll: readsAll, farm: farm)
    problems.add(found.problems)
    parts = found.count
  }
}
