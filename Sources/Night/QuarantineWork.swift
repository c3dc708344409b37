import Engine
import RecordModel
import Reporting
import Validation
import Workspace

extension Workbench {
  /// Writes the refused rows of every export that is not published yet: original bytes, and why.
  ///
  /// - Returns: the folder, relative to the workspace; nil when no row was refused.
  func quarantine(
    _ landings: [RowsOfLanding],
    linked: LinkedPersons,
    layouts: Layouts,
    run: String
  ) throws(NightError) -> String? {
    let conflicts = try conflictingRows(linked)
    var folderOfRun: String?
    for (index, landing) in landings.enumerated() where !landing.isPublished {
      let entries = (landing.trailer.refused + (conflicts[index] ?? [])).sorted {
        $0.start < $1.start
      }
      guard !entries.isEmpty else { continue }
      let reasons = RefusalReasons(
        source(landing.sourceIndex),
        encoding: layouts.bySource[landing.sourceIndex]?.encoding ?? ""
      )
      try storeCall { () throws(StoreError) in
        _ = try QuarantineStore(folder).write(
          try reasons.rows(entries, in: store.open(landing.export)),
          run: run,
          source: sourceNames[landing.sourceIndex],
          export: exportFile(of: landing),
          from: store
        )
      }
      folderOfRun = "quarantine/\(run)"
    }
    return folderOfRun
  }

  private func exportFile(of landing: RowsOfLanding) -> ExportFile {
    ExportFile(
      path: store.path(of: landing.export),
      deliveredAs: landing.deliveredAs,
      digest: landing.export,
      byteCount: landing.byteCount
    )
  }

  /// Rows that one night brought in two versions, by delivery.
  private func conflictingRows(
    _ linked: LinkedPersons
  ) throws(NightError) -> [Int: [RowPartTrailer.Entry]] {
    var entries: [Int: [RowPartTrailer.Entry]] = [:]
    for place in linked.accounted.conflicting {
      let row = try storeCall { () throws(StoreError) in try linked.record(at: place) }
      entries[Int(place.delivery), default: []].append(
        .init(
          rule: .conflictingVersions,
          field: .documentID,
          ordinal: row.ordinal,
          line: row.line,
          start: row.start,
          length: row.length
        )
      )
    }
    return entries
  }

  /// Writes `findings.csv`: every finding of the exports that are not published yet, and every row of
  /// an overlay that one of them belongs to.
  func writeFindings(
    _ landings: [RowsOfLanding],
    linked: LinkedPersons,
    runFolder: String
  ) throws(NightError) {
    var file = FindingsFile()
    for landing in landings where !landing.isPublished {
      for entry in landing.trailer.refused + landing.trailer.findings {
        file.append(line(entry.rule, entry.field, landing.deliveredAs, entry.line, entry.ordinal))
      }
    }
    for place in linked.newConflicts(landings) {
      try append(.conflictingVersions, .documentID, place, of: linked, landings, to: &file)
    }
    for place in linked.newOverlays(landings) {
      try append(.overlay, .recordNumber, place, of: linked, landings, to: &file)
    }
    for place in linked.newUnclearMerges(landings) {
      try append(.mergeUnclear, .mergedRecordNumber, place, of: linked, landings, to: &file)
    }
    try storeCall { () throws(StoreError) in
      try DurableFile.write(file.bytes.span, to: runFolder + "/findings.csv")
    }
  }

  private func append(
    _ rule: RuleCode,
    _ field: Field,
    _ place: RecordPlace,
    of linked: LinkedPersons,
    _ landings: [RowsOfLanding],
    to file: inout FindingsFile
  ) throws(NightError) {
    let row = try storeCall { () throws(StoreError) in try linked.record(at: place) }
    let name = landings[Int(place.delivery)].deliveredAs
    file.append(line(rule, field, name, row.line, row.ordinal))
  }

  private func line(
    _ rule: RuleCode,
    _ field: Field,
    _ export: String,
    _ line: UInt32,
    _ row: UInt64
  ) -> FindingLine {
    FindingLine(
      rule: rule,
      field: RuleCatalogue.isAboutWholeRow(rule) ? nil : field,
      export: export,
      line: line,
      row: row
    )
  }
}

extension LinkedPersons {
  /// Rows of one night in two versions, of exports that are not published yet, as they stand there.
  ///
  /// Those of published nights were reported then and count towards no limit again.
  func newConflicts(_ landings: [RowsOfLanding]) -> [RecordPlace] {
    accounted.conflicting.filter { !landings[Int($0.delivery)].isPublished }
      .sorted(by: Self.isEarlier)
  }

  /// All rows of overlays that have a row of an export that is not published yet.
  func newOverlays(_ landings: [RowsOfLanding]) -> [RecordPlace] {
    overlays.flatMap { overlay in
      let places = overlay.map { accounted.places[Int($0)] }
      let isNew = places.contains { !landings[Int($0.delivery)].isPublished }
      return isNew ? places.sorted(by: Self.isEarlier) : []
    }
  }

  /// Rows whose merge was not made, where it or a row of its numbers is not published yet.
  func newUnclearMerges(_ landings: [RowsOfLanding]) -> [RecordPlace] {
    unclearMerges.compactMap { rows in
      let places = rows.map { accounted.places[Int($0)] }
      let isNew = places.contains { !landings[Int($0.delivery)].isPublished }
      return isNew ? places.first : nil
    }.sorted(by: Self.isEarlier)
  }

  /// The order in which rows stand in their exports.
  private static func isEarlier(_ left: RecordPlace, _ right: RecordPlace) -> Bool {
    left.delivery == right.delivery ? left.offset < right.offset : left.delivery < right.delivery
  }

  /// The stored row at a place.
  func record(at place: RecordPlace) throws(StoreError) -> RowView {
    let delivery = deliveries[Int(place.delivery)]
    var bytes: [UInt8] = []
    try delivery.part.reader.read(
      place.offset..<place.offset + UInt64(place.length),
      into: &bytes
    )
    guard let row = RowView(bytes.span, at: 0) else {
      throw StoreError(call: "read row part", path: delivery.export.hex, code: 0)
    }
    return row
  }
}
