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
  private var opens = NextByte(UInt8(ascii: "<"))
  /// Where the element begins in front of which the last scan stopped.
  private(set) var stop: Int?

  /// Scans a text and returns how much of it goes on to the parser; the rest comes again with more.
  mutating func scan(_ bytes: borrowing Span<UInt8>) -> Int {
    begin()
    return scan(bytes, from: 0, before: [], passing: -1)
  }

  /// Goes over to another text.
  mutating func begin() {
    returns = NextByte(0x0D)
    opens = NextByte(UInt8(ascii: "<"))
  }

  /// Scans on in a text, up to the end of the markup in front of an element of a name.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - from: Where the last scan of this text came to.
  ///   - name: The element's name; empty to go on to the end.
  ///   - passing: Where an element of the name begins that is scanned all the same.
  /// - Returns: How much of it goes on to the parser.
  mutating func scan(
    _ bytes: borrowing Span<UInt8>,
    from: Int,
    before name: [UInt8],
    passing: Int
  ) -> Int {
    tags.removeAll(keepingCapacity: true)
    stop = nil
    consumed = wholeMarkup(bytes, from, name, passing)
    return consumed
  }

  /// Counts the lines of what was read without being scanned: white space, and an element behind it.
  ///
  /// - Returns: The line in which the element begins, and the line feeds of both.
  mutating func pass(
    _ space: Range<Int>,
    _ element: Range<Int>,
    _ bytes: borrowing Span<UInt8>
  ) -> (first: UInt64, feeds: UInt64) {
    let feeds = (Self.lineFeeds(bytes.extracting(space)), Self.lineFeeds(bytes.extracting(element)))
    var first = line + feeds.0
    if endsInReturn || returns.position(from: space.lowerBound, in: bytes) < element.upperBound {
      countLines(space, bytes)
      endReturn()
      first = line
      countLines(element, bytes)
    } else {
      line += feeds.0 + feeds.1
    }
    return (first, feeds.0 + feeds.1)
  }

  private static func lineFeeds(_ part: borrowing Span<UInt8>) -> UInt64 {
    part.withUnsafeBytes { bytes in
      // Eight bytes at a time: a byte's high bit is left where it is a line feed.
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      var count = 0
      var at = 0
      while at + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
        count &+= (~(((word & low) &+ low) | word | low)).nonzeroBitCount
        at += 8
      }
      while at < bytes.count {
        count &+= bytes[at] == 0x0A ? 1 : 0
        at += 1
      }
      return UInt64(truncatingIfNeeded: count)
    }
  }

  private mutating func endReturn() {
    guard endsInReturn else { return }
    // What follows is no LF, so the CR was a line end of its own.
    line += 1
    endsInReturn = false
  }

  /// Says whether an element of a name begins at a `<`.
  func isElement(
    _ name: [UInt8],
    at open: Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    let end = open + 1 + name.count
    guard !name.isEmpty, end < bytes.count, bytes[open] == UInt8(ascii: "<") else { return false }
    switch bytes[end] {
    case UInt8(ascii: ">"), UInt8(ascii: "/"), 0x20, 0x0A, 0x0D, 0x09: break
    default: return false
    }
    for index in name.indices where bytes[open + 1 + index] != name[index] { return false }
    return true
  }

  private mutating func wholeMarkup(
    _ bytes: borrowing Span<UInt8>,
    _ from: Int,
    _ name: [UInt8],
    _ passing: Int
  ) -> Int {
    var at = from
    while problem == nil {
      let open = opens.position(from: at, in: bytes)
      if open != passing, isElement(name, at: open, bytes) {
        stop = open
        return at
      }
      countLines(at..<open, bytes)
      guard open + 1 < bytes.count else { return open }
      endReturn()
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
      line += Self.lineFeeds(bytes.extracting(range))
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
