import RecordModel
import Workspace

/// What a workspace has come to: the last runs, what is published, what waits, and what to type next.
///
/// Read from a copy of the ledger: it changes nothing, waits for nobody, and a run may work meanwhile.
package struct Status: Sendable {
  /// How a run stands.
  enum Standing: String, Sendable {
    case running, stopped, published, staged, failed, interrupted
    case rolledBack = "rolled-back"
    case nothingNew = "nothing-new"
  }

  /// One run.
  struct Run: Sendable {
    var record: RunRecord
    var standing: Standing
  }

  /// The tree that is published now; the counts are nil when its manifest is gone.
  struct Published: Sendable {
    var run: PublishedRun
    var counts: (patients: UInt64, documents: UInt64)?
  }

  /// Bytes in a folder; a file with several names counts once.
  struct Disk: Sendable {
    var folder: String
    var bytes: UInt64
  }

  /// Runs told of.
  static let mostRuns = 14

  let workspace: String
  /// Nil before the first run.
  let identity: (pipeline: String, site: String)?
  /// The newest runs, newest first.
  let runs: [Run]
  let published: Published?
  /// Exports that are landed and not in a published tree, in the order of landing.
  let waiting: [LandedExport]
  let disk: [Disk]
  /// Bytes of all folders together, files with a name in two of them once.
  let diskTotal: UInt64
  /// What the process that works here wrote about itself; nil when none does.
  let holder: String?

  /// Looks at a workspace.
  package init(workspace path: String) throws(NightError) {
    let copy = try WorkspaceCopy(path)
    let records = try copy.read { (ledger) throws(LedgerError) in try ledger.runs() }
    // Asked before and after the copy: a run that began or ended meanwhile is not taken for dead.
    let after = try storeCall { () throws(StoreError) in try LockHolder.line(of: copy.folder) }
    let holder = copy.holderBefore ?? after
    workspace = path
    self.holder = holder
    identity = try copy.read { (ledger) throws(LedgerError) in try ledger.identity() }
    waiting = try copy.read { (ledger) throws(LedgerError) in try ledger.landings() }
      .filter { $0.state == .staged }
    let newest = records.last?.name
    let rolledBack = try copy.read { (ledger) throws(LedgerError) in try ledger.rolledBackRuns() }
      .map(\.name)
    runs = records.suffix(Self.mostRuns).reversed().map { record in
      // Who holds the lock works on the newest run; an older one that did not end, died.
      let isHeld = holder != nil && record.name == newest
      let standing = Self.standing(record.outcome, isHeld: isHeld)
      return Run(
        record: record,
        standing: rolledBack.contains(record.name) ? .rolledBack : standing
      )
    }
    let last = try copy.read { (ledger) throws(LedgerError) in try ledger.lastPublished() }
    published = last.map { run in
      Published(
        run: run,
        counts: Manifest.counts(of: copy.folder.file(run.tree + "/manifest.json"))
      )
    }
    let out = last.map { String($0.tree.dropLast($0.name.utf8.count + 1)) } ?? "out"
    (disk, diskTotal) = try Self.disk([out, "parts", "quarantine"], in: copy.folder)
  }

  private static func standing(_ outcome: RunOutcome, isHeld: Bool) -> Standing {
    switch outcome {
    case .begun: isHeld ? .running : .stopped
    case .published: .published
    case .staged: .staged
    case .nothingNew: .nothingNew
    case .failed: .failed
    case .interrupted: .interrupted
    }
  }

  private static func disk(
    _ folders: [String],
    in workspace: WorkspaceFolder
  ) throws(NightError) -> (each: [Disk], total: UInt64) {
    var total: UInt64 = 0
    var all: Set<TreeWalk.Identity> = []
    var each: [Disk] = []
    for folder in folders {
      let found = try storeCall { () throws(StoreError) in
        try TreeWalk.all(in: workspace.file(folder))
      }
      var seen: Set<TreeWalk.Identity> = []
      var bytes: UInt64 = 0
      for file in found where file.kind == .file && seen.insert(file.identity).inserted {
        bytes += file.byteCount
        if all.insert(file.identity).inserted { total += file.byteCount }
      }
      each.append(Disk(folder: folder, bytes: bytes))
    }
    return (each, total)
  }
}
