import Reporting

/// A kind of damage that `verify` can find: its code, why it is likely there, what to type.
///
/// The order gives the codes and the order of telling: new kinds go at the end.
enum VerificationProblem: Int, CaseIterable, Sendable {
  case ledger, manifest, current, fileGone, fileChanged, stray, checksums
  case notCanonical, noBundle, wrongId, sameId, lostReference
  case counts, citations, state, partGone, partChanged
  case decisions

  /// `VERIFY-01`.
  var code: String {
    let number = rawValue + 1
    return "VERIFY-\(number < 10 ? "0" : "")\(number)"
  }

  /// What is wrong, after the number of times it was found.
  func headline(_ count: UInt64) -> String {
    switch self {
    case .ledger: "state.db contradicts itself"
    case .manifest: "manifest.json is not the one that was published"
    case .current: "the link that readers follow leads nowhere"
    case .fileGone: "\(counted(count, "file")) of the tree missing"
    case .fileChanged: "\(counted(count, "file")) of the tree not as listed"
    case .stray: "\(counted(count, "name")) in the tree that the manifest does not list"
    case .checksums: "SHA256SUMS does not say what the manifest says"
    case .notCanonical: "\(counted(count, "line")) not in canonical form"
    case .noBundle: "\(counted(count, "line")) not a bundle as we write it"
    case .wrongId: "\(counted(count, "resource")) whose places disagree on the id"
    case .sameId: "\(counted(count, "resource")) in the tree twice"
    case .lostReference: "\(counted(count, "reference")) to what is not in the tree"
    case .counts: "\(counted(count, "count")) not as \(count == 1 ? "it" : "they") should be"
    case .citations: "\(counted(count, "row")) cited more than once"
    case .state: "\(counted(count, "difference")) between the bundles and the published state"
    case .partGone: "\(counted(count, "part")) missing or of another size"
    case .partChanged: "\(counted(count, "part")) whose content is not what it is named after"
    case .decisions: "\(counted(count, "place")) in the books of decisions not as written"
    }
  }

  /// Why that is likely so, and what to do about it.
  var remedy: String {
    switch self {
    case .ledger:
      "Likely the disk failed, or somebody edited it. Restore state.db from a backup; until then run nothing."
    case .current:
      "Likely somebody removed or moved it. Put it back with  ln -sfn RUN out/current  and the newest run."
    case .manifest, .fileGone, .fileChanged, .stray, .checksums:
      "Likely somebody changed the tree after it was published, or the disk did."
        + " Do not import it: restore it from a backup; or make it anew: type"
        + "  chartlift rebuild  (which mends the parts), move the tree away, and run the pipeline."
    case .notCanonical, .noBundle, .wrongId, .sameId, .lostReference:
      "When the file is also not as listed, it was changed after publishing: restore it."
        + " When it is as listed, this is a fault in chartlift: please report these lines."
    case .counts, .citations, .state:
      "When a file is also missing or not as listed, restore it and these go with it."
        + " When none is, this is a fault in chartlift: please report these lines."
    case .partGone:
      "Likely somebody cleaned up, or the disk failed. Restore them from a backup of the workspace."
        + " Without one: a stage's result is made anew by the next run that needs it; a landed"
        + " export is not, deliver it again."
    case .partChanged:
      "Likely the disk failed. Restore them from a backup of the workspace. Without one: remove"
        + " those that are a stage's result, the next run that needs one makes it anew; never"
        + " remove an export."
    case .decisions:
      "Likely somebody edited a book by hand, or the disk failed. Restore the file from a backup of"
        + " the workspace: until then no run links anybody."
    }
  }
}

/// What was found, by kind: how often, and where the first times.
struct VerificationProblems: Sendable {
  /// Places told of each kind.
  static let mostPlaces = 10

  /// One kind.
  struct Group: Sendable {
    var problem: VerificationProblem
    var count: UInt64 = 0
    var places: [String] = []
  }

  private var all = VerificationProblem.allCases.map { Group(problem: $0) }

  /// The kinds that were found, in their order.
  var groups: [Group] { all.filter { $0.count > 0 } }

  var isEmpty: Bool { all.allSatisfy { $0.count == 0 } }

  /// Notes a problem; the place, which holds no patient value, is put in words only when it is told.
  mutating func add(_ problem: VerificationProblem, _ place: @autoclosure () -> String) {
    all[problem.rawValue].count += 1
    guard all[problem.rawValue].places.count < Self.mostPlaces else { return }
    all[problem.rawValue].places.append(place())
  }

  /// Takes in what was found elsewhere, after what is here.
  mutating func add(_ other: Self) {
    for index in all.indices {
      all[index].count += other.all[index].count
      let room = Self.mostPlaces - all[index].places.count
      all[index].places += other.all[index].places.prefix(max(0, room))
    }
  }
}
