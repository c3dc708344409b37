import RecordModel
import Workspace

/// The books of decisions: every line one of ours, following the one before, and none lost that the run knew.
///
/// A decision about a row that is not known is as it should be; so is what a death left of a last line.
struct VerificationDecisions: Sendable {
  private(set) var problems = VerificationProblems()

  init(_ run: PublishedRun, in copy: WorkspaceCopy) throws(NightError) {
    let folder = copy.folder
    let wrong = try storeCall { () throws(StoreError) in try DecisionLog(folder).misnumbered() }
    for line in wrong { problems.add(.decisions, "\(DecisionLog.place):\(line): its number") }
    let book = try storeCall { () throws(StoreError) in try DecisionBook(folder) }
    if let damage = book.damage {
      problems.add(.decisions, "\(DecisionBook.place):\(damage.line): \(damage.reason)")
      return
    }
    let kept = try copy.read { (ledger) throws(LedgerError) in
      try ledger.pipeline(ofRun: run.name)
    }
    // A part that is gone is told with the parts.
    guard let kept, let known = try? keptPipeline(kept, in: FilePartStore(folder)).decisions,
      known > book.decisions.count
    else { return }
    problems.add(
      .decisions,
      "\(DecisionBook.place): \(book.decisions.count) decisions, but \(run.name) had read \(known)"
    )
  }
}
