import RecordModel
import Workspace

/// The published state: the digest of every person's lines, as kept and as found in the bundles.
struct VerificationState: Sendable {
  private(set) var problems = VerificationProblems()

  init(_ tree: VerificationTree, run: PublishedRun, store: FilePartStore) {
    let bundles = tree.files.filter { $0.role == .bundles }
    let found = bundles.flatMap { file in file.persons.map { (person: $0, path: file.path) } }
    for index in found.indices.dropFirst()
    where found[index].person.entry.id <= found[index - 1].person.entry.id {
      problems.add(.state, "\(Self.place(found[index])): not in the order of ids")
    }
    if StateDigest.of(found.map(\.person.entry)) != run.stateDigest {
      problems.add(
        .state,
        "the state digest of the bundles is not \(run.stateDigest.hex.prefix(12))…"
      )
    }
    guard let kept = Self.entries(run, store) else { return }
    compare(found, with: kept)
    checkChanges(tree, kept)
  }

  private typealias Found = (person: VerificationFile.Person, path: String)

  private static func place(_ found: Found) -> String { "\(found.path):\(found.person.line)" }

  /// Nil when the part is not there or damaged, which is told with the parts.
  private static func entries(_ run: PublishedRun, _ store: FilePartStore) -> [StateEntry]? {
    try? StatePart(run.state, in: store).entries()
  }

  /// Walks both lists, which are ordered by id, side by side.
  private mutating func compare(_ found: [Found], with kept: [StateEntry]) {
    let found = found.sorted { $0.person.entry.id < $1.person.entry.id }
    var next = 0
    for person in found {
      let entry = person.person.entry
      while next < kept.count, kept[next].id < entry.id {
        problems.add(.state, "Patient/\(kept[next].id.uuidText): in no bundle")
        next += 1
      }
      guard next < kept.count, kept[next].id == entry.id else {
        problems.add(.state, "\(Self.place(person)): a person that was not published")
        continue
      }
      if kept[next].lines != entry.lines {
        problems.add(.state, "\(Self.place(person)): other lines than were published")
      }
      next += 1
    }
    for entry in kept[next...] {
      problems.add(.state, "Patient/\(entry.id.uuidText): in no bundle")
    }
  }

  /// What `changes/` says of a person is what the snapshot says.
  private mutating func checkChanges(_ tree: VerificationTree, _ kept: [StateEntry]) {
    for file in tree.files where file.role == .changes {
      for person in file.persons {
        guard let entry = Self.entry(person.entry.id, in: kept), entry.lines != person.entry.lines
        else { continue }
        problems.add(.state, "\(file.path):\(person.line): other lines than in bundles/")
      }
    }
  }

  private static func entry(_ id: Key128, in entries: [StateEntry]) -> StateEntry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle].id == id { return entries[middle] }
      if entries[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
