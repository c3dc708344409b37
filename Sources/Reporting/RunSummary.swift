package import RecordModel

/// How one rule did in a run.
package struct FindingTotal: Sendable, Equatable {
  package var rule: RuleCode
  package var sentence: String
  package var family: RuleFamily
  package var effect: RuleEffect
  package var rows: UInt64
  package var limit: Limit?
  package var isOver: Bool

  package init(
    rule: RuleCode,
    sentence: String,
    family: RuleFamily,
    effect: RuleEffect,
    rows: UInt64,
    limit: Limit?,
    isOver: Bool
  ) {
    self.rule = rule
    self.sentence = sentence
    self.family = family
    self.effect = effect
    self.rows = rows
    self.limit = limit
    self.isOver = isOver
  }
}

/// What a run came to: everything its closing block, its report and its exit code are made from.
package struct RunSummary: Sendable {
  package enum Outcome: String, Sendable {
    /// The tree is complete and `current` names it.
    case published
    /// Landed and kept; a limit is exceeded, nothing is published.
    case staged
    /// Everything that was delivered is published already.
    case nothingToDo = "nothing-to-do"
  }

  package var outcome: Outcome
  package var pipeline: String
  package var pipelinePath: String
  package var run: String
  package var asOf: String
  package var night: Int
  /// The published tree, relative to the workspace.
  package var tree: String
  package var books: Books
  package var patients: UInt64
  package var documents: UInt64
  /// Of the run published before this one, if there is one.
  package var before: (patients: UInt64, documents: UInt64)?
  package var findings: [FindingTotal]
  /// The limit on quarantined rows, and whether it is exceeded.
  package var quarantineLimit: Limit?
  package var isOverQuarantineLimit: Bool
  /// Nights of snapshot sources that are not published yet.
  package var snapshots: [SnapshotReport]
  /// Sources of which rows are withdrawn that are live in the published state.
  package var withdrawals: [WithdrawalTotal]
  /// Relative to the workspace, when rows were refused.
  package var quarantineFolder: String?
  /// The workspace folder as it was given; "." is the current folder.
  package var workspace: String
  /// The date since which the staged landings wait.
  package var stagedSince: String?
  package var stateDigest: String

  package init(outcome: Outcome, pipeline: String, pipelinePath: String, run: String) {
    self.outcome = outcome
    self.pipeline = pipeline
    self.pipelinePath = pipelinePath
    self.run = run
    asOf = ""
    night = 0
    tree = ""
    books = Books(exports: [], sources: [], cited: nil)
    patients = 0
    documents = 0
    findings = []
    isOverQuarantineLimit = false
    snapshots = []
    withdrawals = []
    workspace = "."
    stateDigest = ""
  }

  /// `-C …` when the workspace is not the current folder, with a leading space.
  package var workspaceOption: String { workspace == "." ? "" : " -C \(workspace)" }

  /// A path of the workspace as it is found from the current folder.
  package func path(_ name: String) -> String {
    if workspace == "." || name.hasPrefix("/") { return name }
    return workspace.hasSuffix("/") ? workspace + name : "\(workspace)/\(name)"
  }

  /// Says whether a source would lose more rows than its limit allows.
  package var isOverWithdrawalLimit: Bool { withdrawals.contains(where: \.isOver) }

  /// Rules over their limit, worst first.
  package var over: [FindingTotal] {
    findings.filter(\.isOver).sorted {
      $0.rows == $1.rows ? $0.rule.rawValue < $1.rule.rawValue : $0.rows > $1.rows
    }
  }
}
