package import Persons
package import RecordModel

/// The persons of all rows of a published state as a part: 20 bytes a row (row key, person), in the order
/// of rows.
///
/// Later nights hold theirs against it to say who merged, who split and how many rows moved.
package enum RowOwnersPart {
  private static let table = SortedPart(kind: "rowowner", version: 1, width: 20)

  /// Writes all rows and makes the part durable.
  package static func write(
    _ owners: RowOwners,
    to store: some PartStore
  ) throws(StoreError) -> (digest: ContentDigest, byteCount: UInt64) {
    let part = try store.begin()
    var bytes = table.header()
    bytes.reserveCapacity(pieceSize + table.width)
    for (key, person) in zip(owners.keys, owners.persons) {
      bytes.append(key)
      bytes.append(person)
      guard bytes.count >= pieceSize else { continue }
      try part.append(bytes.span)
      bytes.removeAll(keepingCapacity: true)
    }
    bytes.append(UInt64(owners.keys.count))
    try part.append(bytes.span)
    let byteCount = part.byteCount
    return (try part.finish(), byteCount)
  }

  /// Reads all rows; a part that is cut short or of another kind is an error.
  package static func read(
    _ digest: ContentDigest,
    from store: some PartStore
  ) throws(StoreError) -> RowOwners {
    let part = try store.open(digest)
    let count = try table.entryCount(part, named: digest)
    var owners = RowOwners()
    owners.keys.reserveCapacity(count)
    owners.persons.reserveCapacity(count)
    var bytes: [UInt8] = []
    let step = pieceSize / table.width
    for start in stride(from: 0, to: count, by: step) {
      try part.read(table.range(start..<min(start + step, count)), into: &bytes)
      append(bytes.span, to: &owners)
    }
    return owners
  }

  private static func append(_ bytes: borrowing Span<UInt8>, to owners: inout RowOwners) {
    var cursor = Cursor(at: 0)
    while cursor.offset + table.width <= bytes.count {
      owners.keys.append(cursor.key(bytes))
      owners.persons.append(cursor.integer(bytes))
    }
  }
}
