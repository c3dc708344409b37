import CZlib

/// Makes gzip and zip files byte by byte, so that each can be wrong in one way.
enum HostilePacking {
  /// Raw deflate, as gzip and zip hold it.
  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(length))
    compress2(&packed, &length, bytes, UInt(bytes.count), 9)
    // Without zlib's own two bytes before and its checksum behind.
    return Array(packed[2..<(Int(length) - 4)])
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
  }

  private static func little(_ number: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated(bytes) + little(checksum(bytes), 4)
      + little(UInt32(truncatingIfNeeded: bytes.count), 4)
  }

  /// One entry of a zip.
  struct Entry {
    var name: String
    var content: [UInt8]
    var flags: UInt32 = 0
    var method: UInt32 = 8
    var mode: UInt32 = 0o100644
    /// What is done to the checksum.
    var damage: UInt32 = 0
    /// Bytes that the list says it unpacks to; nil for the truth.
    var saidLength: Int?

    init(_ name: String, _ content: String) {
      self.name = name
      self.content = Array(content.utf8)
    }

    func with(_ change: (inout Entry) -> Void) -> Entry {
      var changed = self
      change(&changed)
      return changed
    }
  }

  /// A zip of these entries; `count` is what its end says, where that is not the truth.
  static func zip(_ entries: [Entry], count: Int? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    var list: [UInt8] = []
    for entry in entries {
      let packed = entry.method == 8 ? deflated(entry.content) : entry.content
      let name = Array(entry.name.utf8)
      var common: [UInt8] = little(entry.flags, 2) + little(entry.method, 2) + little(0, 4)
      common += little(checksum(entry.content) ^ entry.damage, 4) + little(UInt32(packed.count), 4)
      common += little(UInt32(entry.saidLength ?? entry.content.count), 4)
      common += little(UInt32(name.count), 2) + little(0, 2)
      list += [0x50, 0x4B, 1, 2] + little(0x031E, 2) + little(20, 2) + common
      list += little(0, 2) + little(0, 2) + little(0, 2) + little(entry.mode << 16, 4)
      list += little(UInt32(bytes.count), 4) + name
      bytes += [0x50, 0x4B, 3, 4] + little(20, 2) + common + name + packed
    }
    let number = little(UInt32(count ?? entries.count), 2)
    var end: [UInt8] = [0x50, 0x4B, 5, 6] + little(0, 4) + number + number
    end += little(UInt32(list.count), 4) + little(UInt32(bytes.count), 4) + little(0, 2)
    return bytes + list + end
  }
}
