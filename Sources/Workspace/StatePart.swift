package import RecordModel

/// What is published of one person: the id and the SHA-256 of the person's bundle lines.
package struct StateEntry: Sendable, Equatable {
  package var id: Key128
  package var lines: ContentDigest

  package init(id: Key128, lines: ContentDigest) {
    self.id = id
    self.lines = lines
  }
}

/// The published state as a part: 48 bytes a person, ordered by id.
///
/// Two runs compare by one walk over both; one person is found by about twenty small reads.
package struct StatePart: Sendable {
  private static let table = SortedPart(kind: "pubstate", version: 1, width: 48)

  private let part: any PartReader
  private let digest: ContentDigest
  /// The number of persons.
  package let count: Int

  /// Opens a state part.
  ///
  /// One that is cut short or of another kind is an error.
  package init(_ digest: ContentDigest, in store: some PartStore) throws(StoreError) {
    part = try store.open(digest)
    count = try Self.table.entryCount(part, named: digest)
    self.digest = digest
  }

  /// Writes the entries, which come in ascending order of id, and makes the part durable.
  package static func write(
    _ entries: some Sequence<StateEntry>,
    to store: some PartStore
  ) throws(StoreError) -> ContentDigest {
    let part = try store.begin()
    var bytes = table.header()
    bytes.reserveCapacity(pieceSize + table.width)
    var (count, last) = (0 as UInt64, nil as Key128?)
    for entry in entries {
      precondition(last.map { $0 < entry.id } ?? true, "the state is written in order of id")
      last = entry.id
      count += 1
      bytes.append(entry.id)
      bytes.append(entry.lines)
      guard bytes.count >= pieceSize else { continue }
      try part.append(bytes.span)
      bytes.removeAll(keepingCapacity: true)
    }
    bytes.append(count)
    try part.append(bytes.span)
    return try part.finish()
  }

  /// All entries, in order of id.
  package func entries() throws(StoreError) -> [StateEntry] {
    var entries: [StateEntry] = []
    entries.reserveCapacity(count)
    var bytes: [UInt8] = []
    let step = pieceSize / Self.table.width
    for start in stride(from: 0, to: count, by: step) {
      try part.read(Self.table.range(start..<min(start + step, count)), into: &bytes)
      guard Self.append(bytes.span, to: &entries) else { throw Self.table.damaged(digest) }
    }
    return entries
  }

  /// The digest of one person's bundle lines; nil when no such person is published.
  package func lookup(_ id: Key128) throws(StoreError) -> ContentDigest? {
    var (low, high) = (0, count)
    var bytes: [UInt8] = []
    while low < high {
      let middle = low + (high - low) / 2
      try part.read(Self.table.range(middle..<middle + 1), into: &bytes)
      let entry = Self.entry(bytes.span, at: 0)
      if entry.id == id { return entry.lines }
      if entry.id < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  // False when two entries are not in order.
  private static func append(
    _ bytes: borrowing Span<UInt8>,
    to entries: inout [StateEntry]
  ) -> Bool {
    var last = entries.last?.id
    for offset in stride(from: 0, to: bytes.count, by: table.width) {
      let entry = entry(bytes, at: offset)
      if let last, entry.id <= last { return false }
      last = entry.id
      entries.append(entry)
    }
    return true
  }

  private static func entry(_ bytes: borrowing Span<UInt8>, at offset: Int) -> StateEntry {
    var cursor = Cursor(at: offset)
    let id = cursor.key(bytes)
    let (first, second) = (cursor.key(bytes), cursor.key(bytes))
    let lines = ContentDigest(words: (first.high, first.low, second.high, second.low))
    return StateEntry(id: id, lines: lines)
  }
}
