import Bundling
import CanonicalJSON
import RecordModel

/// What the ledger keeps of a partition's bundles: counts, facility codes, and the part that lists its persons.
struct PartitionSummary: Sendable {
  var counts: BundleCounts
  var facilities: [[UInt8]]
  var persons: ContentDigest

  init(counts: BundleCounts, facilities: [[UInt8]], persons: ContentDigest) {
    self.counts = counts
    self.facilities = facilities
    self.persons = persons
  }

  /// Reads the stored form; nil when it is another one.
  init?(_ bytes: borrowing Span<UInt8>) {
    guard let value = try? JSONReader.read(bytes), let counts = value["counts"]?.array,
      let persons = value["persons"]?.text.flatMap(ContentDigest.init(hex:)),
      let facilities = value["facilities"]?.array, counts.count == Self.columns.count
    else { return nil }
    self.counts = BundleCounts()
    for (column, count) in zip(Self.columns, counts) {
      guard let count = count.integer, count >= 0 else { return nil }
      self.counts[keyPath: column] = UInt64(count)
    }
    self.facilities = facilities.compactMap { $0.text.map { Array($0.utf8) } }
    self.persons = persons
  }

  /// The stored form: canonical JSON.
  var bytes: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("counts")
    json.beginArray()
    for column in Self.columns { json.integer(counts[keyPath: column]) }
    json.endArray()
    json.name("facilities")
    json.beginArray()
    for code in facilities { json.string(utf8: code.span) }
    json.endArray()
    json.name("persons")
    json.string(persons.hex)
    json.endObject()
    return json.bytes
  }

  private static var columns: [WritableKeyPath<BundleCounts, UInt64>] {
    [
      \.patients, \.documents, \.provenances, \.organizations, \.encounters, \.conditions,
      \.procedures, \.bundles, \.bytes, \.citedRows,
    ]
  }
}
