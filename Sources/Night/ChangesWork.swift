import Bundling
import Engine
import Persons
import RecordModel
import Workspace

/// One file of `changes/`: the lines of the persons of a partition whose bundles are not as published before.
struct ChangesFile: Sendable {
  var partition: Int
  var part: ContentDigest
  var byteCount: UInt64
  var persons: UInt64
}

extension Workbench {
  /// Copies the lines of every person that tonight changed.
  ///
  /// Nil on the first night: everything is new.
  func changes(
    _ bundled: BundledPersons,
    since published: PublishedRun?
  ) throws(NightError) -> [ChangesFile]? {
    guard let published else { return nil }
    let rowsBefore = try rowCounts(of: published)
    return try storeCall { () throws(StoreError) in
      let before = try StatePart(published.state, in: store).entries()
      var walk = ChangesWalk(before: before, rowsBefore: rowsBefore)
      var files: [ChangesFile] = []
      for (number, partition) in bundled.partitions.enumerated() {
        let isLast = number == bundled.partitions.count - 1
        walk.take(partition.persons.entries, isLast: isLast)
        if let file = try changes(number, partition, walk) { files.append(file) }
      }
      return files
    }
  }

  private func changes(
    _ number: Int,
    _ partition: PartitionBundles,
    _ walk: ChangesWalk
  ) throws(StoreError) -> ChangesFile? {
    guard !walk.changed.isEmpty || !walk.gone.isEmpty else { return nil }
    let reader = try store.open(partition.bundles)
    let part = try store.begin()
    var bytes: [UInt8] = []
    for range in walk.changed {
      try reader.read(range, into: &bytes)
      try part.append(bytes.span)
    }
    for person in walk.gone {
      bytes.removeAll(keepingCapacity: true)
      ProvenanceRemoval.append(
        person.id,
        rowCount: person.rowCount,
        namespace: SiteIds.namespace(site: settings.site),
        to: &bytes
      )
      try part.append(bytes.span)
    }
    let byteCount = part.byteCount
    return ChangesFile(
      partition: number,
      part: try part.finish(),
      byteCount: byteCount,
      persons: UInt64(walk.changed.count)
    )
  }
}

/// One walk over tonight's persons and those published before, both ordered by id.
private struct ChangesWalk {
  let before: [StateEntry]
  /// For each person before how many rows it had.
  let rowsBefore: [UInt32]
  private var position = 0
  /// Where the lines lie of the persons of a partition whose bundles are not as before.
  private(set) var changed: [Range<UInt64>] = []
  /// Persons who have no bundle of their own any more: they were merged into others.
  private(set) var gone: [(id: Key128, rowCount: Int)] = []

  init(before: [StateEntry], rowsBefore: [UInt32]) {
    self.before = before
    self.rowsBefore = rowsBefore
  }

  /// Goes on to the persons of the next partition.
  mutating func take(_ entries: [PartitionPersons.Entry], isLast: Bool) {
    changed.removeAll(keepingCapacity: true)
    gone.removeAll(keepingCapacity: true)
    var offset: UInt64 = 0
    for entry in entries {
      skip { $0 < entry.id }
      var isSame = false
      if position < before.count, before[position].id == entry.id {
        isSame = before[position].lines == entry.digest
        position += 1
      }
      if !isSame { changed.append(offset..<offset + UInt64(entry.length)) }
      offset += UInt64(entry.length)
    }
    if isLast { skip { _ in true } }
  }

  private mutating func skip(while isBefore: (Key128) -> Bool) {
    while position < before.count, isBefore(before[position].id) {
      let rows = position < rowsBefore.count ? Int(rowsBefore[position]) : 1
      gone.append((before[position].id, rows))
      position += 1
    }
  }
}

/// What takes back the Provenance of a patient whose rows are another's now.
///
/// Patients and documents are never removed; a Provenance that cites rows beside the one that cites them
/// now would count them twice.
private enum ProvenanceRemoval {
  /// A bundle holds at most 100 entries, and a row makes at most four: a person of so many rows has one
  /// bundle, and one Provenance.
  private static let rowsOfBundle = 24

  static func append(
    _ patient: Key128,
    rowCount: Int,
    namespace: SiteIds.Namespace,
    to bytes: inout [UInt8]
  ) {
    bytes += Array("{\"entry\":[".utf8)
    for part in 0..<max(1, (rowCount + rowsOfBundle - 1) / rowsOfBundle) {
      if part > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += Array("{\"request\":{\"method\":\"DELETE\",\"url\":\"Provenance/".utf8)
      SiteIds.provenance(namespace: namespace, patient: patient, part: part).writeUUID(to: &bytes)
      bytes += Array("\"}}".utf8)
    }
    bytes += Array("],\"resourceType\":\"Bundle\",\"type\":\"transaction\"}\n".utf8)
  }
}
