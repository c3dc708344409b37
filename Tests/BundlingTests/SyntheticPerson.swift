import Bundling
import CanonicalJSON
import Persons
import RecordModel

/// A row as a test writes it down.
struct SyntheticRow {
  var key: UInt64
  var source: UInt8 = 0
  var night: UInt16 = 1
  var asOf = "2026-11-21"
  var isWithdrawn = false
  var birth = ""
  var death = ""
  var service = ""
  var scan = ""
  var ssn: UInt32 = 0
  var pages: UInt32 = 0
  var sex = Sex.missing
  var texts: [TextValue: String] = [:]

  init(_ key: UInt64, _ texts: [TextValue: String] = [:]) {
    self.key = key
    self.texts = texts
  }

  /// The row's key: 16 bytes, the last eight told.
  var rowKey: RowKey { RowKey(high: 0x1111_2222_3333_4444, low: key) }
  var digest: RowDigest { RowDigest(high: 0xAAAA_BBBB_CCCC_DDDD, low: key) }

  /// The row as a part keeps it.
  var record: [UInt8] {
    var batch = RecordBatch(firstOrdinal: 1, columnCount: 0)
    batch.keys = [rowKey]
    batch.digests = [digest]
    batch.places.append(start: 0, length: 1, line: 1)
    for (value, written) in zip(DateValue.allCases, [birth, death, service, scan]) {
      batch.values[value] = [(PartialDate(iso: written) ?? .missing).packed]
    }
    batch.values.ssn = [ssn]
    batch.values.pageCount = [pages]
    batch.values.sex = [sex.rawValue]
    for value in TextValue.allCases { batch.values[value].append((texts[value] ?? "").utf8) }
    batch.refusals = [.none]
    batch.ignored = [0]
    return RowRecordEncoder(batch).bytes
  }
}

/// The person that rows make, in the order given; the id is that of the first row.
func person(
  _ rows: [SyntheticRow],
  settings: BundleSettings = .lakeside,
  retired: [Key128] = []
) throws -> PersonView {
  var person = PersonView()
  person.retired = retired
  if let first = rows.first {
    person.id = SiteIds.patient(
      namespace: SiteIds.namespace(site: settings.site),
      anchor: first.rowKey
    )
  }
  var starts: [Int] = []
  for row in rows {
    starts.append(person.bytes.count)
    person.bytes += row.record
  }
  for (row, start) in zip(rows, starts) {
    guard let view = RowView(person.bytes.span, at: start),
      let asOf = PartialDate(iso: row.asOf)
    else { throw BadRecord() }
    person.rows.append(
      PersonRow(
        view: view,
        source: row.source,
        night: row.night,
        asOf: asOf,
        isWithdrawn: row.isWithdrawn
      )
    )
  }
  return person
}

struct BadRecord: Error {}

extension BundleSettings {
  /// Two sources; the second one's rows are pages.
  static let lakeside = BundleSettings(
    site: "https://lakeside.example/charts",
    sourceNames: ["film", "roll"],
    imageBase: nil,
    publishBase: nil,
    trust: [],
    rowsArePages: [false, true]
  )
}

/// The lines of a person's bundles, without their line feeds.
func lines(
  _ person: PersonView,
  settings: BundleSettings = .lakeside
) -> (lines: [String], counts: BundleCounts) {
  var writer = PersonBundleWriter(settings: settings, sink: NoLineage())
  var json = CanonicalJSONWriter()
  let counts = writer.write(person, to: &json)
  let text = String(decoding: json.bytes, as: UTF8.self)
  return (text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init), counts)
}

/// The resources of a person's bundles, in order.
func resources(
  _ rows: [SyntheticRow],
  settings: BundleSettings = .lakeside,
  retired: [Key128] = []
) throws -> [JSONValue] {
  let view = try person(rows, settings: settings, retired: retired)
  var resources: [JSONValue] = []
  for line in lines(view, settings: settings).lines {
    let bundle = try JSONReader.read(Array(line.utf8))
    resources += (bundle["entry"]?.array ?? []).compactMap { $0["resource"] }
  }
  return resources
}

extension [JSONValue] {
  /// The resources of a type.
  func of(_ type: String) -> [JSONValue] { filter { $0["resourceType"]?.text == type } }
}

extension JSONValue {
  /// The canonical text, for comparing in tests.
  var canonical: String { String(decoding: canonicalBytes, as: UTF8.self) }
}
