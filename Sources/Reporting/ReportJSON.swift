package import CanonicalJSON
import RecordModel

/// `report.json`: the run's summary for machines, in canonical form.
package enum ReportJSON {
  /// The report's bytes.
  package static func bytes(_ summary: RunSummary) -> [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("asOf")
    json.string(summary.asOf)
    json.name("books")
    write(summary.books, to: &json)
    if summary.isByHand {
      json.name("byHand")
      json.boolean(true)
    }
    writeManifests(summary.delivery.manifests, to: &json)
    let isStaged = summary.outcome == .staged
    // Not counted before they are bundled, and a staged night is not.
    if !isStaged {
      json.name("documents")
      json.integer(summary.documents)
    }
    json.name("findings")
    json.beginArray()
    for total in summary.findings { write(total, to: &json) }
    json.endArray()
    writeLineage(summary.lineage, to: &json)
    json.name("night")
    json.integer(summary.night)
    writeLeftOut(summary.leftOut, to: &json)
    if !summary.delivery.notices.isEmpty {
      json.name("notices")
      json.beginArray()
      for notice in summary.delivery.notices { json.string(notice) }
      json.endArray()
    }
    json.name("outcome")
    json.string(summary.outcome.rawValue)
    json.name("patients")
    json.integer(summary.patients)
    json.name("pipeline")
    json.string(summary.pipeline)
    if !summary.rolledBack.isEmpty {
      json.name("rolledBack")
      json.beginArray()
      for night in summary.rolledBack { json.string(night.run) }
      json.endArray()
    }
    json.name("run")
    json.string(summary.run)
    if !summary.setAside.isEmpty {
      json.name("setAside")
      json.beginArray()
      for file in summary.setAside { json.string(file.name) }
      json.endArray()
    }
    writeSnapshots(summary, to: &json)
    if !isStaged {
      json.name("stateDigest")
      json.string(summary.stateDigest)
      json.name("tree")
      json.string(summary.tree)
    }
    writeWithdrawals(summary, to: &json)
    json.endObject()
    return json.bytes
  }

  /// Only where a source is a snapshot.
  private static func writeSnapshots(_ summary: RunSummary, to json: inout CanonicalJSONWriter) {
    guard !summary.snapshots.isEmpty else { return }
    json.name("snapshots")
    json.beginArray()
    for report in summary.snapshots {
      json.beginObject()
      json.name("complete")
      json.boolean(report.obstacle == nil)
      json.name("files")
      json.integer(report.files)
      json.name("night")
      json.integer(report.night)
      if let obstacle = report.obstacle {
        json.name("obstacle")
        json.string(obstacle.code)
      }
      if let earlier = report.sameAsNight {
        json.name("sameAsNight")
        json.integer(earlier)
      }
      if let obstacle = report.obstacle {
        json.name("sentence")
        json.string(obstacle.sentence)
      }
      json.name("source")
      json.string(report.source)
      json.endObject()
    }
    json.endArray()
  }

  private static func writeWithdrawals(
    _ summary: RunSummary,
    to json: inout CanonicalJSONWriter
  ) {
    guard !summary.withdrawals.isEmpty else { return }
    json.name("withdrawals")
    json.beginArray()
    for total in summary.withdrawals {
      json.beginObject()
      json.name("before")
      json.integer(total.before)
      json.name("limit")
      json.string(ClosingBlock.spelled(total.limit.amount))
      json.name("over")
      json.boolean(total.isOver)
      json.name("rows")
      json.integer(total.rows)
      json.name("source")
      json.string(total.source)
      json.endObject()
    }
    json.endArray()
  }

  /// Both books, as the report and the manifest carry them.
  package static func write(_ books: Books, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("balanced")
    json.boolean(books.isBalanced)
    if let cited = books.cited {
      json.name("cited")
      json.integer(cited)
    }
    json.name("exports")
    json.beginArray()
    for book in books.exports { write(book, to: &json) }
    json.endArray()
    json.name("sources")
    json.beginArray()
    for book in books.sources { write(book, to: &json) }
    json.endArray()
    json.endObject()
  }

  private static func write(_ book: ExportBook, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("bytes")
    write(book.bytes, to: &json)
    json.name("dispositions")
    json.beginObject()
    for disposition in Disposition.allCases.sorted(by: { $0.spelled < $1.spelled }) {
      json.name(disposition.spelled)
      json.integer(book.dispositions[disposition])
    }
    json.endObject()
    json.name("export")
    json.string(book.export.hex)
    json.name("name")
    json.string(book.name)
    json.name("night")
    json.integer(book.night)
    json.name("read")
    json.integer(book.read)
    json.name("source")
    json.string(book.source)
    json.endObject()
  }

  private static func write(_ bytes: ExportBytes, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    for (name, path) in byteColumns {
      json.name(name)
      json.integer(bytes[keyPath: path])
    }
    json.endObject()
  }

  private static func write(_ book: SourceBook, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    let parts: [(String, UInt64)] = [
      ("before", book.before), ("loaded", book.loaded), ("now", book.now),
      ("released", book.released),
    ]
    for (name, count) in parts {
      json.name(name)
      json.integer(count)
    }
    json.name("source")
    json.string(book.source)
    json.name("withdrawn")
    json.integer(book.withdrawn)
    if book.withdrawnNow > 0 {
      json.name("withdrawnNow")
      json.integer(book.withdrawnNow)
    }
    json.endObject()
  }

  private static func write(_ total: FindingTotal, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("code")
    json.string(total.rule.spelled)
    json.name("effect")
    json.string(total.effect.rawValue)
    json.name("family")
    json.string(total.family.rawValue)
    if let limit = total.limit {
      json.name("limit")
      json.string(ClosingBlock.spelled(limit.amount))
    }
    json.name("over")
    json.boolean(total.isOver)
    json.name("rows")
    json.integer(total.rows)
    json.name("sentence")
    json.string(total.sentence)
    json.endObject()
  }

  /// The books that `write` wrote; nil when they are none.
  package static func books(_ value: JSONValue) -> Books? {
    guard let exports = value["exports"]?.array, let sources = value["sources"]?.array else {
      return nil
    }
    let read = exports.compactMap(exportBook)
    let held = sources.compactMap(sourceBook)
    guard read.count == exports.count, held.count == sources.count else { return nil }
    return Books(exports: read, sources: held, cited: count(value["cited"]))
  }

  private static func exportBook(_ value: JSONValue) -> ExportBook? {
    guard let name = value["name"]?.text, let source = value["source"]?.text,
      let export = value["export"]?.text.flatMap(ContentDigest.init(hex:)),
      let night = value["night"]?.integer, let read = count(value["read"]),
      let bytes = value["bytes"], let dispositions = value["dispositions"]
    else { return nil }
    var counts = DispositionCounts()
    for disposition in Disposition.allCases {
      counts[disposition] = count(dispositions[disposition.spelled]) ?? 0
    }
    var parts = ExportBytes()
    for (name, path) in byteColumns { parts[keyPath: path] = count(bytes[name]) ?? 0 }
    return ExportBook(
      name: name,
      source: source,
      export: export,
      night: night,
      read: read,
      dispositions: counts,
      bytes: parts
    )
  }

  private static func sourceBook(_ value: JSONValue) -> SourceBook? {
    guard let source = value["source"]?.text, let before = count(value["before"]),
      let loaded = count(value["loaded"]), let released = count(value["released"]),
      let withdrawn = count(value["withdrawn"]), let now = count(value["now"])
    else { return nil }
    return SourceBook(
      source: source,
      before: before,
      loaded: loaded,
      released: released,
      withdrawn: withdrawn,
      now: now,
      withdrawnNow: count(value["withdrawnNow"]) ?? 0
    )
  }

  private static func count(_ value: JSONValue?) -> UInt64? {
    value?.integer.flatMap { UInt64(exactly: $0) }
  }

  private static var byteColumns: [(name: String, path: WritableKeyPath<ExportBytes, UInt64>)] {
    [
      ("blank", \.blank), ("damaged", \.damaged), ("file", \.fileSize), ("header", \.header),
      ("ignoredLines", \.ignoredLines), ("markup", \.markup), ("rows", \.rows),
      ("separators", \.separators),
    ]
  }
}
