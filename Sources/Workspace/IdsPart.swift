package import Persons
package import RecordModel

/// The ids given out as a part: 34 bytes an entry (anchor, id, night), ordered by anchor.
///
/// The published run's row in the ledger names the part that holds. Equal ids give equal bytes.
package enum IdsPart {
  private static let table = SortedPart(kind: "givenids", version: 1, width: 34)

  /// Writes all ids and makes the part durable.
  package static func write(
    _ ids: IdsGivenOut,
    to store: some PartStore
  ) throws(StoreError) -> ContentDigest {
    let part = try store.begin()
    var bytes = table.header()
    bytes.reserveCapacity(pieceSize + table.width)
    for entry in ids.entries {
      bytes.append(entry.anchor)
      bytes.append(entry.id)
      bytes.append(entry.night)
      guard bytes.count >= pieceSize else { continue }
      try part.append(bytes.span)
      bytes.removeAll(keepingCapacity: true)
    }
    bytes.append(UInt64(ids.entries.count))
    try part.append(bytes.span)
    return try part.finish()
  }

  /// Reads all ids.
  ///
  /// A part that is cut short, of another kind or out of order is an error.
  package static func read(
    _ digest: ContentDigest,
    from store: some PartStore
  ) throws(StoreError) -> IdsGivenOut {
    let part = try store.open(digest)
    let count = try table.entryCount(part, named: digest)
    var entries: [IdsGivenOut.Entry] = []
    entries.reserveCapacity(count)
    var bytes: [UInt8] = []
    let step = pieceSize / table.width
    for start in stride(from: 0, to: count, by: step) {
      try part.read(table.range(start..<min(start + step, count)), into: &bytes)
      guard append(bytes.span, to: &entries) else { throw table.damaged(digest) }
    }
    return IdsGivenOut(entries: entries)
  }

  // False when two entries are not in order.
  private static func append(
    _ bytes: borrowing Span<UInt8>,
    to entries: inout [IdsGivenOut.Entry]
  ) -> Bool {
    var cursor = Cursor(at: 0)
    var last = entries.last?.anchor
    while cursor.offset + table.width <= bytes.count {
      let anchor = cursor.key(bytes)
      if let last, anchor <= last { return false }
      last = anchor
      let id = cursor.key(bytes)
      // By hand: a read of this width is not specialized across modules, and costs ten times as much.
      let night = UInt16(bytes[cursor.offset]) | UInt16(bytes[cursor.offset + 1]) << 8
      cursor.offset += 2
      entries.append(IdsGivenOut.Entry(anchor: anchor, id: id, night: night))
    }
    return true
  }
}
