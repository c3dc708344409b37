import Engine
import RecordModel
import Synchronization
import Workspace

/// The parts: each that the ledger knows is there, and on demand each is read and hashed again.
struct VerificationParts: Sendable {
  /// A part that the ledger knows, what it is, and its size where the ledger says one.
  struct Known: Sendable {
    var digest: ContentDigest
    var what: String
    var byteCount: UInt64?
  }

  private(set) var problems = VerificationProblems()
  /// Parts looked at.
  private(set) var count: UInt64 = 0

  init(
    _ known: [Known],
    in workspace: WorkspaceCopy,
    readsAll: Bool,
    farm: Farm
  ) throws(NightError) {
    let folder = workspace.folder.file("parts")
    let found = try storeCall { () throws(StoreError) in try TreeWalk.all(in: folder) }
      .filter { $0.kind == .file }
    var sizes: [String: UInt64] = [:]
    for file in found { sizes[file.path] = file.byteCount }
    for part in known { check(part, size: sizes[Self.path(part.digest)]) }
    count = UInt64(known.count)
    // Where the ledger knows no size, only the content tells whether the part is whole.
    let unsized = Set(known.filter { $0.byteCount == nil }.map { Self.path($0.digest) })
    let wanted = readsAll ? found : found.filter { unsized.contains($0.path) }
    var uses: [String: String] = [:]
    for part in known { uses[Self.path(part.digest)] = part.what }
    read(wanted, FilePartStore(workspace.folder), uses, farm)
  }

  private static func path(_ digest: ContentDigest) -> String {
    "\(digest.hex.prefix(2))/\(digest.hex)"
  }

  private mutating func check(_ part: Known, size: UInt64?) {
    let place = "parts/\(Self.path(part.digest))"
    guard let size else {
      return problems.add(.partGone, "\(place): missing; \(part.what)")
    }
    if let expected = part.byteCount, expected != size {
      problems.add(.partGone, "\(place): \(size) bytes instead of \(expected); \(part.what)")
    }
  }

  /// Reads and hashes parts; all of them means also those that the ledger does not know: a later run
  /// would take them for what their names say.
  private mutating func read(
    _ found: [TreeWalk.Found],
    _ store: FilePartStore,
    _ uses: [String: String],
    _ farm: Farm
  ) {
    let parts = found.compactMap { file -> (digest: ContentDigest, path: String)? in
      guard let name = file.path.split(separator: "/").last,
        let digest = ContentDigest(hex: String(name)), file.path == Self.path(digest)
      else { return nil }
      return (digest, file.path)
    }
    let wrong = Mutex<[Int: String]>([:])
    farm.each(parts.count) { index in
      do throws(StoreError) {
        guard try !store.verify(parts[index].digest) else { return }
        wrong.withLock { $0[index] = "content differs" }
      } catch {
        // One that the ledger does not know may be removed at any time.
        guard error.code != 2 else { return }  // ENOENT
        wrong.withLock { $0[index] = "\(error.call): \(systemReason(error.code))" }
      }
    }
    for (index, reason) in wrong.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      let use = uses[parts[index].path] ?? "nothing in the ledger needs it"
      problems.add(.partChanged, "parts/\(parts[index].path): \(reason); \(use)")
    }
    count = max(count, UInt64(parts.count))
  }
}

extension WorkspaceCopy {
  /// Every part that the ledger knows, each once.
  ///
  /// `runs` are the published runs whose trees are kept.
  func knownParts(of runs: [PublishedRun]) throws(NightError) -> [VerificationParts.Known] {
    var known: [VerificationParts.Known] = []
    for landing in try read({ (ledger) throws(LedgerError) in try ledger.landings() })
    where landing.state != .dropped {
      known.append(
        .init(
          digest: landing.export,
          what: "an export of \(landing.source) landed in \(landing.run)",
          byteCount: landing.byteCount
        )
      )
    }
    for result in try read({ (ledger) throws(LedgerError) in try ledger.allStageResults() }) {
      let what = "a result of stage \(result.stage)"
      known.append(.init(digest: result.part, what: what, byteCount: result.byteCount))
      if let summary = PartitionSummary(result.summary.span) {
        known.append(.init(digest: summary.persons, what: what, byteCount: nil))
      }
    }
    for pipeline in try read({ (ledger) throws(LedgerError) in try ledger.pipelinesKept() }) {
      known.append(.init(digest: pipeline, what: "the pipeline file of a run", byteCount: nil))
    }
    for run in runs {
      known.append(.init(digest: run.ids, what: "the ids given out up to \(run.name)"))
      known.append(.init(digest: run.state, what: "the published state of \(run.name)"))
    }
    return Self.once(known)
  }

  private static func once(_ known: [VerificationParts.Known]) -> [VerificationParts.Known] {
    let sorted = known.sorted { left, right in
      left.digest == right.digest
        ? (left.byteCount ?? 0) > (right.byteCount ?? 0) : left.digest < right.digest
    }
    return sorted.indices.filter { $0 == 0 || sorted[$0].digest != sorted[$0 - 1].digest }
      .map { sorted[$0] }
  }
}
