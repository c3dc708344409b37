import Digests
import Engine
import Persons
import RecordModel
import Workspace

/// Reads the book of decisions of a workspace.
///
/// - Throws: `LINK-01` when a line of it is damaged.
func decisionBook(_ folder: WorkspaceFolder) throws(NightError) -> DecisionBook {
  let book = try storeCall { () throws(StoreError) in try DecisionBook(folder) }
  if let damage = book.damage {
    throw NightError(
      .unverified,
      "LINK-01 line \(damage.line) of \(DecisionBook.place) is damaged: \(damage.reason). Lines of it"
        + " are never changed by chartlift. Put the file back from a copy of the workspace; what it"
        + " said decides who is one person, so nothing is linked without it."
    )
  }
  return book
}

/// The decisions that count for a run: all that the book has, or as far as the run had read it.
///
/// - Throws: `LINK-02` when they contradict each other, `LINK-08` when the book has lost lines.
func decisionsInForce(
  _ folder: WorkspaceFolder,
  through: Int? = nil
) throws(NightError) -> DecisionsInForce {
  let book = try decisionBook(folder)
  let count = through ?? book.decisions.count
  guard count <= book.decisions.count else { throw lostDecisions(count, book) }
  let decisions = DecisionsInForce(book.decisions.prefix(count))
  if let found = decisions.contradictions().first {
    throw contradicting(found, book.decisions, "Nothing was linked.")
  }
  return decisions
}

/// Makes sure that the book still has every decision that the last runs had read: without one of them
/// people would be parted or joined whom nobody meant.
///
/// - Throws: `LINK-08`.
func requireDecisionsReadBefore(
  _ book: DecisionBook,
  _ ledger: Ledger,
  _ store: FilePartStore
) throws(NightError) {
  let kept = try ledgerCall { () throws(LedgerError) in
    let published = try ledger.lastPublished()
    let ofRun = try published.map { (run) throws(LedgerError) in
      try ledger.pipeline(ofRun: run.name)
    }
    return [ofRun ?? nil, try ledger.attempt()?.pipeline].compactMap(\.self)
  }
  for digest in kept where store.has(digest) {
    let count = try keptPipeline(digest, in: store).decisions
    guard count <= book.decisions.count else { throw lostDecisions(count, book) }
  }
}

private func lostDecisions(_ count: Int, _ book: DecisionBook) -> NightError {
  NightError(
    .unverified,
    "LINK-08 an earlier run had read \(count) decisions, but \(DecisionBook.place) has"
      + " \(book.decisions.count). Put the file back from a copy of the workspace."
  )
}

/// Names the decisions that cannot all hold.
func contradicting(
  _ found: DecisionsInForce.Contradiction,
  _ book: [PersonDecision],
  _ outcome: String
) -> NightError {
  let listed = found.sequences.map { number in
    let decision = book.first { $0.sequence == number }
    let words =
      decision.map { "\($0.kind.rawValue), \($0.who), \($0.when)" } ?? "the one just typed"
    let rows = number == found.apart.sequence ? found.apart.rows : found.rows(of: number)
    return "  \(number)  rows \(rows.first.hex) and \(rows.second.hex)  (\(words))"
  }
  return NightError(
    .inputUnusable,
    [
      "LINK-02 decisions contradict each other: \(found.apart.sequence) keeps two rows apart that"
        + " \(found.path.map { String($0.sequence) }.joined(separator: ", ")) make one person."
        + " \(outcome) Take back the one that is wrong:"
        + "  chartlift decisions retract NUMBER --because TEXT"
    ] + listed
  )
}

extension DecisionsInForce.Contradiction {
  fileprivate func rows(of sequence: Int) -> (first: RowKey, second: RowKey) {
    path.first { $0.sequence == sequence }?.rows ?? apart.rows
  }
}

extension Workbench {
  /// Puts the decisions about known rows into what linkage sees; the others wait for their rows.
  func decide(_ input: inout LinkInput) -> [DecisionsInForce.Entry] {
    let (known, waiting) = decisions.decisions(about: input.keys)
    input.decisions = known
    return waiting
  }

  /// What a run's key says of decisions: which rows are one and which are apart, and not who said so.
  func add(decisionsTo key: inout StageKey) {
    // A workspace in which nobody decided anything keeps the keys it had.
    guard !decisions.entries.isEmpty else { return }
    key.add(decisions.digest)
  }

  /// Says which decisions a published run did not know, or knew and are taken back; empty when they
  /// are the same.
  func decisionsChanged(since run: PublishedRun) throws(NightError) -> Bool {
    let digest = try ledgerCall { () throws(LedgerError) in try ledger.pipeline(ofRun: run.name) }
    guard let digest else { return !decisions.entries.isEmpty }
    let through = try keptPipeline(digest, in: store).decisions
    return try decisionsInForce(place.home, through: through).digest != decisions.digest
  }
}

extension DecisionsInForce {
  /// Equal when the same rows are one and the same are apart.
  var digest: ContentDigest {
    var key = StageKey(stage: "decisions", version: 1)
    let sorted = entries.sorted {
      ($0.kind.rawValue, $0.rows.first, $0.rows.second)
        < ($1.kind.rawValue, $1.rows.first, $1.rows.second)
    }
    for entry in sorted {
      key.add(UInt64(entry.kind.rawValue))
      key.add(entry.rows.first)
      key.add(entry.rows.second)
    }
    return key.digest
  }
}

extension LinkedPersons {
  /// What a person should know of decisions that could not be followed.
  var decisionNotices: [String] {
    guard !waitingDecisions.isEmpty else { return [] }
    let numbers = waitingDecisions.prefix(8).map { String($0.sequence) }.joined(separator: ", ")
    return [
      "LINK-09 decisions about rows that no export holds which counts: \(waitingDecisions.count)"
        + " (\(numbers)). They are kept, and hold as soon as the rows are there."
    ]
  }
}
