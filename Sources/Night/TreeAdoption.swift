import RecordModel
import Reporting
import Workspace

/// Completes what a death cut short between a published tree, the link `current` and the ledger.
///
/// Every command that changes what is published, or what will be, does this first. A tree that is
/// complete and that the ledger does not know yet is taken in. A night that the ledger says was
/// rolled back loses `current`. Nothing else is repaired.
struct TreeAdoption {
  let folder: WorkspaceFolder
  let ledger: Ledger
  /// Says whether only a copy of the ledger is told, and no tree is touched: in a dry run.
  var isRehearsal = false

  /// Completes it in every folder that trees were published to, and in the one given; says which
  /// runs were taken in.
  @discardableResult
  func complete(also publishTo: String? = nil) throws(NightError) -> Completion {
    var places: [String] = publishTo.map { [$0] } ?? []
    for tree in try ledgerCall({ () throws(LedgerError) in try ledger.treesEver() }) {
      let place = Self.place(of: tree)
      if !places.contains(place) { places.append(place) }
    }
    var completion = Completion()
    for place in places where (try? StoredFile.exists(folder.file(place))) == true {
      if !isRehearsal {
        try storeCall { () throws(StoreError) in
          try PublishedTrees.removeLeftovers(in: folder.file(place))
        }
        completion.takenBack += [try takeCurrentBack(in: place)].compactMap { $0 }
      }
      completion.adopted += try adopt(in: place)
    }
    return completion
  }

  /// What was completed: runs whose trees were taken in, and rolled-back runs that lost `current`.
  struct Completion {
    var adopted: [String] = []
    var takenBack: [String] = []
  }

  /// Moves `current` from a tree that was rolled back to the one that is published.
  ///
  /// - Returns: the run that it was moved from; nil when there was nothing to do.
  @discardableResult
  func takeCurrentBack(in place: String) throws(NightError) -> String? {
    let rolledBack = try ledgerCall { () throws(LedgerError) in try ledger.rolledBackRuns() }
    let published = try ledgerCall { () throws(LedgerError) in try ledger.lastPublished() }
    return try storeCall { () throws(StoreError) in
      let out = folder.file(place)
      let current = try PublishedTrees.current(in: out)
      guard rolledBack.contains(where: { $0.name == current }) else { return nil }
      if let published, Self.place(of: published.tree) == place {
        try PublishedTrees.moveCurrent(to: published.name, in: out)
      } else {
        try PublishedTrees.removeCurrent(in: out)
      }
      return current
    }
  }

  /// The folder that a tree lies in, as the pipeline file names it.
  static func place(of tree: String) -> String {
    guard let slash = tree.lastIndex(of: "/") else { return "." }
    return String(tree[..<slash])
  }

  private func adopt(in place: String) throws(NightError) -> [String] {
    let known = try ledgerCall { () throws(LedgerError) in
      try ledger.publishedRuns().map(\.name) + ledger.rolledBackRuns().map(\.name)
    }
    let found = try storeCall { () throws(StoreError) in
      try PublishedTrees.adoptable(in: folder.file(place), published: known)
    }
    guard !found.isEmpty else { return [] }
    let begun = try ledgerCall { () throws(LedgerError) in try ledger.runs() }.map(\.name)
    var adopted: [String] = []
    for tree in found {
      guard begun.contains(tree.run) else { throw foreignTree(place, tree.run) }
      if try adopt(tree, in: place) { adopted.append(tree.run) }
    }
    return adopted
  }

  private func adopt(
    _ tree: PublishedTrees.Finished,
    in place: String
  ) throws(NightError) -> Bool {
    guard
      let adopted = Manifest.publication(
        tree.manifest.span,
        tree: place + "/" + tree.run,
        digest: tree.manifestDigest
      )
    else { return false }
    if !isRehearsal {
      try storeCall { () throws(StoreError) in
        try PublishedTrees.moveCurrent(to: tree.run, in: folder.file(place))
      }
    }
    let entries = LedgerBooks.entries(adopted.books, run: tree.run)
    try ledgerCall { () throws(LedgerError) in
      try ledger.recordPublished(adopted.run, landings: adopted.landings, books: entries)
      try ledger.finishRun(name: tree.run, outcome: .published, exitCode: 0)
    }
    return true
  }

  /// Ids given out are in the ledger: going on without it could give them out again to others.
  private func foreignTree(_ place: String, _ run: String) -> NightError {
    NightError(
      .unverified,
      "WORK-04 \(place)/\(run) was published from another state.db than the one that"
        + " is here, which knows no such run. Put back the state.db that holds the ids given out, or"
        + " begin in an empty workspace."
    )
  }
}

extension Workbench {
  /// Completes what a death cut short.
  func adoptFinishedTrees() throws(NightError) {
    try TreeAdoption(folder: place.home, ledger: ledger, isRehearsal: place.isRehearsal)
      .complete(also: settings.publishTo)
  }
}
