import Bundling
import CanonicalJSON
import Digests
import Engine
import Persons
import RecordModel
import Workspace

/// Bytes handed to a part at a time.
private let flushBytes = 1 << 20

/// Writes one partition: bundle lines into a part, and beside them who is in it.
struct PartitionOutput: ~Copyable {
  let part: any PartWriter
  var writer: PersonBundleWriter<NoLineage>
  var json = CanonicalJSONWriter(reserving: flushBytes + 1 << 16)
  var persons = PartitionPersons()
  var counts = BundleCounts()
  var byteCount: UInt64 = 0

  init(part: any PartWriter, settings: BundleSettings) {
    self.part = part
    writer = PersonBundleWriter(settings: settings, sink: NoLineage())
  }

  mutating func write(_ person: borrowing PersonView) throws(StoreError) {
    let start = json.bytes.count
    counts += writer.write(person, to: &json)
    let length = json.bytes.count - start
    let digest = ContentDigest(words: sha256(json.bytes.span.extracting(last: length)))
    persons.entries.append(
      .init(id: person.id, digest: digest, length: UInt32(truncatingIfNeeded: length))
    )
    note(person)
    if json.bytes.count >= flushBytes { try flush() }
  }

  /// Remembers facility codes; a partition has few.
  private mutating func note(_ person: borrowing PersonView) {
    for row in person.rows {
      let code = person.bytes[row.view.range(.facility)]
      guard !code.isEmpty, !persons.facilities.contains(where: { $0.elementsEqual(code) }) else {
        continue
      }
      persons.facilities.append(Array(code))
    }
  }

  private mutating func flush() throws(StoreError) {
    try part.append(json.bytes.span)
    byteCount += UInt64(json.bytes.count)
    json.removeAll()
  }

  mutating func finish(in store: FilePartStore) throws(StoreError) -> PartitionBundles {
    try flush()
    let bundles = try part.finish()
    let list = try store.begin()
    persons.facilities.sort { $0.lexicographicallyPrecedes($1) }
    let entries = persons.bytes
    try list.append(entries.span)
    let summary = PartitionSummary(counts: counts, persons: try list.finish())
    return PartitionBundles(
      bundles: bundles,
      byteCount: byteCount,
      persons: persons,
      summary: summary
    )
  }
}
