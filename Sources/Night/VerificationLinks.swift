import Engine
import RecordModel
import Synchronization

/// What only the whole tree can tell: every id once, every reference to something, every row cited once.
struct VerificationLinks: Sendable {
  private(set) var problems = VerificationProblems()

  /// Works through the keys by their first byte, so that only a part of them is copied at a time.
  init(_ files: [VerificationFile], farm: Farm) {
    let found = Mutex(Array(repeating: VerificationProblems(), count: 256))
    farm.each(256) { byte in
      let problems = Self.problems(of: files, startingWith: byte)
      if !problems.isEmpty { found.withLock { $0[byte] = problems } }
    }
    for problems in found.withLock({ $0 }) { self.problems.add(problems) }
  }

  private static func problems(
    of files: [VerificationFile],
    startingWith byte: Int
  ) -> VerificationProblems {
    var problems = VerificationProblems()
    let (bundles, changes) = (
      files.filter { $0.role == .bundles }, files.filter { $0.role == .changes }
    )
    let ids = gathered(bundles.map(\.ids), byte)
    let changed = gathered(changes.map(\.ids), byte)
    for keys in [ids, changed] {
      tellRepeats(keys, isSame: { $0.isSameResource(as: $1) }, as: .sameId, files, &problems)
    }
    let cited = gathered(bundles.map(\.cited), byte)
    tellRepeats(cited, isSame: { $0.key == $1.key }, as: .citations, files, &problems)
    for file in files {
      for reference in file.open.startingWith(byte) where !ids.holds(reference) {
        if file.role == .changes, changed.holds(reference) { continue }
        problems.add(.lostReference, "\(place(reference, files)): \(spelled(reference))")
      }
    }
    return problems
  }

  private static func gathered(_ lists: [[PlacedKey]], _ byte: Int) -> [PlacedKey] {
    var keys: [PlacedKey] = []
    for list in lists { keys += list.startingWith(byte) }
    keys.sort()
    return keys
  }

  private static func tellRepeats(
    _ keys: [PlacedKey],
    isSame: (PlacedKey, PlacedKey) -> Bool,
    as problem: VerificationProblem,
    _ files: [VerificationFile],
    _ problems: inout VerificationProblems
  ) {
    guard keys.count > 1 else { return }
    for index in 1..<keys.count where isSame(keys[index - 1], keys[index]) {
      problems.add(
        problem,
        "\(place(keys[index], files)): and \(place(keys[index - 1], files))"
      )
    }
  }

  /// Files are numbered in the order they were found; one that could not be read has no number here.
  private static func place(_ key: PlacedKey, _ files: [VerificationFile]) -> String {
    let path = files.first { $0.number == key.file }?.path ?? "a file"
    return "\(path):\(key.line)"
  }

  private static func spelled(_ key: PlacedKey) -> String {
    "\(key.type.map { $0.name.description } ?? "a resource")/\(key.key.uuidText)"
  }
}
