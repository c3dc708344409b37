/// One word of a written name.
struct NameToken {
  /// Where it lies in the cell.
  var start: Int32 = 0
  var end: Int32 = 0
  /// Its folded letters and digits.
  var word = PackedWord()
  var kinds: NameWordKinds = []
  /// Commas before it.
  var segment: Int32 = 0
  /// Says whether a bracket opens before it.
  var isBracketed = false

  /// The bytes it has in the cell.
  @inline(__always)
  var range: Range<Int> { Int(start)..<Int(end) }
}

/// The words of a name cell.
///
/// Reused from cell to cell.
struct NameTokens: ~Copyable {
  /// A name of more words keeps the rest in its last one.
  static let most = 24

  private(set) var count = 0
  /// Commas seen.
  private(set) var segments: Int32 = 0
  private var items: [NameToken] = Array(repeating: NameToken(), count: 24)

  subscript(_ index: Int) -> NameToken {
    @inline(__always) get { items[index] }
  }

  /// Takes a cell apart at spaces and commas; words of nothing but punctuation are dropped.
  @inline(__always)
  mutating func scan(_ cell: Span<UInt8>, _ words: borrowing NameWords) {
    count = 0
    segments = 0
    // A cell longer than any value may be has no name in it.
    guard cell.count <= TextWriter.longestValue else { return }
    var index = 0
    while index < cell.count {
      let byte = cell[index]
      if byte == UInt8(ascii: ",") {
        segments += 1
        index += 1
      } else {
        let width = spaceWidth(cell, index)
        index = width > 0 ? index + width : takeWord(cell, from: index, words)
      }
    }
  }

  /// Reads one word; returns the index behind it.
  @inline(__always)
  private mutating func takeWord(
    _ cell: Span<UInt8>,
    from start: Int,
    _ words: borrowing NameWords
  ) -> Int {
    var word = PackedWord()
    var index = start
    var innerMarks = 0
    var pendingMarks = 0
    while index < cell.count {
      let byte = cell[index]
      let folded = foldedASCII(byte)
      if folded != 0 {
        innerMarks += pendingMarks
        pendingMarks = 0
        word.append(folded)
        index += 1
      } else if byte == UInt8(ascii: ",") || spaceWidth(cell, index) > 0 {
        break
      } else if byte < 0x80 {
        if !word.isEmpty { pendingMarks += 1 }
        index += 1
      } else {
        index += word.appendFolded(cell, at: index)
      }
    }
    if word.isEmpty, UnknownWords.hasOnlyASCII(cell.extracting(start..<index)) { return index }
    add(word, cell, start..<index, hasInnerMarks: innerMarks > 0, words)
    return index
  }

  @inline(__always)
  private mutating func add(
    _ word: PackedWord,
    _ cell: Span<UInt8>,
    _ range: Range<Int>,
    hasInnerMarks: Bool,
    _ words: borrowing NameWords
  ) {
    guard count < Self.most else {
      items[Self.most - 1].end = Int32(truncatingIfNeeded: range.upperBound)
      return
    }
    var kinds = words.kinds(of: word)
    // J.R. are initials, not a suffix; M.D. is a credential with or without points.
    if hasInnerMarks { kinds.formIntersection(.credential) }
    items[count] = NameToken(
      start: Int32(truncatingIfNeeded: range.lowerBound),
      end: Int32(truncatingIfNeeded: range.upperBound),
      word: word,
      kinds: kinds,
      segment: segments,
      isBracketed: cell[range.lowerBound] == UInt8(ascii: "(")
    )
    count += 1
  }
}
