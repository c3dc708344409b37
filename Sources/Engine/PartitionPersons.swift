package import RecordModel

/// The persons of one partition in the order of their lines: id, digest of the lines, their length.
///
/// Stored beside the partition's bundles, so that tonight's changes can be found and copied without
/// writing or reading any bundle again. Little-endian, 52 bytes a person.
package struct PartitionPersons: Sendable, Equatable {
  /// One person's lines.
  package struct Entry: Sendable, Equatable {
    package var id: Key128
    /// SHA-256 of the person's bundle lines.
    package var digest: ContentDigest
    package var length: UInt32

    package init(id: Key128, digest: ContentDigest, length: UInt32) {
      self.id = id
      self.digest = digest
      self.length = length
    }
  }

  package var entries: [Entry] = []

  package init() {}

  /// Decodes a stored list; nil when the bytes are none.
  package init?(_ bytes: borrowing Span<UInt8>) {
    guard bytes.count.isMultiple(of: Self.entryLength) else { return nil }
    var cursor = Cursor(at: 0)
    entries.reserveCapacity(bytes.count / Self.entryLength)
    while cursor.offset < bytes.count {
      let id = cursor.key(bytes)
      let (first, second) = (cursor.key(bytes), cursor.key(bytes))
      let digest = ContentDigest(words: (first.high, first.low, second.high, second.low))
      entries.append(Entry(id: id, digest: digest, length: cursor.integer(bytes)))
    }
  }

  /// The stored form.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.count * Self.entryLength)
    for entry in entries {
      let words = entry.digest.words
      for word in [entry.id.high, entry.id.low, words.0, words.1, words.2, words.3] {
        RowPartFormat.put(word, to: &bytes)
      }
      RowPartFormat.put(entry.length, to: &bytes)
    }
    return bytes
  }

  private static let entryLength = 52
}
