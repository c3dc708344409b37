/// Where characters lie in UTF-8.
enum CharacterPlaces {
  /// Says whether a byte goes on with a character that began before it.
  @inline(__always)
  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Characters in a range.
  static func count(_ range: Range<Int>, of bytes: borrowing Span<UInt8>) -> Int {
    var count = 0
    for index in range where !isContinuation(bytes[index]) { count += 1 }
    return count
  }

  /// The offset of each character of a range, and of the range's end.
  static func offsets(_ range: Range<Int>, of bytes: borrowing Span<UInt8>, into list: inout [Int])
  {
    list.removeAll(keepingCapacity: true)
    for index in range where !isContinuation(bytes[index]) { list.append(index) }
    list.append(range.upperBound)
  }
}
