import RecordModel

/// Walks over XML in front of the parser: finds each tag's place, and stops what would hurt it.
///
/// Places come from here because the parser cannot tell them cheaply: tags are met in the same order
/// by both. Only whole tags, comments and the like go on to the parser, so that neither a tag of a
/// million attributes nor one without end reaches it. A document type declaration never does.
struct XMLTagScanner {
  /// One tag, in offsets of the scanned text.
  struct Tag {
    /// What an element tag does.
    enum Kind { case start, end, empty }
    var kind: Kind
    var range: Range<Int>
    var line: UInt64
  }

  /// Why the file is refused.
  enum Problem { case documentType, longTag, manyAttributes, longMarkup }

  private(set) var tags: [Tag] = []
  private(set) var line: UInt64 = 1
  private(set) var problem: Problem?
  /// How much of the last text goes on to the parser.
  private(set) var consumed = 0
  /// Says whether the last text ended in a CR that is not yet counted.
  private var endsInReturn = false
  private var returns = NextByte(0x0D)

  /// Scans a text and returns how much of it goes on to the parser; the rest comes again with more.
  mutating func scan(_ bytes: borrowing Span<UInt8>) -> Int {
    consumed = wholeMarkup(bytes)
    return consumed
  }

  private mutating func wholeMarkup(_ bytes: borrowing Span<UInt8>) -> Int {
    tags.removeAll(keepingCapacity: true)
    returns = NextByte(0x0D)
    var next = NextByte(UInt8(ascii: "<"))
    var at = 0
    while problem == nil {
      let open = next.position(from: at, in: bytes)
      countLines(at..<open, bytes)
      guard open + 1 < bytes.count else { return open }
      if endsInReturn {
        // What follows is no LF, so the CR was a line end of its own.
        line += 1
        endsInReturn = false
      }
      guard let end = endOfMarkup(open, bytes) else {
        if problem == nil, bytes.count - open > longestMarkup(open, bytes) { problem = .longMarkup }
        return open
      }
      countLines(open..<end, bytes)
      at = end
    }
    return at
  }

  private func longestMarkup(_ open: Int, _ bytes: borrowing Span<UInt8>) -> Int {
    starts("<![CDATA[", at: open, bytes)
      ? HostileInput.longestCharacterData : HostileInput.longestText
  }

  /// The position behind the markup that begins here; nil when it does not end in this text.
  private mutating func endOfMarkup(_ open: Int, _ bytes: borrowing Span<UInt8>) -> Int? {
    switch bytes[open + 1] {
    case UInt8(ascii: "?"): return find("?>", from: open + 2, bytes)
    case UInt8(ascii: "!"): return endOfDeclaration(open, bytes)
    default: return endOfTag(open, bytes)
    }
  }

  private mutating func endOfDeclaration(_ open: Int, _ bytes: borrowing Span<UInt8>) -> Int? {
    if starts("<!--", at: open, bytes) { return find("-->", from: open + 4, bytes) }
    if starts("<![CDATA[", at: open, bytes) { return find("]]>", from: open + 9, bytes) }
    // Too short to tell comment, character data and document type apart.
    guard open + 9 <= bytes.count else { return nil }
    problem = .documentType
    return nil
  }

  private mutating func endOfTag(_ open: Int, _ bytes: borrowing Span<UInt8>) -> Int? {
    var quote: UInt8 = 0
    var attributes = 0
    let last = min(bytes.count, open + HostileInput.longestTag)
    var at = open + 1
    while at < last {
      let byte = bytes[at]
      at += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        guard attributes <= HostileInput.mostAttributes else {
          problem = .manyAttributes
          return nil
        }
        append(open..<at, bytes)
        return at
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "=") {
        attributes += 1
      }
    }
    if bytes.count - open >= HostileInput.longestTag { problem = .longTag }
    return nil
  }

  private mutating func append(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) {
    let isEnd = bytes[range.lowerBound + 1] == UInt8(ascii: "/")
    let isEmpty = bytes[range.upperBound - 2] == UInt8(ascii: "/")
    tags.append(Tag(kind: isEnd ? .end : isEmpty ? .empty : .start, range: range, line: line))
  }

  private func find(
    _ mark: StaticString,
    from: Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Int? {
    let first = mark.withUTF8Buffer { $0[0] }
    var next = NextByte(first)
    var at = from
    while true {
      let hit = next.position(from: at, in: bytes)
      guard hit + mark.utf8CodeUnitCount <= bytes.count else { return nil }
      if starts(mark, at: hit, bytes) { return hit + mark.utf8CodeUnitCount }
      at = hit + 1
    }
  }

  private func starts(_ mark: StaticString, at: Int, _ bytes: borrowing Span<UInt8>) -> Bool {
    guard at + mark.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<mark.utf8CodeUnitCount {
      guard mark.withUTF8Buffer({ $0[index] }) == bytes[at + index] else { return false }
    }
    return true
  }

  // A line ends with LF, CR LF or CR alone. A CR is counted when the next byte is no LF.
  private mutating func countLines(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) {
    guard endsInReturn || returns.position(from: range.lowerBound, in: bytes) < range.upperBound
    else {
      // Most files have no CR at all: this loop is the fast one.
      var count = 0
      let part = bytes.extracting(range)
      for index in part.indices { count &+= part[index] == 0x0A ? 1 : 0 }
      line += UInt64(truncatingIfNeeded: count)
      return
    }
    var count: UInt64 = 0
    var isReturn = endsInReturn
    for index in range {
      let byte = bytes[index]
      if byte == 0x0A || isReturn { count += 1 }
      isReturn = byte == 0x0D
    }
    endsInReturn = isReturn
    line += count
  }
}
