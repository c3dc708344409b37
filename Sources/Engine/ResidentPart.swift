package import RecordModel

/// A part held in memory, for stages that read it row by row in no order of the file.
///
/// A million small reads cost more than one large one. `load` takes parts in while they fit.
package struct ResidentPart: PartReader {
  private let bytes: [UInt8]

  /// Reads the whole part.
  package init(_ part: any PartReader) throws(StoreError) {
    var bytes: [UInt8] = []
    try part.read(0..<part.byteCount, into: &bytes)
    self.bytes = bytes
  }

  package var byteCount: UInt64 { UInt64(bytes.count) }

  package func read(_ range: Range<UInt64>, into buffer: inout [UInt8]) throws(StoreError) {
    buffer.removeAll(keepingCapacity: true)
    try append(range, to: &buffer)
  }

  package func append(_ range: Range<UInt64>, to buffer: inout [UInt8]) throws(StoreError) {
    guard range.upperBound <= byteCount else {
      throw StoreError(call: "read beyond the end of", path: "a part in memory", code: 0)
    }
    let piece = bytes.span.extracting(Int(range.lowerBound)..<Int(range.upperBound))
    piece.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
  }

  /// The same readers, held in memory from the first on while all together stay within `budget` bytes.
  package static func load(
    _ readers: [any PartReader],
    within budget: UInt64
  ) throws(StoreError) -> [any PartReader] {
    var left = budget
    var held: [any PartReader] = []
    for reader in readers {
      guard reader.byteCount <= left else {
        held.append(reader)
        continue
      }
      left -= reader.byteCount
      held.append(try ResidentPart(reader))
    }
    return held
  }
}
