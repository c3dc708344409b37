import Bundling
import CanonicalJSON
import Digests
import Engine
import Persons
import RecordModel
import Synchronization
import Workspace

/// The bundles of one partition as parts.
struct PartitionBundles: Sendable {
  var bundles: ContentDigest
  var byteCount: UInt64
  var persons: PartitionPersons
  var summary: PartitionSummary
}

/// All bundles of a run.
struct BundledPersons: Sendable {
  var partitions: [PartitionBundles]
  /// Bundles of Organizations, the first file to import.
  var organizations: [UInt8]
  var counts: BundleCounts
}

/// Row parts up to this size together are held in memory while bundles are written.
private let residentBytes: UInt64 = 384 << 20

extension Workbench {
  /// Writes the bundles of every partition whose persons are not as they were.
  func bundle(
    _ linked: LinkedPersons,
    layouts: Layouts
  ) throws(NightError) -> BundledPersons {
    var linked = linked
    linked.readers = try storeCall { () throws(StoreError) in
      try ResidentPart.load(linked.readers, within: residentBytes)
    }
    let rows = linked
    let basis = bundleBasis(layouts)
    let partitions = Partitions(rows.index, count: settings.partitions)
    observer.observe(.stageStarted(stage: "bundle", total: UInt64(rows.index.count)))
    let outcomes = Mutex<[Result<PartitionBundles, NightError>?]>(
      Array(repeating: nil, count: settings.partitions)
    )
    let kept = Atomic<Int>(0)
    // One worker more than cores: while a part is made durable its worker only waits.
    let workers = Farm(jobs: farm.jobs > 1 ? farm.jobs + 1 : 1)
    workers.each(settings.partitions) { partition in
      let outcome = Result { () throws(NightError) in
        let persons = partitions.ranges[partition]
        let key = bundleKey(persons, of: rows, basis: basis)
        if let found = try keptPartition(key) {
          kept.add(1, ordering: .relaxed)
          return found
        }
        var written = try write(persons, of: rows)
        written.summary.partition = partition
        written.summary.basis = basis
        try record(written, key: key)
        return written
      }
      outcomes.withLock { $0[partition] = outcome }
    }
    var bundled = BundledPersons(partitions: [], organizations: [], counts: BundleCounts())
    for outcome in outcomes.withLock({ $0 }) {
      if let outcome { bundled.partitions.append(try outcome.get()) }
    }
    finish(&bundled)
    let count = kept.load(ordering: .relaxed)
    if count > 0 { observer.observe(.stageKept(stage: "bundle", count: count)) }
    observer.observe(
      .stageFinished(
        stage: "bundle",
        rows: bundled.counts.bundles,
        unit: "bundles",
        note: "\(bundled.counts.documents) documents"
      )
    )
    return bundled
  }

  private func finish(_ bundled: inout BundledPersons) {
    var facilities: [[UInt8]] = []
    for partition in bundled.partitions {
      bundled.counts += partition.summary.counts
      facilities += partition.persons.facilities
    }
    facilities.sort { $0.lexicographicallyPrecedes($1) }
    facilities = facilities.indices.filter { $0 == 0 || facilities[$0] != facilities[$0 - 1] }
      .map { facilities[$0] }
    var json = CanonicalJSONWriter()
    bundled.counts += OrganizationBundleWriter.write(
      facilities: facilities,
      settings: bundleSettings,
      to: &json
    )
    bundled.organizations = json.bytes
  }

  var bundleSettings: BundleSettings {
    var bundles = BundleSettings(
      site: settings.site,
      sourceNames: sourceNames,
      imageBase: settings.imageBase,
      publishBase: settings.publishBase,
      trust: settings.trust,
      rowsArePages: sourceNames.indices.map { source($0).rowsAre == .pages }
    )
    bundles.writesUUIDs = settings.fullURL == .uuid
    return bundles
  }

  // MARK: - Keys: a partition is known by its persons, their rows and the settings of the stage.

  /// What every bundle depends on besides its rows.
  func bundleBasis(_ layouts: Layouts) -> ContentDigest {
    var key = StageKey(stage: "bundle", version: StageCatalogue.bundleVersion)
    key.add(settings.site)
    key.add(settings.imageBase ?? "")
    key.add(settings.publishBase ?? "")
    key.add(settings.fullURL.rawValue)
    key.add(UInt64(settings.trust.count))
    for name in settings.trust { key.add(name) }
    for index in sourceNames.indices { key.add(sourceKey(index, layouts: layouts).digest) }
    return key.digest
  }

  func bundleKey(
    _ persons: Range<Int>,
    of linked: LinkedPersons,
    basis: ContentDigest
  ) -> ContentDigest {
    var key = StageKey(stage: "partition", version: StageCatalogue.bundleVersion)
    key.add(basis)
    var retired = linked.index.firstRetired(of: persons.lowerBound)
    for person in persons {
      key.add(linked.index.ids[person])
      for row in linked.index.rows(of: person) { add(Int(row), of: linked, to: &key) }
      while retired < linked.index.retired.count, linked.index.retired[retired].person == person {
        key.add(linked.index.retired[retired].id)
        retired += 1
      }
    }
    return key.digest
  }

  private func add(_ row: Int, of linked: LinkedPersons, to key: inout StageKey) {
    let asOf = linked.asOfs[Int(linked.accounted.places[row].delivery)]
    key.add(linked.accounted.input.keys[row])
    key.add(linked.accounted.input.digests[row])
    let withdrawn: UInt64 = linked.accounted.isWithdrawn[row] ? 1 << 63 : 0
    key.add(withdrawn | UInt64(linked.accounted.input.nights[row]) << 32 | UInt64(asOf.packed))
  }

  func keptPartition(_ key: ContentDigest) throws(NightError) -> PartitionBundles? {
    guard !again.bundles else { return nil }
    let kept = try ledgerCall { () throws(LedgerError) in try ledger.stageResult(key: key) }
    guard let kept, store.has(kept.part), let summary = PartitionSummary(kept.summary.span),
      store.has(summary.persons)
    else { return nil }
    return try storeCall { () throws(StoreError) in
      let reader = try store.open(summary.persons)
      var bytes: [UInt8] = []
      try reader.read(0..<reader.byteCount, into: &bytes)
      guard let persons = PartitionPersons(bytes.span) else { return nil }
      return PartitionBundles(
        bundles: kept.part,
        byteCount: kept.byteCount,
        persons: persons,
        summary: summary
      )
    }
  }

  private func record(_ partition: PartitionBundles, key: ContentDigest) throws(NightError) {
    let result = StageResult(
      key: key,
      stage: "bundle",
      part: partition.bundles,
      byteCount: partition.byteCount,
      rows: partition.summary.counts.bundles,
      summary: partition.summary.bytes
    )
    try ledgerCall { () throws(LedgerError) in try ledger.record(result) }
  }

  // MARK: - Writing

  private func write(
    _ persons: Range<Int>,
    of linked: LinkedPersons
  ) throws(NightError) -> PartitionBundles {
    try storeCall { () throws(StoreError) in
      let part = place.isRehearsal ? store.beginUnkept() : try store.begin()
      do throws(StoreError) {
        var output = PartitionOutput(part: part, settings: bundleSettings)
        var retired = linked.index.firstRetired(of: persons.lowerBound)
        var view = PersonView()
        for person in persons {
          try fill(&view, person: person, of: linked, retired: &retired)
          try output.write(view)
          if output.persons.entries.count.isMultiple(of: 1024) {
            observer.observe(.advanced(stage: "bundle", done: 1024, rows: 0))
          }
        }
        return try output.finish(in: store)
      } catch {
        part.cancel()
        throw error
      }
    }
  }

  private func fill(
    _ view: inout PersonView,
    person: Int,
    of linked: LinkedPersons,
    retired: inout Int
  ) throws(StoreError) {
    view.removeAll()
    view.id = linked.index.ids[person]
    while retired < linked.index.retired.count, linked.index.retired[retired].person == person {
      view.retired.append(linked.index.retired[retired].id)
      retired += 1
    }
    for row in linked.index.rows(of: person) {
      try linked.appendRow(Int(row), to: &view)
    }
  }
}

extension LinkedPersons {
  /// Reads a row's record and appends it to a person.
  func appendRow(_ row: Int, to view: inout PersonView) throws(StoreError) {
    let place = accounted.places[row]
    let delivery = Int(place.delivery)
    let start = view.bytes.count
    try readers[delivery].append(
      place.offset..<place.offset + UInt64(place.length),
      to: &view.bytes
    )
    guard let record = RowView(view.bytes.span, at: start) else {
      throw StoreError(call: "read row part", path: deliveries[delivery].export.hex, code: 0)
    }
    view.rows.append(
      PersonRow(
        view: record,
        source: accounted.input.sources[row],
        night: accounted.input.nights[row],
        asOf: asOfs[delivery],
        isWithdrawn: accounted.isWithdrawn[row]
      )
    )
  }
}

extension PersonIndex {
  /// The first retired id at or after a person.
  func firstRetired(of person: Int) -> Int {
    retired.firstIndex { $0.person >= person } ?? retired.count
  }
}
