/// Where the characters of one row lie in a buffer.
struct RowCharacters {
  private let start: Int
  /// Empty where each byte is a character.
  private var offsets: [Int] = []
  /// Characters of the row.
  let count: Int

  /// Nil when the row is not valid UTF-8, unless each byte is a character.
  init?(_ range: Range<Int>, of bytes: [UInt8], isSingleByte: Bool) {
    start = range.lowerBound
    if isSingleByte || bytes[range].allSatisfy({ $0 < 0x80 }) {
      count = range.count
      return
    }
    guard EncodingEvidence.firstInvalid(bytes[range]) == nil else { return nil }
    CharacterPlaces.offsets(range, of: bytes.span, into: &offsets)
    count = offsets.count - 1
  }

  /// The bytes of the characters of a range, as far as the row has them.
  func bytes(_ characters: Range<Int>) -> Range<Int> {
    let first = min(characters.lowerBound, count)
    let end = min(characters.upperBound, count)
    guard !offsets.isEmpty else { return start + first..<start + end }
    return offsets[first]..<offsets[end]
  }

  /// Says whether a byte of the row is no character of its own.
  var hasLongCharacters: Bool { !offsets.isEmpty }
}
