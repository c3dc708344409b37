package import RecordModel

/// The persons of one partition in the order of their lines: id, digest of the lines, their length; and the
/// facilities they name.
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
  /// Codes of the facilities their rows name, in byte order: the Organizations to publish.
  package var facilities: [[UInt8]] = []

  package init() {}

  /// Decodes a stored list; nil when the bytes are none.
  package init?(_ bytes: borrowing Span<UInt8>) {
    guard bytes.count >= 8 else { return nil }
    var cursor = Cursor(at: 0)
    let count: UInt32 = cursor.integer(bytes)
    let facilityCount: UInt32 = cursor.integer(bytes)
    guard bytes.count - 8 >= Int(count) * Self.entryLength else { return nil }
    entries.reserveCapacity(Int(count))
    for _ in 0..<count {
      let id = cursor.key(bytes)
      let (first, second) = (cursor.key(bytes), cursor.key(bytes))
      let digest = ContentDigest(words: (first.high, first.low, second.high, second.low))
      entries.append(Entry(id: id, digest: digest, length: cursor.integer(bytes)))
    }
    guard readFacilities(facilityCount, bytes, &cursor) else { return nil }
  }

  private mutating func readFacilities(
    _ count: UInt32,
    _ bytes: borrowing Span<UInt8>,
    _ cursor: inout Cursor
  ) -> Bool {
    var left = count
    while left > 0 {
      guard cursor.offset + 2 <= bytes.count else { return false }
      let length: UInt16 = cursor.integer(bytes)
      let end = cursor.offset + Int(length)
      guard end <= bytes.count else { return false }
      facilities.append(
        bytes.extracting(cursor.offset..<end).withUnsafeBufferPointer { Array($0) }
      )
      cursor.offset = end
      left -= 1
    }
    return cursor.offset == bytes.count
  }

  /// The stored form.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + entries.count * Self.entryLength)
    RowPartFormat.put(UInt32(truncatingIfNeeded: entries.count), to: &bytes)
    RowPartFormat.put(UInt32(truncatingIfNeeded: facilities.count), to: &bytes)
    for entry in entries {
      let words = entry.digest.words
      for word in [entry.id.high, entry.id.low, words.0, words.1, words.2, words.3] {
        RowPartFormat.put(word, to: &bytes)
      }
      RowPartFormat.put(entry.length, to: &bytes)
    }
    for facility in facilities {
      RowPartFormat.put(UInt16(truncatingIfNeeded: facility.count), to: &bytes)
      bytes += facility
    }
    return bytes
  }

  private static let entryLength = 52
}
