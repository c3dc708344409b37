import Glibc
import RecordModel

/// A part that is a table of entries of one width: 8 bytes that say of what, the version, the
/// entries, and at the end how many there are.
///
/// Integers are little-endian.
struct SortedPart {
  /// Eight ASCII letters that say what the entries are.
  let kind: StaticString
  let version: UInt32
  /// Bytes an entry.
  let width: Int

  static let headerSize = 16
  static let trailerSize = 8

  /// The first bytes: kind, version, width.
  func header() -> [UInt8] {
    var bytes: [UInt8] = []
    kind.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(version)
    bytes.append(UInt32(truncatingIfNeeded: width))
    return bytes
  }

  /// The number of entries of a part, once its head, size and end are seen to fit together.
  func entryCount(_ part: any PartReader, named digest: ContentDigest) throws(StoreError) -> Int {
    let frame = UInt64(Self.headerSize + Self.trailerSize)
    guard part.byteCount >= frame, (part.byteCount - frame) % UInt64(width) == 0 else {
      throw damaged(digest)
    }
    let count = (part.byteCount - frame) / UInt64(width)
    var bytes: [UInt8] = []
    try part.read(0..<UInt64(Self.headerSize), into: &bytes)
    guard bytes == header() else { throw damaged(digest) }
    try part.read(part.byteCount - UInt64(Self.trailerSize)..<part.byteCount, into: &bytes)
    var cursor = Cursor(at: 0)
    let written: UInt64 = cursor.integer(bytes.span)
    guard written == count else { throw damaged(digest) }
    return Int(clamping: count)
  }

  /// The byte range of some entries.
  func range(_ entries: Range<Int>) -> Range<UInt64> {
    let start = UInt64(Self.headerSize)
    return start + UInt64(entries.lowerBound * width)..<start + UInt64(entries.upperBound * width)
  }

  /// The error for a part that is not what it should be.
  ///
  /// `EBADMSG`, "bad message".
  func damaged(_ digest: ContentDigest) -> StoreError {
    StoreError(call: "read a part of kind \(kind)", path: digest.hex, code: EBADMSG)
  }
}

extension [UInt8] {
  /// Appends an integer, lowest byte first.
  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a key as `Cursor.key` reads it.
  mutating func append(_ key: Key128) {
    append(key.high)
    append(key.low)
  }

  /// Appends a digest as four words.
  mutating func append(_ digest: ContentDigest) {
    append(digest.words.0)
    append(digest.words.1)
    append(digest.words.2)
    append(digest.words.3)
  }
}
