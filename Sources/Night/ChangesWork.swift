import Engine
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
    return try storeCall { () throws(StoreError) in
      let before = try StatePart(published.state, in: store).entries()
      var position = 0
      var files: [ChangesFile] = []
      for (number, partition) in bundled.partitions.enumerated() {
        let file = try changes(number, partition, before: before, position: &position)
        if let file { files.append(file) }
      }
      return files
    }
  }

  private func changes(
    _ number: Int,
    _ partition: PartitionBundles,
    before: [StateEntry],
    position: inout Int
  ) throws(StoreError) -> ChangesFile? {
    var changed: [Range<UInt64>] = []
    var offset: UInt64 = 0
    for entry in partition.persons.entries {
      while position < before.count, before[position].id < entry.id { position += 1 }
      let isSame =
        position < before.count && before[position].id == entry.id
        && before[position].lines == entry.digest
      if !isSame { changed.append(offset..<offset + UInt64(entry.length)) }
      offset += UInt64(entry.length)
    }
    guard !changed.isEmpty else { return nil }
    let reader = try store.open(partition.bundles)
    let part = try store.begin()
    var bytes: [UInt8] = []
    for range in changed {
      try reader.read(range, into: &bytes)
      try part.append(bytes.span)
    }
    let byteCount = part.byteCount
    return ChangesFile(
      partition: number,
      part: try part.finish(),
      byteCount: byteCount,
      persons: UInt64(changed.count)
    )
  }
}
