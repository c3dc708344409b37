import CZlib

/// Makes gzip and zip files byte by byte, so that each can be wrong in one way.
enum PackedBytes {
  /// Raw deflate, as gzip and zip hold it.
  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(length))
    compress2(&packed, &length, bytes, UInt(bytes.count), 9)
    // Without zlib's own two bytes before and its checksum behind.
    return Array(packed[2..<(Int(length) - 4)])
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
  }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated(bytes) + little(checksum(bytes), 4)
      + little(UInt32(truncatingIfNeeded: bytes.count), 4)
  }

  /// One entry of a zip.
  struct Entry {
    var name: [UInt8]
    var content: [UInt8] = []
    var flags: UInt32 = 0
    var method: UInt32 = 8
    /// The upper half of the entry's attributes, as Unix writes them.
    var mode: UInt32 = 0o100644
    var checksum: UInt32?

    init(_ name: String, _ content: String = "") {
      self.name = Array(name.utf8)
      self.content = Array(content.utf8)
    }
  }

  /// A zip of these entries; `comment` stands at its end, `lost` entries are not in its list.
  static func zip(_ entries: [Entry], comment: [UInt8] = [], count: Int? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    var list: [UInt8] = []
    for entry in entries {
      let packed = entry.method == 8 ? deflated(entry.content) : entry.content
      let common =
        little(entry.flags, 2) + little(entry.method, 2) + little(0, 4)
        + little(entry.checksum ?? checksum(entry.content), 4)
        + little(UInt32(packed.count), 4) + little(UInt32(entry.content.count), 4)
        + little(UInt32(entry.name.count), 2) + little(0, 2)
      list += [0x50, 0x4B, 1, 2] + little(0x031E, 2) + little(20, 2) + common
      list += little(0, 2) + little(0, 2) + little(0, 2) + little(entry.mode << 16, 4)
      list += little(UInt32(bytes.count), 4) + entry.name
      bytes += [0x50, 0x4B, 3, 4] + little(20, 2) + common + entry.name + packed
    }
    let number = little(UInt32(count ?? entries.count), 2)
    return bytes + list + [0x50, 0x4B, 5, 6] + little(0, 4) + number + number
      + little(UInt32(list.count), 4) + little(UInt32(bytes.count), 4)
      + little(UInt32(comment.count), 2) + comment
  }

  private static func little(_ number: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }
}
