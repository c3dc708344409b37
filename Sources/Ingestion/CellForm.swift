import RecordModel

/// How the cells of a row are written: what parts them, what quotes them, which spaces mean nothing.
struct CellForm: Sendable {
  /// The first byte of the delimiter; in the ordinary case all of it.
  let delimiter: UInt8
  /// All bytes of a delimiter that has several; else empty.
  let longDelimiter: [UInt8]
  let quotes: QuoteStyle
  /// Says whether spaces and tabs around cells mean nothing.
  let skipsSpaces: Bool

  init(delimiter: some Sequence<UInt8>, quotes: QuoteStyle = .doubled, skipsSpaces: Bool) {
    let bytes = Array(delimiter)
    self.delimiter = bytes.first ?? 0x2C
    longDelimiter = bytes.count > 1 ? bytes : []
    self.quotes = quotes
    self.skipsSpaces = skipsSpaces
  }

  /// Bytes of the delimiter that begins at a position; 0 when none does.
  @inline(__always)
  func delimiterLength(at position: Int, _ bytes: borrowing Span<UInt8>) -> Int {
    guard bytes[position] == delimiter else { return 0 }
    return longDelimiter.isEmpty ? 1 : longLength(at: position, bytes)
  }

  private func longLength(at position: Int, _ bytes: borrowing Span<UInt8>) -> Int {
    guard bytes.count - position >= longDelimiter.count else { return 0 }
    for index in longDelimiter.indices where bytes[position + index] != longDelimiter[index] {
      return 0
    }
    return longDelimiter.count
  }

  /// Says whether a byte is one that may stand around a cell without meaning anything.
  @inline(__always)
  func isSpace(_ byte: UInt8) -> Bool { (byte == 0x20 || byte == 0x09) && byte != delimiter }

  /// The quote that closes a cell whose opening quote stands at `open`; `end` when none does.
  func endOfQuotes(_ open: Int, _ end: Int, _ bytes: borrowing Span<UInt8>) -> Int {
    var at = open + 1
    while at < end {
      if bytes[at] == 0x22 {
        guard quotes == .doubled, at + 1 < end, bytes[at + 1] == 0x22 else { return at }
        at += 1
      } else if quotes == .backslash, bytes[at] == 0x5C, at + 1 < end, isEscaped(bytes[at + 1]) {
        at += 1
      }
      at += 1
    }
    return end
  }

  /// Says whether a backslash in front of a byte is no character of its own.
  @inline(__always)
  func isEscaped(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x5C }
}
