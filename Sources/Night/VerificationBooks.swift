import CanonicalJSON
import RecordModel
import Reporting
import Workspace

/// Counts and books: what the manifest says, what the ledger says, what lies in the tree.
struct VerificationBooks: Sendable {
  private(set) var problems = VerificationProblems()

  init(
    _ tree: VerificationTree,
    run: PublishedRun,
    entries: [BookEntry],
    landings: [LandedExport]
  ) {
    let bundles = tree.files.filter { $0.role == .bundles }
    checkCounts(tree.manifest?["counts"], bundles)
    let books = LedgerBooks.books(entries, landings: landings)
    if !books.isBalanced { problems.add(.counts, "the books of run \(run.name) do not balance") }
    checkManifest(tree.manifest?["books"], run: run, entries: entries)
    let cited = bundles.reduce(0) { $0 + $1.citedRows }
    if cited != books.cited ?? 0 {
      problems.add(
        .counts,
        "\(counted(cited, "row")) cited in bundles, the books say \(grouped(books.cited ?? 0))"
      )
    }
  }

  private mutating func checkCounts(_ said: JSONValue?, _ files: [VerificationFile]) {
    // A manifest that is gone is told as such.
    guard let said else { return }
    for type in PublishedType.allCases {
      let counted = files.reduce(0) { $0 + $1.counts[Int(type.rawValue)] }
      check(type.name.description, counted, said[type.name.description])
    }
    check("bundles", files.reduce(0) { $0 + $1.lines }, said["bundles"])
  }

  private mutating func check(_ name: String, _ counted: UInt64, _ said: JSONValue?) {
    guard let number = said?.integer else {
      return problems.add(.counts, "\(name): the manifest says none")
    }
    if Int(clamping: counted) != number {
      problems.add(
        .counts,
        "\(name): \(grouped(counted)) in bundles, the manifest says \(grouped(number))"
      )
    }
  }

  /// The ledger and the manifest keep the same books.
  private mutating func checkManifest(
    _ value: JSONValue?,
    run: PublishedRun,
    entries: [BookEntry]
  ) {
    guard let value else { return }
    let said = ReportJSON.books(value).map { LedgerBooks.entries($0, run: run.name) }
    if said.map(Self.ordered) != Self.ordered(entries) {
      problems.add(.counts, "the books in manifest.json are not those in state.db")
    }
  }

  private static func ordered(_ entries: [BookEntry]) -> [BookEntry] {
    entries.sorted {
      ($0.source, $0.export?.hex ?? "", $0.name) < ($1.source, $1.export?.hex ?? "", $1.name)
    }
  }
}
