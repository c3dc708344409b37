/// The pieces of one canonical JSON document, in the order they stand: a list of byte ranges, no tree.
///
/// `read` accepts exactly the documents that equal their own canonical form: valid JSON as
/// `JSONReader` knows it, without needless space, names strictly in order, every string escaped the
/// one way. It is for lines by the million: the list is reused and nothing is allocated per value.
package struct CanonicalTokens: Sendable {
  /// What a piece is.
  package enum Kind: UInt8, Sendable {
    case object, array, end, name, string, number, word
  }

  /// One piece: the bytes between the quotes of a name or string, those of a number or word.
  ///
  /// An object or array begins at `start`; its `end` is the index of the token after its closing
  /// bracket, so that it can be stepped over.
  package struct Token: Sendable {
    package var kind: Kind
    package var start: UInt32
    package var end: UInt32
  }

  /// What the last `read` found, complete only when it did not throw.
  package private(set) var list: [Token] = []
  private var offset = 0
  private var depth = 0

  package init() {}

  /// Reads a whole document of less than 4 GB.
  ///
  /// - Throws: the first place where the bytes are no JSON or not its canonical form.
  package mutating func read(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    precondition(bytes.count < Int(UInt32.max), "offsets are kept in 32 bits")
    list.removeAll(keepingCapacity: true)
    offset = 0
    depth = 0
    try value(bytes)
    guard offset == bytes.count else { throw trailing(bytes) }
  }

  private mutating func value(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    switch try peek(bytes) {
    case UInt8(ascii: "\""): try string(bytes, as: .string)
    case UInt8(ascii: "{"): try object(bytes)
    case UInt8(ascii: "["): try array(bytes)
    case UInt8(ascii: "t"): try word("true", bytes)
    case UInt8(ascii: "f"): try word("false", bytes)
    case UInt8(ascii: "n"): try word("null", bytes)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(bytes)
    default: throw unexpected(bytes)
    }
  }

  private mutating func object(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let opening = try open(.object)
    if try take(UInt8(ascii: "}"), bytes) { return close(opening) }
    var last: Token?
    while true {
      let place = offset
      guard try peek(bytes) == UInt8(ascii: "\"") else { throw unexpected(bytes) }
      let name = try string(bytes, as: .name)
      if let last { try NameOrder.check(last, name, at: place, bytes) }
      last = name
      guard try take(UInt8(ascii: ":"), bytes) else { throw unexpected(bytes) }
      try value(bytes)
      if try take(UInt8(ascii: "}"), bytes) { return close(opening) }
      guard try take(UInt8(ascii: ","), bytes) else { throw unexpected(bytes) }
    }
  }

  private mutating func array(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let opening = try open(.array)
    if try take(UInt8(ascii: "]"), bytes) { return close(opening) }
    while true {
      try value(bytes)
      if try take(UInt8(ascii: "]"), bytes) { return close(opening) }
      guard try take(UInt8(ascii: ","), bytes) else { throw unexpected(bytes) }
    }
  }

  /// Steps over an opening bracket.
  private mutating func open(_ kind: Kind) throws(JSONError) -> Int {
    guard depth < JSONReader.deepest else { throw JSONError(.tooDeep, at: offset) }
    depth += 1
    append(kind, offset, 0)
    offset += 1
    return list.count - 1
  }

  /// Notes the closing bracket just stepped over.
  private mutating func close(_ opening: Int) {
    depth -= 1
    append(.end, offset - 1, offset)
    list[opening].end = UInt32(truncatingIfNeeded: list.count)
  }

  private mutating func append(_ kind: Kind, _ start: Int, _ end: Int) {
    list.append(
      Token(
        kind: kind,
        start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end)
      )
    )
  }

  private mutating func word(
    _ word: StaticString,
    _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      guard try peek(bytes) == word.utf8Start[index] else { throw unexpected(bytes) }
      offset += 1
    }
    append(.word, start, offset)
  }

  /// A number as it was written: FHIR keeps a decimal's precision.
  private mutating func number(_ bytes: borrowing Span<UInt8>) throws(JSONError) {
    let end = try JSONNumber.end(of: bytes, from: offset)
    append(.number, offset, end)
    offset = end
  }

  @discardableResult
  private mutating func string(
    _ bytes: borrowing Span<UInt8>,
    as kind: Kind
  ) throws(JSONError) -> Token {
    let start = offset + 1
    let end = try CanonicalString.end(of: bytes, from: start)
    append(kind, start, end)
    offset = end + 1
    return list[list.count - 1]
  }

  private func peek(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> UInt8 {
    guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
    return bytes[offset]
  }

  private mutating func take(
    _ mark: UInt8,
    _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> Bool {
    guard try peek(bytes) == mark else { return false }
    offset += 1
    return true
  }

  private func unexpected(_ bytes: borrowing Span<UInt8>) -> JSONError {
    guard offset < bytes.count else { return JSONError(.unexpectedEnd, at: offset) }
    return JSONError(isSpace(bytes[offset]) ? .needlessSpace : .unexpectedByte, at: offset)
  }

  private func trailing(_ bytes: borrowing Span<UInt8>) -> JSONError {
    JSONError(isSpace(bytes[offset]) ? .needlessSpace : .trailingBytes, at: offset)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
