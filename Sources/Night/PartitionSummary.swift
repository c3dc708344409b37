import Bundling
import CanonicalJSON
import RecordModel

/// What the ledger keeps of a partition's bundles: counts, and the part that lists its persons.
struct PartitionSummary: Sendable {
  var counts: BundleCounts
  var persons: ContentDigest

  init(counts: BundleCounts, persons: ContentDigest) {
    self.counts = counts
    self.persons = persons
  }

  /// Reads the stored form; nil when it is another one.
  init?(_ bytes: borrowing Span<UInt8>) {
    guard let value = try? JSONReader.read(bytes),
      let persons = value["persons"]?.text.flatMap(ContentDigest.init(hex:))
    else { return nil }
    self.counts = BundleCounts()
    for (name, path) in Self.columns {
      guard let count = value[name]?.integer, count >= 0 else { return nil }
      self.counts[keyPath: path] = UInt64(count)
    }
    self.persons = persons
  }

  /// The stored form: canonical JSON of numbers and one digest.
  var bytes: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    writeCounts(to: &json) { $0 < "persons" }
    json.name("persons")
    json.string(persons.hex)
    writeCounts(to: &json) { $0 > "persons" }
    json.endObject()
    return json.bytes
  }

  private func writeCounts(to json: inout CanonicalJSONWriter, where isWanted: (String) -> Bool) {
    for (name, path) in Self.columns where isWanted(name) {
      json.name(name)
      json.integer(counts[keyPath: path])
    }
  }

  /// In the order of their names.
  private static var columns: [(name: String, path: WritableKeyPath<BundleCounts, UInt64>)] {
    [
      ("bundles", \.bundles), ("bytes", \.bytes), ("citedRows", \.citedRows),
      ("conditions", \.conditions), ("documents", \.documents), ("encounters", \.encounters),
      ("organizations", \.organizations), ("patients", \.patients),
      ("procedures", \.procedures), ("provenances", \.provenances),
    ]
  }
}
