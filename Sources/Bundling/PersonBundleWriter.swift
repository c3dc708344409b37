package import CanonicalJSON
package import Persons
import RecordModel

/// Writes one person's bundles: who they are, where it is known from, and their documents.
///
/// A pure function of the person and the settings: the same bytes on any machine, whatever was
/// written before. Buffers are reused, so that a person costs no allocation.
package struct PersonBundleWriter<Sink: LineageSink>: ~Copyable {
  /// Was told of every value that was written.
  package var sink: Sink
  let namespace: SiteIds.Namespace
  let site: SiteText
  let trust: [UInt8]
  let rowsArePages: [Bool]
  var lines: BundleLines
  var survivors = Survivorship()
  var groups = DocumentGroups()
  var encounters: [KnownEncounter] = []
  var organizations: OrganizationIds
  var counts = BundleCounts()
  /// Buffers that go from person to person.
  private var ranges: [UInt64] = []
  private var buffer = ResourceWriter(reserving: 1 << 16)
  /// The facility that manages the patient's record: a row that names it, or -1.
  var managing: Int = -1

  package init(settings: BundleSettings, sink: Sink) {
    self.sink = sink
    namespace = SiteIds.namespace(site: settings.site)
    site = SiteText(settings)
    trust = settings.sourceNames.map { name in
      UInt8(clamping: settings.trust.firstIndex(of: name) ?? settings.trust.count)
    }
    rowsArePages = settings.rowsArePages
    lines = BundleLines(fullUrl: site.fullUrl, isUUID: site.isUUID)
    organizations = OrganizationIds(namespace: namespace)
  }

  /// Appends the person's bundles: one or more lines, each ending in a line feed.
  ///
  /// Order: Patient, stubs of retired ids, Provenance, then documents as their rows come, each after
  /// the encounter it cites first.
  @_specialize(where Sink == NoLineage)
  package mutating func write(
    _ view: borrowing PersonView,
    to output: inout CanonicalJSONWriter
  ) -> BundleCounts {
    let person = PersonInHand(view, buffer: ranges)
    ranges = []
    var json = ResourceWriter(reserving: 0)
    swap(&json, &buffer)
    write(person, &json)
    counts.bytes = UInt64(json.count)
    json.drain(into: &output)
    swap(&json, &buffer)
    ranges = person.takeBuffer()
    return counts
  }

  private mutating func write(
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter
  ) {
    counts = BundleCounts()
    encounters.removeAll(keepingCapacity: true)
    let id = WrittenId(person.id)
    survivors.decide(person, trust: trust)
    managing = person.managingRow
    lines.begin(&json)
    writePatient(id, person, &json)
    for retired in person.retired { writeStub(WrittenId(retired), of: id, &json) }
    writeProvenance(of: id, person, &json)
    writeDocuments(of: id, person, &json)
    lines.end(&json)
    counts.bundles = lines.count
  }

  /// Appends a value and says where it went.
  @inline(__always)
  mutating func put(
    _ value: TextValue,
    _ field: Field,
    of row: Int,
    _ person: borrowing PersonInHand,
    _ json: inout ResourceWriter,
    at pointer: StaticString,
    _ first: Int = 0,
    _ second: Int = 0
  ) {
    json.text(value, of: row, in: person)
    sink.wrote(field, row: row, at: pointer, first, second)
  }

  /// Begins an entry and tells the sink.
  @inline(__always)
  mutating func open(
    _ type: StaticString,
    _ id: borrowing WrittenId,
    _ json: inout ResourceWriter
  ) {
    lines.open(type, id, &json)
    sink.began(type, id: id.key)
  }
}

extension PersonInHand {
  /// The first row that names a facility, a live one if there is one; -1 for none.
  fileprivate var managingRow: Int {
    if hasWithdrawn,
      let live = rows.indices.first(where: { !rows[$0].isWithdrawn && has(.facility, $0) })
    {
      return live
    }
    return rows.indices.first { has(.facility, $0) } ?? -1
  }
}

/// Ids of the facilities seen so far, so that each is hashed once.
struct OrganizationIds {
  private let namespace: SiteIds.Namespace
  private var codes: [[UInt8]] = []
  private var ids: [WrittenId] = []
  /// More facilities than any hospital has: beyond, ids are made again each time.
  private static let most = 256

  init(namespace: SiteIds.Namespace) { self.namespace = namespace }

  /// The id of the facility that a row names.
  mutating func id(of row: Int, in person: borrowing PersonInHand) -> WrittenId {
    let range = person.range(.facility, row)
    if let known = index(of: range, in: person) { return ids[known] }
    let code = Array(person.bytes[range])
    let id = WrittenId(SiteIds.organization(namespace: namespace, facility: code))
    if codes.count < Self.most {
      codes.append(code)
      ids.append(id)
    }
    return id
  }

  private func index(of range: Range<Int>, in person: borrowing PersonInHand) -> Int? {
    let bytes = person.bytes.span
    for index in codes.indices where codes[index].count == range.count {
      var at = 0
      while at < range.count, codes[index][at] == bytes[range.lowerBound + at] { at += 1 }
      if at == range.count { return index }
    }
    return nil
  }
}
