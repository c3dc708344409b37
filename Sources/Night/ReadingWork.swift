import Engine
import Ingestion
import RecordModel
import Reporting
import Synchronization
import Workspace

/// Exports below this size are read side by side, one a worker; larger ones by all workers together.
private let sideBySideBytes: UInt64 = 8 << 20

extension Workbench {
  /// Reads every file of every source where it lies to cells, keys and digests, and keeps nothing.
  ///
  /// No landing, no normalization, no judgement: what a run calls ingest, alone. Unusable exports are all
  /// reported at once.
  func readExports(identifies: Bool) throws(NightError) -> IngestReport {
    let unpacked = try storeCall { () throws(StoreError) in try TemporaryFolder(in: folder) }
    defer { withExtendedLifetime(unpacked) {} }
    let exports = try exportsInPlace(unpackingInto: unpacked.path)
    let layouts = try textLayouts(exports)
    let bytes = exports.reduce(UInt64(0)) { $0 + $1.file.byteCount }
    observer.observe(.stageStarted(stage: "ingest", total: bytes))
    let outcomes = readAll(exports, layouts, identifies: identifies)
    var report = IngestReport(exports: [])
    var unusable: [String] = []
    for (export, outcome) in zip(exports, outcomes) {
      switch outcome {
      case .success(let tally): report.exports.append(book(export, tally))
      case .failure(let error): unusable.append(error.message)
      case nil: break
      }
    }
    guard unusable.isEmpty else { throw NightError(.inputUnusable, unusable.sorted()) }
    observer.observe(
      .stageFinished(
        stage: "ingest",
        rows: report.exports.reduce(0) { $0 + $1.rows },
        unit: "rows",
        note: exports.count == 1 ? "1 file" : "\(exports.count) files"
      )
    )
    return report
  }

  /// A file of a source, as it lies in the inbox.
  private struct FoundExport: Sendable {
    var source: Int
    var file: ExportFile
  }

  /// What lies in the inbox, where it lies; what is packed, in a folder of its own.
  private func exportsInPlace(
    unpackingInto unpacked: String
  ) throws(NightError) -> [FoundExport] {
    let inbox = try inbox()
    try requireFiles(inbox, [])
    var results: [Result<DeliveredFile, DeliveryError>?] = []
    for (index, file) in inbox.files.enumerated() {
      results.append(
        Result { () throws(DeliveryError) in
          try DeliveredFile.contents(
            of: place.home.file(file.path),
            as: printable(file.path),
            unpackingInto: unpacked,
            number: index,
            hashes: false,
            taking: { !file.sources(taking: $0).isEmpty }
          )
        }
      )
    }
    let deliveries = try Self.allLanded(results)
    return Self.contents(inbox.files, deliveries).map { source, content, _ in
      let file = ExportFile(
        path: content.path,
        deliveredAs: content.deliveredAs,
        // Nothing is kept under it.
        digest: content.digest,
        byteCount: content.byteCount
      )
      return FoundExport(source: source, file: file)
    }
  }

  private func textLayouts(_ exports: [FoundExport]) throws(NightError) -> [Int: Layout] {
    var layouts: [Int: Layout] = [:]
    var problems: [String] = []
    for index in sourceNames.indices {
      let files = exports.filter { $0.source == index }.map(\.file)
      guard !files.isEmpty else { continue }
      if let frozen = try frozenLayout(of: index) {
        layouts[index] = frozen
        continue
      }
      do {
        layouts[index] = try LayoutDecision.decide(
          settings: source(index),
          exports: files,
          workers: farm,
          readsDates: false
        )
      } catch {
        problems.append(error.message)
      }
    }
    guard problems.isEmpty else { throw NightError(.inputUnusable, problems) }
    return layouts
  }

  private func readAll(
    _ exports: [FoundExport],
    _ layouts: [Int: Layout],
    identifies: Bool
  ) -> [Result<RowTally, ExportError>?] {
    let outcomes = Mutex<[Result<RowTally, ExportError>?]>(
      Array(repeating: nil, count: exports.count)
    )
    let small = exports.indices.filter { exports[$0].file.byteCount < sideBySideBytes }
    farm.each(small.count) { position in
      let index = small[position]
      let outcome = read(exports[index], layouts, farm: Farm(jobs: 1), identifies: identifies)
      outcomes.withLock { $0[index] = outcome }
    }
    for index in exports.indices where exports[index].file.byteCount >= sideBySideBytes {
      let outcome = read(exports[index], layouts, farm: farm, identifies: identifies)
      outcomes.withLock { $0[index] = outcome }
    }
    return outcomes.withLock { $0 }
  }

  private func read(
    _ export: FoundExport,
    _ layouts: [Int: Layout],
    farm: Farm,
    identifies: Bool
  ) -> Result<RowTally, ExportError> {
    Result { () throws(ExportError) in
      guard let layout = layouts[export.source] else {
        preconditionFailure("a source with a file has a layout")
      }
      return try run(Formats.source(source(export.source), layout), farm, export.file, identifies)
    }
  }

  private func run(
    _ reader: some Source,
    _ farm: Farm,
    _ export: ExportFile,
    _ identifies: Bool
  ) throws(ExportError) -> RowTally {
    let observer = observer
    let reading = ReadRows(source: reader, farm: farm, identifies: identifies) { rows, bytes in
      observer.observe(.advanced(stage: "ingest", done: UInt64(bytes), rows: UInt64(rows)))
    }
    return try reading.run(export)
  }

  private func book(_ export: FoundExport, _ tally: RowTally) -> IngestReport.Export {
    IngestReport.Export(
      name: export.file.deliveredAs,
      source: sourceNames[export.source],
      rows: tally.rowsRead,
      ignored: tally.ignored,
      refused: RuleCode.allCases.compactMap { rule in
        let rows = tally.refused[Int(rule.rawValue)]
        return rows == 0 ? nil : (rule, rows)
      },
      bytes: tally.bytes
    )
  }
}
