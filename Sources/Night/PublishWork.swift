import Bundling
import Digests
import Engine
import Persons
import RecordModel
import Reporting
import Synchronization
import Workspace

/// Everything that one run publishes.
struct Publication: Sendable {
  var run: String
  var key: ContentDigest
  var night: Int
  var asOf: PartialDate
  var bundled: BundledPersons
  var changes: [ChangesFile]?
  var ids: IdsGivenOut
  var books: Books
  var landings: [Int]
  var layouts: Layouts
  var before: PublishedRun?
}

extension Workbench {
  /// Builds the tree, renames it into place, moves `current`, and only then tells the ledger.
  func publish(_ publication: Publication) throws(NightError) -> PublishedRun {
    observer.observe(.stageStarted(stage: "publish", total: 0))
    let (state, stateDigest, ids) = try writeLists(publication)
    var run = PublishedRun(
      name: publication.run,
      key: publication.key,
      night: publication.night,
      asOf: publication.asOf,
      manifest: ContentDigest(words: (0, 0, 0, 0)),
      ids: ids,
      state: state,
      stateDigest: stateDigest,
      tree: settings.publishTo + "/" + publication.run
    )
    guard !place.isRehearsal else { return run }
    try ledgerCall { () throws(LedgerError) in
      try ledger.willPublish(run: publication.run, tree: settings.publishTo + "/" + publication.run)
    }
    let manifest = try writeTree(publication, run: run)
    run.manifest = ContentDigest(words: sha256(manifest.span))
    let (published, entries) = (run, LedgerBooks.entries(publication.books, run: run.name))
    try ledgerCall { () throws(LedgerError) in
      try ledger.recordPublished(published, landings: publication.landings, books: entries)
    }
    try prune()
    observer.observe(
      .stageFinished(
        stage: "publish",
        rows: UInt64(publication.bundled.partitions.count + 1),
        unit: "files",
        note: run.tree
      )
    )
    return run
  }

  /// Writes the published state and the ids given out, side by side.
  private func writeLists(
    _ publication: Publication
  ) throws(NightError) -> (state: ContentDigest, stateDigest: ContentDigest, ids: ContentDigest) {
    let state = stateEntries(publication.bundled)
    let results = Mutex<[Result<ContentDigest, StoreError>?]>([nil, nil, nil])
    farm.each(3) { list in
      let result = Result { () throws(StoreError) in
        switch list {
        case 0: try StatePart.write(state, to: store)
        case 1: StateDigest.of(state)
        default: try IdsPart.write(publication.ids, to: store)
        }
      }
      results.withLock { $0[list] = result }
    }
    return try storeCall { () throws(StoreError) in
      let digests = try results.withLock { $0 }.map { result throws(StoreError) in
        guard let result else { preconditionFailure("every list is written") }
        return try result.get()
      }
      return (digests[0], digests[1], digests[2])
    }
  }

  /// Every person and the digest of its lines, by id.
  func stateEntries(_ bundled: BundledPersons) -> [StateEntry] {
    var entries: [StateEntry] = []
    for partition in bundled.partitions {
      for person in partition.persons.entries {
        entries.append(StateEntry(id: person.id, lines: person.digest))
      }
    }
    return entries
  }

  private func writeTree(
    _ publication: Publication,
    run: PublishedRun
  ) throws(NightError) -> [UInt8] {
    var files: [Manifest.File] = []
    return try storeCall { () throws(StoreError) in
      let tree = try TreePublisher(out: outFolder, run: publication.run, store: store)
      try addOrganizations(publication.bundled, to: tree, &files)
      for (number, partition) in publication.bundled.partitions.enumerated() {
        let path = "bundles/\(partName(number))"
        try tree.addPart(partition.bundles, as: path)
        files.append(
          .init(
            path: path,
            byteCount: partition.byteCount,
            digest: partition.bundles,
            bundles: partition.summary.counts.bundles
          )
        )
      }
      for file in publication.changes ?? [] {
        let path = "changes/\(partName(file.partition))"
        try tree.addPart(file.part, as: path)
        files.append(
          .init(path: path, byteCount: file.byteCount, digest: file.part, bundles: file.persons)
        )
      }
      let manifest = manifest(publication, run: run, files: files).bytes
      _ = try tree.finish(manifest: manifest.span)
      return manifest
    }
  }

  private func addOrganizations(
    _ bundled: BundledPersons,
    to tree: TreePublisher,
    _ files: inout [Manifest.File]
  ) throws(StoreError) {
    guard !bundled.organizations.isEmpty else { return }
    // The name sorts before every part: Organizations are imported first.
    let path = "bundles/organizations.ndjson"
    try tree.addFile(bundled.organizations.span, as: path)
    files.append(
      .init(
        path: path,
        byteCount: UInt64(bundled.organizations.count),
        digest: ContentDigest(words: sha256(bundled.organizations.span)),
        bundles: UInt64(bundled.organizations.count { $0 == UInt8(ascii: "\n") })
      )
    )
  }

  private func manifest(
    _ publication: Publication,
    run: PublishedRun,
    files: [Manifest.File]
  ) -> Manifest {
    Manifest(
      run: run,
      pipeline: settings.name,
      site: settings.site,
      files: files,
      counts: publication.bundled.counts,
      books: publication.books,
      startsFrom: publication.before?.name,
      landings: publication.landings,
      layouts: sourceNames.indices.compactMap { index in
        publication.layouts.bySource[index].map {
          (sourceNames[index], LayoutFile.digest(of: $0))
        }
      }
    )
  }

  private func partName(_ number: Int) -> String {
    let digits = String(number)
    return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".ndjson"
  }

  /// Keeps the newest published trees only: a night may write gigabytes.
  ///
  /// Nights that were rolled back are settled now, and their trees go.
  private func prune() throws(NightError) {
    let published = try ledgerCall { () throws(LedgerError) in try ledger.publishedRuns() }
    let rolledBack = try ledgerCall { () throws(LedgerError) in try ledger.rolledBackRuns() }
    try storeCall { () throws(StoreError) in
      _ = try PublishedTrees.remove(rolledBack.map(\.name), in: outFolder)
      _ = try PublishedTrees.prune(
        keeping: settings.keepRuns,
        published: published.map(\.name),
        in: outFolder
      )
    }
  }

  /// Where published trees lie.
  var outFolder: String { place.home.file(settings.publishTo) }
}
