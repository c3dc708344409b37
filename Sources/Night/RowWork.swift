import Engine
import Ingestion
import Normalization
import RecordModel
import Synchronization
import Validation
import Workspace

/// One landed export whose rows a run needs, before they are read.
struct LandingToRead: Sendable {
  var arrival: Arrival
  var night: Int
  var asOf: PartialDate
  var isPublished: Bool
  var mode: DeliveryMode
  /// Says whether a person left out another export that came with this one.
  var hasLeftOut = false
}

/// Exports below this size are read side by side, one a worker; larger ones by all workers together.
private let sideBySideBytes: UInt64 = 8 << 20

extension Workbench {
  /// The rows of every landing: kept parts where the key is equal, else read now.
  ///
  /// Unusable exports are all reported at once.
  func rows(
    of landings: [LandingToRead],
    layouts: Layouts
  ) throws(NightError) -> [RowsOfLanding] {
    let keys = landings.map { rowKey($0, layouts: layouts) }
    var found: [RowsOfLanding?] = []
    for (landing, key) in zip(landings, keys) { found.append(try keptRows(landing, key: key)) }
    let missing = landings.indices.filter { found[$0] == nil }
    if missing.count < landings.count {
      observer.observe(.stageKept(stage: "ingest", count: landings.count - missing.count))
    }
    guard !missing.isEmpty else { return found.compactMap { $0 } }
    let bytes = missing.reduce(UInt64(0)) { $0 + landings[$1].arrival.byteCount }
    observer.observe(.stageStarted(stage: "ingest", total: bytes))
    let fresh = try sorted(readAll(missing.map { landings[$0] }, layouts: layouts))
    for (index, rows) in zip(missing, fresh) {
      let ingredients = RowIngredients(landings[index], self, layouts: layouts)
      try record(rows, key: keys[index], made: ingredients)
      found[index] = rows
    }
    let count = fresh.reduce(UInt64(0)) { $0 + $1.trailer.rowsRead }
    observer.observe(
      .stageFinished(
        stage: "ingest",
        rows: count,
        unit: "rows",
        note: fresh.count == 1 ? "1 file" : "\(fresh.count) files"
      )
    )
    return found.compactMap { $0 }
  }

  func rowKey(_ landing: LandingToRead, layouts: Layouts) -> ContentDigest {
    var key = sourceKey(landing.arrival.sourceIndex, layouts: layouts)
    key.add(UInt64(landing.asOf.packed))
    key.add(landing.arrival.export)
    return key.digest
  }

  /// What every row of a source depends on besides its export: stage versions, settings, layout.
  func sourceKey(_ index: Int, layouts: Layouts) -> StageKey {
    var key = StageKey(stage: "rows", version: StageCatalogue.ingestVersion)
    key.add(UInt64(NormalizeRows.version))
    key.add(UInt64(ApplyRowRules.version))
    key.add(SettingsText.rowStages(of: source(index), placeholders: settings.placeholders).span)
    if let layout = layouts.bySource[index] { key.add(LayoutFile.digest(of: layout)) }
    return key
  }

  func keptRows(
    _ landing: LandingToRead,
    key: ContentDigest
  ) throws(NightError) -> RowsOfLanding? {
    guard !again.readsAgain(sourceNames[landing.arrival.sourceIndex]) else { return nil }
    let kept = try ledgerCall { () throws(LedgerError) in try ledger.stageResult(key: key) }
    guard let kept, store.has(kept.part) else { return nil }
    let part = try storeCall { () throws(StoreError) in try RowPart(kept.part, in: store) }
    return rows(of: landing, part: part, digest: kept.part)
  }

  private func rows(
    of landing: LandingToRead,
    part: RowPart,
    digest: ContentDigest
  ) -> RowsOfLanding {
    RowsOfLanding(
      deliveredAs: landing.arrival.deliveredAs,
      export: landing.arrival.export,
      byteCount: landing.arrival.byteCount,
      sourceIndex: landing.arrival.sourceIndex,
      night: landing.night,
      asOf: landing.asOf,
      isPublished: landing.isPublished,
      mode: landing.mode,
      hasLeftOut: landing.hasLeftOut,
      part: part,
      partDigest: digest
    )
  }

  private func record(
    _ rows: RowsOfLanding,
    key: ContentDigest,
    made ingredients: RowIngredients
  ) throws(NightError) {
    let result = StageResult(
      key: key,
      stage: "rows",
      part: rows.partDigest,
      byteCount: rows.part.reader.byteCount,
      rows: rows.trailer.rowsRead,
      summary: ingredients.bytes
    )
    try ledgerCall { () throws(LedgerError) in try ledger.record(result) }
  }

  private func readAll(
    _ landings: [LandingToRead],
    layouts: Layouts
  ) -> [Result<RowsOfLanding, RowStagesError>] {
    let outcomes = Mutex<[Result<RowsOfLanding, RowStagesError>?]>(
      Array(repeating: nil, count: landings.count)
    )
    let small = landings.indices.filter { landings[$0].arrival.byteCount < sideBySideBytes }
    let large = landings.indices.filter { landings[$0].arrival.byteCount >= sideBySideBytes }
    farm.each(small.count) { position in
      let index = small[position]
      let outcome = read(landings[index], layouts: layouts, farm: Farm(jobs: 1))
      outcomes.withLock { $0[index] = outcome }
    }
    for index in large {
      let outcome = read(landings[index], layouts: layouts, farm: farm)
      outcomes.withLock { $0[index] = outcome }
    }
    return outcomes.withLock { $0 }.compactMap(\.self)
  }

  /// Those of some landings that cannot be used, each with its message; the others' parts are kept.
  func unusable(
    _ landings: [LandingToRead],
    layouts: Layouts
  ) throws(NightError) -> [(landing: LandingToRead, message: String)] {
    var missing: [LandingToRead] = []
    for landing in landings {
      let key = rowKey(landing, layouts: layouts)
      if try keptRows(landing, key: key) == nil { missing.append(landing) }
    }
    var unusable: [(landing: LandingToRead, message: String)] = []
    for (landing, outcome) in zip(missing, readAll(missing, layouts: layouts)) {
      switch outcome {
      case .success(let rows):
        let ingredients = RowIngredients(landing, self, layouts: layouts)
        try record(rows, key: rowKey(landing, layouts: layouts), made: ingredients)
      case .failure(.store(let error)): throw NightError(error)
      case .failure(.export(let error)): unusable.append((landing, error.message))
      }
    }
    return unusable
  }

  private func sorted(
    _ outcomes: [Result<RowsOfLanding, RowStagesError>]
  ) throws(NightError) -> [RowsOfLanding] {
    var rows: [RowsOfLanding] = []
    var unusable: [String] = []
    for outcome in outcomes {
      switch outcome {
      case .success(let landing): rows.append(landing)
      case .failure(.store(let error)): throw NightError(error)
      case .failure(.export(let error)): unusable.append(error.message)
      }
    }
    guard unusable.isEmpty else { throw NightError(.inputUnusable, unusable.sorted()) }
    return rows
  }

  private func read(
    _ landing: LandingToRead,
    layouts: Layouts,
    farm: Farm
  ) -> Result<RowsOfLanding, RowStagesError> {
    Result { () throws(RowStagesError) in
      let index = landing.arrival.sourceIndex
      guard let layout = layouts.bySource[index] else {
        preconditionFailure("a landed source has a layout")
      }
      let (digest, _) = try runStages(landing, source(index), layout, farm)
      do throws(StoreError) {
        return rows(of: landing, part: try RowPart(digest, in: store), digest: digest)
      } catch {
        throw .store(error)
      }
    }
  }

  private func runStages(
    _ landing: LandingToRead,
    _ source: SourceSettings,
    _ layout: Layout,
    _ farm: Farm
  ) throws(RowStagesError) -> (part: ContentDigest, trailer: RowPartTrailer) {
    let stages: [any RowStage] = [
      NormalizeRows(
        NormalizationSettings(
          source: source,
          layout: layout,
          placeholders: settings.placeholders,
          asOf: landing.asOf
        )
      ),
      ApplyRowRules(ValidationSettings(source: source, asOf: landing.asOf)),
    ]
    let export = exportFile(landing.arrival)
    let reader: any Source
    do throws(ExportError) {
      reader = try Formats.source(source, layout)
    } catch {
      throw .export(error)
    }
    return try run(reader, stages, farm, export)
  }

  private func run(
    _ reader: some Source,
    _ stages: [any RowStage],
    _ farm: Farm,
    _ export: ExportFile
  ) throws(RowStagesError) -> (part: ContentDigest, trailer: RowPartTrailer) {
    let observer = observer
    let run = RowStages(source: reader, stages: stages, farm: farm, store: store) { rows, bytes in
      observer.observe(.advanced(stage: "ingest", done: UInt64(bytes), rows: UInt64(rows)))
    }
    return try run.run(export)
  }
}
