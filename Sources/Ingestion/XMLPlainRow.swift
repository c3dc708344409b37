import Glibc

/// A row element in plain writing, taken apart without libxml2, where the answer is the same.
///
/// Plain are elements, attributes and text alone: names of ASCII letters, digits, `_`, `-` and `.`, no
/// namespace, no reference, no comment, no `>` in text, no tab or line end in a value, no character
/// that XML forbids, every end tag in its place. Everything else is not answered: libxml2 reads such
/// rows, and finds what is wrong with them. A whole element of this kind can be left out of a document
/// without making it well-formed or ill-formed, so libxml2 never sees it. A test compares the two on
/// random documents.
struct XMLPlainRow: ~Copyable {
  /// What was found at a place.
  enum Found {
    /// A whole row; the position behind it.
    case row(end: Int)
    /// It may be one, but the text ends first.
    case incomplete
    case other
  }

  /// What is met in a row, in order; places are counted from its first byte.
  struct Token {
    enum Kind: UInt8 { case start, leaf, text, end }
    var kind: Kind
    /// The number of the element's name; -1 for one that no path has.
    var name: Int32 = -1
    /// Where the tag begins; of a text, where it begins.
    var start: UInt32
    /// The text's place: of a leaf what is inside it.
    var textStart: UInt32 = 0
    var textEnd: UInt32 = 0
    /// Behind the tag, or the end tag of a leaf.
    var end: UInt32
    /// Of a start: where its attributes begin, and how many they are.
    var firstAttribute: UInt32 = 0
    var attributeCount: UInt32 = 0
  }

  /// An attribute whose name a path has.
  struct Attribute {
    var name: Int32
    var start: UInt32
    var end: UInt32
  }

  /// An element that has begun.
  private struct Open {
    var name: XMLPlainText.Name
    var token: Int
  }

  /// How it goes on behind a tag, an attribute or a text.
  private enum Step { case on, isRow, ends, isOther }

  /// Longer rows are libxml2's.
  static let longest = 65_536
  /// Attributes of one tag.
  static let mostAttributes = 64
  private static let mostTokens = 4_096
  private static let deepest = 64
  private static let longestName = 128

  private let kinds = XMLPlainText.makeKinds()
  private let open: UnsafeMutablePointer<Open> = .allocate(capacity: deepest)
  private let tokens: UnsafeMutablePointer<Token> = .allocate(capacity: mostTokens)
  private let attributes: UnsafeMutablePointer<Attribute> = .allocate(capacity: mostTokens)
  /// Names of the attributes of one tag.
  private let given: UnsafeMutablePointer<XMLPlainText.Name> = .allocate(capacity: mostAttributes)
  private let names: XMLNameTable
  private var first = 0
  private var depth = 0
  private var count = 0
  private var attributeCount = 0

  init(_ names: [String]) { self.names = XMLNameTable(names) }

  deinit {
    kinds.deallocate()
    open.deallocate()
    tokens.deallocate()
    attributes.deallocate()
    given.deallocate()
  }

  /// What was met in the row found last.
  var found: UnsafeBufferPointer<Token> { UnsafeBufferPointer(start: tokens, count: count) }

  /// The attributes of one of its starts.
  @inline(__always)
  func attributes(of token: Token) -> UnsafeBufferPointer<Attribute> {
    UnsafeBufferPointer(
      start: attributes + Int(token.firstAttribute),
      count: Int(token.attributeCount)
    )
  }

  /// Takes the element apart that begins at a `<`.
  mutating func find(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Found {
    guard let base = bytes.baseAddress else { return .incomplete }
    let limit = min(bytes.count, start + Self.longest)
    var text = XMLPlainText(base, start..<limit, kinds: kinds)
    (first, depth, count, attributeCount) = (start, 0, 0, 0)
    var step = Step.on
    while step == .on {
      step = takeTag(&text)
      if step == .on { step = takeText(&text) }
    }
    switch step {
    case .on, .isOther: return .other
    // Where it is too long it is libxml2's; where the text ends, more may come.
    case .ends: return limit == bytes.count ? .incomplete : .other
    case .isRow:
      let isSound =
        text.high < 0x80 || Self.isSound(UnsafeBufferPointer(rebasing: bytes[start..<text.at]))
      return isSound ? .row(end: text.at) : .other
    }
  }

  @inline(__always)
  private mutating func takeTag(_ text: inout XMLPlainText) -> Step {
    guard text.at + 2 < text.limit else { return .ends }
    guard count + 2 < Self.mostTokens else { return .isOther }
    let start = text.at
    text.at += 1
    if text.byte == UInt8(ascii: "/"), depth > 0 { return takeEnd(&text, from: start) }
    guard text.beginsName, depth < Self.deepest else { return .isOther }
    return takeStart(&text, from: start)
  }

  @inline(__always)
  private mutating func takeStart(_ text: inout XMLPlainText, from start: Int) -> Step {
    let name = text.takeName()
    guard text.at + 1 < text.limit else { return .ends }
    guard name.length <= Self.longestName else { return .isOther }
    let firstAttribute = attributeCount
    if text.isSpace {
      let step = takeAttributes(&text)
      guard step == .on else { return step }
    }
    let isEmpty = text.byte == UInt8(ascii: "/")
    if isEmpty { text.at += 1 }
    guard text.byte == UInt8(ascii: ">") else { return .isOther }
    text.at += 1
    tokens[count] = Token(
      kind: .start,
      name: names.number(of: name),
      start: place(start),
      end: place(text.at),
      firstAttribute: UInt32(truncatingIfNeeded: firstAttribute),
      attributeCount: UInt32(truncatingIfNeeded: attributeCount - firstAttribute)
    )
    open[depth] = Open(name: name, token: count)
    depth += 1
    count += 1
    return isEmpty ? close(tag: start..<text.at, textEnd: text.at) : .on
  }

  @inline(__always)
  private mutating func takeEnd(_ text: inout XMLPlainText, from start: Int) -> Step {
    let name = open[depth - 1].name
    let behind = start + 2 + name.length
    guard behind < text.limit else { return .ends }
    guard text.base[behind] == UInt8(ascii: ">"),
      memcmp(text.base + start + 2, name.bytes, name.length) == 0
    else { return .isOther }
    text.at = behind + 1
    return close(tag: start..<text.at, textEnd: start)
  }

  /// The innermost element ends: one that holds text alone, or nothing, becomes one token.
  @inline(__always)
  private mutating func close(tag: Range<Int>, textEnd: Int) -> Step {
    depth -= 1
    let token = open[depth].token
    let inside = count - token - 1
    if depth > 0, inside == 0 || inside == 1 && tokens[count - 1].kind == .text,
      tokens[token].attributeCount == 0
    {
      tokens[token].kind = .leaf
      tokens[token].textStart = tokens[token].end
      tokens[token].textEnd = place(textEnd)
      tokens[token].end = place(tag.upperBound)
      count = token + 1
      return .on
    }
    tokens[count] = Token(kind: .end, start: place(tag.lowerBound), end: place(tag.upperBound))
    count += 1
    return depth == 0 ? .isRow : .on
  }

  @inline(__always)
  private mutating func takeText(_ text: inout XMLPlainText) -> Step {
    let start = text.at
    text.skipText()
    guard text.at < text.limit else { return .ends }
    guard text.byte == UInt8(ascii: "<") else { return .isOther }
    guard text.at > start else { return .on }
    let (from, end) = (place(start), place(text.at))
    tokens[count] = Token(kind: .text, start: from, textStart: from, textEnd: end, end: end)
    count += 1
    return .on
  }

  /// Takes the attributes of a tag, from the white space behind its name to its end.
  private mutating func takeAttributes(_ text: inout XMLPlainText) -> Step {
    var known = 0
    while true {
      let from = text.at
      text.skipSpace()
      guard text.at + 1 < text.limit else { return .ends }
      if text.byte == UInt8(ascii: ">") || text.byte == UInt8(ascii: "/") { return .on }
      guard text.at > from, text.beginsName, known < Self.mostAttributes,
        attributeCount < Self.mostTokens
      else { return .isOther }
      let step = takeAttribute(&text, known)
      guard step == .on else { return step }
      known += 1
    }
  }

  @inline(__always)
  private mutating func takeAttribute(_ text: inout XMLPlainText, _ known: Int) -> Step {
    let name = text.takeName()
    guard text.at + 2 < text.limit else { return .ends }
    let quote = text.base[text.at + 1]
    guard text.byte == UInt8(ascii: "="), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      isNew(name, known)
    else { return .isOther }
    text.at += 2
    let start = text.at
    text.skipValue(to: quote)
    guard text.at + 1 < text.limit else { return .ends }
    guard text.byte == quote else { return .isOther }
    let number = names.number(of: name)
    if number >= 0 {
      attributes[attributeCount] = Attribute(name: number, start: place(start), end: place(text.at))
      attributeCount += 1
    }
    text.at += 1
    return .on
  }

  /// Says whether a tag has not had this attribute yet, and may have it; takes note of it.
  @inline(__always)
  private func isNew(_ name: XMLPlainText.Name, _ known: Int) -> Bool {
    // A namespace: "xmlns" in ASCII.
    guard name.length <= Self.longestName, name.key != 0x78_6D6C_6E73 || name.length != 5 else {
      return false
    }
    for index in 0..<known where given[index].isSame(as: name) { return false }
    given[known] = name
    return true
  }

  @inline(__always)
  private func place(_ at: Int) -> UInt32 { UInt32(truncatingIfNeeded: at - first) }

  /// Says whether the characters are such as XML allows, as far as their bytes have not said so yet.
  private static func isSound(_ row: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (try? UTF8Span(validating: row.span)) != nil else { return false }
    // U+FFFE and U+FFFF are no characters of XML.
    for index in row.indices where row[index] == 0xEF && index + 2 < row.count {
      if row[index + 1] == 0xBF, row[index + 2] >= 0xBE { return false }
    }
    return true
  }
}
