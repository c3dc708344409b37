import Bundling
import CanonicalJSON
import Engine
import RecordModel
import Reporting
import Workspace

/// `manifest.json`: every file of a published tree with its size and digest, the books, and what the tree was made from.
///
/// It also holds what the ledger needs to adopt a tree whose run died between the rename and the
/// ledger row.
struct Manifest: Sendable {
  /// One file of the tree.
  struct File: Sendable {
    var path: String
    var byteCount: UInt64
    var digest: ContentDigest
    /// Bundle lines in it.
    var bundles: UInt64
  }

  var run: PublishedRun
  var pipeline: String
  var site: String
  var files: [File]
  var counts: BundleCounts
  var books: Books
  /// The run that `changes/` start from; nil on the first night, when everything is a change.
  var startsFrom: String?
  /// Ledger numbers of the landings that this tree publishes.
  var landings: [Int]
  var layouts: [(source: String, digest: ContentDigest)]

  /// The manifest's bytes, all but the digest of itself.
  var bytes: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("asOf")
    json.string(run.asOf.isoText)
    json.name("books")
    ReportJSON.write(books, to: &json)
    json.name("changes")
    json.string(startsFrom.map { "since \($0)" } ?? "all")
    json.name("counts")
    write(counts, to: &json)
    json.name("files")
    json.beginArray()
    for file in files.sorted(by: { $0.path < $1.path }) { write(file, to: &json) }
    json.endArray()
    json.name("format")
    json.string("chartlift-tree/1")
    json.name("ids")
    json.string(run.ids.hex)
    json.name("importOrder")
    json.beginArray()
    for file in files.sorted(by: { $0.path < $1.path }) where file.path.hasPrefix("bundles/") {
      json.string(file.path)
    }
    json.endArray()
    writeBasis(to: &json)
    json.endObject()
    return json.bytes
  }

  private func writeBasis(to json: inout CanonicalJSONWriter) {
    json.name("key")
    json.string(run.key.hex)
    json.name("landings")
    json.beginArray()
    for landing in landings { json.integer(landing) }
    json.endArray()
    json.name("layouts")
    json.beginObject()
    for layout in layouts.sorted(by: { $0.source < $1.source }) {
      json.name(layout.source)
      json.string(layout.digest.hex)
    }
    json.endObject()
    json.name("night")
    json.integer(run.night)
    json.name("pipeline")
    json.string(pipeline)
    json.name("run")
    json.string(run.name)
    json.name("site")
    json.string(site)
    json.name("state")
    json.string(run.state.hex)
    json.name("stateDigest")
    json.string(run.stateDigest.hex)
  }

  private func write(_ file: File, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    json.name("bundles")
    json.integer(file.bundles)
    json.name("bytes")
    json.integer(file.byteCount)
    json.name("path")
    json.string(file.path)
    json.name("sha256")
    json.string(file.digest.hex)
    json.endObject()
  }

  private func write(_ counts: BundleCounts, to json: inout CanonicalJSONWriter) {
    json.beginObject()
    let parts: [(String, UInt64)] = [
      ("Condition", counts.conditions), ("DocumentReference", counts.documents),
      ("Encounter", counts.encounters), ("Organization", counts.organizations),
      ("Patient", counts.patients), ("Procedure", counts.procedures),
      ("Provenance", counts.provenances), ("bundles", counts.bundles),
    ]
    for (name, count) in parts {
      json.name(name)
      json.integer(count)
    }
    json.endObject()
  }
}

extension Manifest {
  /// What a manifest says that the ledger keeps; nil when it is no manifest of ours.
  static func publication(
    _ bytes: borrowing Span<UInt8>,
    tree: String,
    digest: ContentDigest
  ) -> (run: PublishedRun, landings: [Int], books: Books)? {
    guard let value = try? JSONReader.read(bytes), value["format"]?.text == "chartlift-tree/1",
      let name = value["run"]?.text, let night = value["night"]?.integer,
      let key = value["key"]?.text.flatMap(ContentDigest.init(hex:)),
      let asOf = value["asOf"]?.text.flatMap(PartialDate.init(iso:)),
      let ids = value["ids"]?.text.flatMap(ContentDigest.init(hex:)),
      let state = value["state"]?.text.flatMap(ContentDigest.init(hex:)),
      let stateDigest = value["stateDigest"]?.text.flatMap(ContentDigest.init(hex:)),
      let landings = value["landings"]?.array,
      let books = value["books"].flatMap(ReportJSON.books)
    else { return nil }
    let run = PublishedRun(
      name: name,
      key: key,
      night: night,
      asOf: asOf,
      manifest: digest,
      ids: ids,
      state: state,
      stateDigest: stateDigest,
      tree: tree
    )
    return (run, landings.compactMap(\.integer), books)
  }
}

extension Manifest {
  /// Patients and documents that a published tree holds; nil when its manifest is gone.
  static func counts(of path: String) -> (patients: UInt64, documents: UInt64)? {
    guard let bytes = try? DurableFile.read(path), let value = try? JSONReader.read(bytes.span),
      let patients = value["counts"]?["Patient"]?.integer,
      let documents = value["counts"]?["DocumentReference"]?.integer
    else { return nil }
    return (UInt64(patients), UInt64(documents))
  }
}
