import Glibc

/// A row element in plain writing, taken apart without libxml2, where the answer is the same.
///
/// Plain are elements and text alone: names of ASCII letters, digits, `_`, `-` and `.`, no attribute, no
/// reference, no comment, no `>` in text, no character that XML forbids, every end tag in its place.
/// Everything else is not answered: libxml2 reads such rows, and finds what is wrong with them.
/// A whole element of this kind can be left out of a document without making it well-formed or
/// ill-formed, so libxml2 never sees it. A test compares the two on random documents.
struct XMLPlainRow: ~Copyable {
  /// What was found at a place.
  enum Found {
    /// A whole row; the position behind it.
    case row(end: Int)
    /// It may be one, but the text ends first.
    case incomplete
    case other
  }

  /// What is met in a row, in order.
  struct Token {
    enum Kind: UInt8 { case start, leaf, text, end }
    var kind: Kind
    /// The number of the element's name; -1 for one that no path has.
    var name: Int32
    /// Where the tag begins; of a text, where it begins.
    var start: UInt32
    /// The text's place: of a leaf what is inside it.
    var textStart: UInt32
    var textEnd: UInt32
    /// Behind the tag, or the end tag of a leaf.
    var end: UInt32
  }

  /// An element that has begun.
  private struct Open {
    var nameStart: Int
    var nameLength: Int
    var token: Int
  }

  /// Longer rows are libxml2's.
  static let longest = 65_536
  private static let mostTokens = 4_096
  private static let deepest = 64
  private static let longestName = 128

  private let kinds: UnsafeMutablePointer<UInt8>
  private let open: UnsafeMutablePointer<Open>
  private let tokens: UnsafeMutablePointer<Token>
  private var count = 0
  private let names: XMLNameTable

  init(_ names: [String]) {
    self.names = XMLNameTable(names)
    kinds = .allocate(capacity: 256)
    for byte in 0..<256 { kinds[byte] = Self.kind(UInt8(byte)) }
    open = .allocate(capacity: Self.deepest)
    tokens = .allocate(capacity: Self.mostTokens)
  }

  deinit {
    kinds.deallocate()
    open.deallocate()
    tokens.deallocate()
  }

  /// What was met in the row found last.
  var found: UnsafeBufferPointer<Token> { UnsafeBufferPointer(start: tokens, count: count) }

  private static let isText: UInt8 = 1
  private static let isName: UInt8 = 2
  private static let beginsName: UInt8 = 4

  private static func kind(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      isText | isName | beginsName
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      isText | isName
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): 0
    case 0x09, 0x0A, 0x0D, 0x20...0xFF: isText
    default: 0
    }
  }

  /// Takes the element apart that begins at a `<`.
  mutating func find(at first: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Found {
    guard let base = bytes.baseAddress else { return .incomplete }
    let limit = min(bytes.count, first + Self.longest)
    // Where it is too long it is libxml2's; where the text ends, more may come.
    let cut: Found = limit == bytes.count ? .incomplete : .other
    var at = first
    var depth = 0
    var high: UInt8 = 0
    count = 0
    while true {
      guard at + 2 < limit, count + 2 < Self.mostTokens else {
        return at + 2 < limit ? .other : cut
      }
      if base[at + 1] == UInt8(ascii: "/") {
        let element = open[depth - 1]
        let close = at + 2 + element.nameLength
        guard close < limit else { return cut }
        guard base[close] == UInt8(ascii: ">"),
          memcmp(base + at + 2, base + element.nameStart, element.nameLength) == 0
        else { return .other }
        end(element, tag: at, close + 1)
        depth -= 1
        at = close + 1
        if depth == 0 { return isSound(bytes, first..<at, high) ? .row(end: at) : .other }
      } else {
        guard kinds[Int(base[at + 1])] & Self.beginsName != 0, depth < Self.deepest else {
          return .other
        }
        let nameStart = at + 1
        var close = at + 2
        var key = UInt64(base[nameStart])
        while close < limit, kinds[Int(base[close])] & Self.isName != 0 {
          key = key << 8 | UInt64(base[close])
          close += 1
        }
        guard close + 1 < limit else { return cut }
        let length = close - nameStart
        guard length <= Self.longestName else { return .other }
        let name = names.number(of: base + nameStart, length, key)
        let isEmpty = base[close] == UInt8(ascii: "/")
        guard base[close + (isEmpty ? 1 : 0)] == UInt8(ascii: ">") else { return .other }
        let behind = close + (isEmpty ? 2 : 1)
        tokens[count] = Token(
          kind: isEmpty ? .leaf : .start,
          name: name,
          start: UInt32(truncatingIfNeeded: at - first),
          textStart: UInt32(truncatingIfNeeded: at - first),
          textEnd: UInt32(truncatingIfNeeded: at - first),
          end: UInt32(truncatingIfNeeded: behind - first)
        )
        at = behind
        if !isEmpty {
          open[depth] = Open(nameStart: nameStart, nameLength: length, token: count)
          depth += 1
        }
        count += 1
        // A row without anything in it is rare enough for libxml2.
        if depth == 0 { return .other }
      }
      let textStart = at
      while at < limit, kinds[Int(base[at])] & Self.isText != 0 {
        high |= base[at]
        at += 1
      }
      guard at < limit else { return cut }
      guard base[at] == UInt8(ascii: "<") else { return .other }
      if at > textStart {
        tokens[count] = Token(
          kind: .text,
          name: -1,
          start: UInt32(truncatingIfNeeded: textStart - first),
          textStart: UInt32(truncatingIfNeeded: textStart - first),
          textEnd: UInt32(truncatingIfNeeded: at - first),
          end: UInt32(truncatingIfNeeded: at - first)
        )
        count += 1
      }
    }
  }

  /// An element ends: one that holds text alone, or nothing, becomes one token.
  @inline(__always)
  private mutating func end(_ element: Open, tag: Int, _ behind: Int) {
    let first = element.nameStart - 1 - Int(tokens[element.token].start)
    let end = UInt32(truncatingIfNeeded: behind - first)
    let inside = count - element.token - 1
    if inside == 0 || inside == 1 && tokens[count - 1].kind == .text {
      tokens[element.token].textStart = tokens[element.token].end
      tokens[element.token].textEnd = UInt32(truncatingIfNeeded: tag - first)
      tokens[element.token].kind = .leaf
      tokens[element.token].end = end
      count = element.token + 1
      return
    }
    tokens[count] = Token(
      kind: .end,
      name: -1,
      start: UInt32(truncatingIfNeeded: tag - first),
      textStart: 0,
      textEnd: 0,
      end: end
    )
    count += 1
  }

  /// Says whether the characters are such as XML allows, as far as their bytes have not said so yet.
  private func isSound(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ high: UInt8
  ) -> Bool {
    // A row without any element in it is a leaf: rare, and libxml2's.
    guard count > 1 else { return false }
    guard high >= 0x80 else { return true }
    let row = UnsafeBufferPointer(rebasing: bytes[range])
    guard (try? UTF8Span(validating: row.span)) != nil else { return false }
    // U+FFFE and U+FFFF are no characters of XML.
    for index in row.indices where row[index] == 0xEF && index + 2 < row.count {
      if row[index + 1] == 0xBF, row[index + 2] >= 0xBE { return false }
    }
    return true
  }
}

/// The plan's names by their bytes.
struct XMLNameTable: ~Copyable {
  private struct Entry {
    var key: UInt64
    var length: Int32
    var number: Int32
    var start: Int
  }

  private let entries: UnsafeMutableBufferPointer<Entry>
  private let text: UnsafeMutablePointer<UInt8>

  init(_ names: [String]) {
    var places = 64
    while places < names.count * 4 { places *= 2 }
    entries = .allocate(capacity: places)
    entries.initialize(repeating: Entry(key: 0, length: -1, number: -1, start: 0))
    let all = names.flatMap { Array($0.utf8) }
    text = .allocate(capacity: max(1, all.count))
    text.initialize(from: all, count: all.count)
    var start = 0
    for (number, name) in names.enumerated() {
      let utf8 = Array(name.utf8)
      let key = utf8.reduce(0) { $0 << 8 | UInt64($1) }
      var place = Self.place(key, utf8.count, places)
      while entries[place].length >= 0 { place = (place + 1) & (places - 1) }
      entries[place] = Entry(
        key: key,
        length: Int32(clamping: utf8.count),
        number: Int32(clamping: number),
        start: start
      )
      start += utf8.count
    }
  }

  deinit {
    entries.deallocate()
    text.deallocate()
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ length: Int, _ places: Int) -> Int {
    let mixed = (key ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40) & (places - 1)
  }

  /// The number of a name, -1 for one that no path has; `key` is made of its last eight bytes.
  @inline(__always)
  func number(of name: UnsafePointer<UInt8>, _ length: Int, _ key: UInt64) -> Int32 {
    var place = Self.place(key, length, entries.count)
    while entries[place].length >= 0 {
      let entry = entries[place]
      if entry.key == key, Int(entry.length) == length,
        length <= 8 || memcmp(name, text + entry.start, length) == 0
      {
        return entry.number
      }
      place = (place + 1) & (entries.count - 1)
    }
    return -1
  }
}
