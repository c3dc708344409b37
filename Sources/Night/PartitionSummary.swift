import Bundling
import CanonicalJSON
import RecordModel

/// What the ledger keeps of a partition's bundles: counts, the part that lists its persons, and
/// what it was made under.
struct PartitionSummary: Sendable {
  var counts: BundleCounts
  var persons: ContentDigest
  /// Which of the partitions it is.
  var partition = 0
  /// Digest of everything but its rows: settings, layouts, the stage's version.
  var basis = ContentDigest(words: (0, 0, 0, 0))

  init(counts: BundleCounts, persons: ContentDigest) {
    self.counts = counts
    self.persons = persons
  }

  /// Reads the stored form; nil when it is another one.
  init?(_ bytes: borrowing Span<UInt8>) {
    guard let value = try? JSONReader.read(bytes),
      let persons = value["persons"]?.text.flatMap(ContentDigest.init(hex:)),
      let basis = value["basis"]?.text.flatMap(ContentDigest.init(hex:)),
      let partition = value["partition"]?.integer
    else { return nil }
    self.counts = BundleCounts()
    for (name, path) in Self.columns {
      guard let count = value[name]?.integer, count >= 0 else { return nil }
      self.counts[keyPath: path] = UInt64(count)
    }
    self.persons = persons
    self.basis = basis
    self.partition = Int(partition)
  }

  /// The stored form: canonical JSON of numbers and digests.
  var bytes: [UInt8] {
    var numbers = Self.columns.map { ($0.name, counts[keyPath: $0.path]) }
    numbers.append(("partition", UInt64(partition)))
    let digests = [("basis", basis), ("persons", persons)]
    var json = CanonicalJSONWriter()
    json.beginObject()
    for name in (numbers.map(\.0) + digests.map(\.0)).sorted() {
      json.name(name)
      if let number = numbers.first(where: { $0.0 == name }) { json.integer(number.1) }
      if let digest = digests.first(where: { $0.0 == name }) { json.string(digest.1.hex) }
    }
    json.endObject()
    return json.bytes
  }

  private static var columns: [(name: String, path: WritableKeyPath<BundleCounts, UInt64>)] {
    [
      ("bundles", \.bundles), ("bytes", \.bytes), ("citedRows", \.citedRows),
      ("conditions", \.conditions), ("documents", \.documents), ("encounters", \.encounters),
      ("organizations", \.organizations), ("patients", \.patients),
      ("procedures", \.procedures), ("provenances", \.provenances),
    ]
  }
}
