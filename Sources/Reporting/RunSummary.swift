package import RecordModel

/// How one rule did in a run.
package struct FindingTotal: Sendable, Equatable {
  package var rule: RuleCode
  package var sentence: String
  /// What to do about it.
  package var remedy: String
  /// Where the first rows stand, as `file:line`.
  package var places: [String]
  package var family: RuleFamily
  package var effect: RuleEffect
  package var rows: UInt64
  package var limit: Limit?
  package var isOver: Bool

  package init(
    rule: RuleCode,
    sentence: String,
    remedy: String = "",
    places: [String] = [],
    family: RuleFamily,
    effect: RuleEffect,
    rows: UInt64,
    limit: Limit?,
    isOver: Bool
  ) {
    self.rule = rule
    self.sentence = sentence
    self.remedy = remedy
    self.places = places
    self.family = family
    self.effect = effect
    self.rows = rows
    self.limit = limit
    self.isOver = isOver
  }
}

/// A file in the inbox that is not landed because a person set its content aside.
package struct SetAsideFile: Sendable, Equatable {
  package var name: String
  /// When it was set aside, in UTC.
  package var when: String

  package init(name: String, when: String) {
    self.name = name
    self.when = when
  }
}

/// A published run that a person took back.
package struct RolledBackNight: Sendable, Equatable {
  package var run: String
  /// When, in UTC.
  package var when: String

  package init(run: String, when: String) {
    self.run = run
    self.when = when
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
    /// A dry run that `run` would publish.
    case rehearsed = "would-publish"
    /// Computed again, and found to be what is published.
    case verified
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
  /// Says whether this was a dry run, whatever it came to.
  package var isRehearsal = false
  /// Published by a person's decision, whatever the limits say.
  package var isByHand: Bool
  /// Files in the inbox that stay out, by a person's decision.
  package var setAside: [SetAsideFile]
  /// Exports that cannot be used and were left out, by their source's policy.
  package var leftOut: [LeftOutExport]
  /// Nights taken back that are not settled: nothing is published until they are.
  package var rolledBack: [RolledBackNight]
  /// What was noticed about tonight's files.
  package var delivery = DeliveryReport()
  /// What happened to patients' ids, by kind, where something did.
  package var lineage: [(event: String, count: UInt64)] = []

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
    isByHand = false
    setAside = []
    leftOut = []
    rolledBack = []
  }

  /// `-C …` when the workspace is not the current folder, with a leading space.
  package var workspaceOption: String { workspace == "." ? "" : " -C \(shellWord(workspace))" }

  /// The pipeline file as it is typed.
  package var pipelineWord: String { shellWord(pipelinePath) }

  /// A path of the workspace as it is found from the current folder.
  package func path(_ name: String) -> String {
    if workspace == "." || name.hasPrefix("/") { return name }
    return workspace.hasSuffix("/") ? workspace + name : "\(workspace)/\(name)"
  }

  /// Says whether a limit is exceeded.
  package var isOverALimit: Bool { limitsExceeded > 0 }

  /// How many limits are exceeded.
  package var limitsExceeded: Int {
    over.count + (isOverQuarantineLimit ? 1 : 0) + withdrawals.count(where: \.isOver)
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
