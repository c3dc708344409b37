import Digests
package import RecordModel

/// One SHA-256 for all that is published: over the lines `<id> <digest of the bundle lines>`, in
/// order of id.
///
/// Equality of two runs is provable with it, without writing either.
package struct StateDigest: Sendable {
  private var digester = SHA256Digester()
  private var lines: [UInt8] = []

  package init() {}

  /// Takes the next person.
  ///
  /// The caller adds in ascending order of id.
  package mutating func add(_ entry: StateEntry) {
    lines.append(addingCapacity: StateLine.size) { line in
      line.withUnsafeMutableBufferPointer { memory, count in
        StateLine.write(entry, to: UnsafeMutableRawBufferPointer(memory))
        count = StateLine.size
      }
    }
    if lines.count >= 1 << 16 { flush() }
  }

  /// The digest of all persons so far.
  package mutating func value() -> ContentDigest {
    flush()
    return ContentDigest(words: digester.words())
  }

  /// The digest of these entries, which come in ascending order of id.
  package static func of(_ entries: some Sequence<StateEntry>) -> ContentDigest {
    var digest = StateDigest()
    for entry in entries { digest.add(entry) }
    return digest.value()
  }

  private mutating func flush() {
    var pending = take(&lines)
    digester.update(pending.span)
    pending.removeAll(keepingCapacity: true)
    lines = pending
  }
}

/// Spells one line, eight digits at a time: every person of every night passes here.
private enum StateLine {
  /// A UUID, a space, 64 digits and a line feed.
  static let size = 36 + 1 + 64 + 1

  static func write(_ entry: StateEntry, to line: UnsafeMutableRawBufferPointer) {
    let middle = digits(entry.id.high)
    let variant = digits(entry.id.low >> 32)
    line.storeBytes(of: digits(entry.id.high >> 32).bigEndian, as: UInt64.self)
    store(characters: middle >> 32, at: 9, in: line)
    store(characters: middle, at: 14, in: line)
    store(characters: variant >> 32, at: 19, in: line)
    store(characters: variant, at: 24, in: line)
    line.storeBytes(of: digits(entry.id.low).bigEndian, toByteOffset: 28, as: UInt64.self)
    line[8] = UInt8(ascii: "-")
    line[13] = UInt8(ascii: "-")
    line[18] = UInt8(ascii: "-")
    line[23] = UInt8(ascii: "-")
    line[36] = UInt8(ascii: " ")
    let words = entry.lines.words
    store(word: words.0, at: 37, in: line)
    store(word: words.1, at: 53, in: line)
    store(word: words.2, at: 69, in: line)
    store(word: words.3, at: 85, in: line)
    line[101] = UInt8(ascii: "\n")
  }

  // Four digits that are characters already.
  private static func store(
    characters: UInt64,
    at offset: Int,
    in line: UnsafeMutableRawBufferPointer
  ) {
    let four = UInt32(truncatingIfNeeded: characters)
    line.storeBytes(of: four.bigEndian, toByteOffset: offset, as: UInt32.self)
  }

  // The sixteen digits of a word.
  private static func store(
    word: UInt64,
    at offset: Int,
    in line: UnsafeMutableRawBufferPointer
  ) {
    line.storeBytes(of: digits(word >> 32).bigEndian, toByteOffset: offset, as: UInt64.self)
    line.storeBytes(of: digits(word).bigEndian, toByteOffset: offset + 8, as: UInt64.self)
  }

  // The lower 32 bits as eight characters, the first in the highest byte. The three steps move each
  // four bits into a byte of their own; ten and more get the way from "9" to "a" added.
  private static func digits(_ word: UInt64) -> UInt64 {
    var spread = (word & 0xFFFF_0000) << 16 | word & 0xFFFF
    spread = spread << 8 & 0x00FF_0000_00FF_0000 | spread & 0x0000_00FF_0000_00FF
    spread = spread << 4 & 0x0F00_0F00_0F00_0F00 | spread & 0x000F_000F_000F_000F
    let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
  }
}
