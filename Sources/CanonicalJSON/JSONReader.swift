/// Reads one JSON document (RFC 8259), strictly.
///
/// Refuses what other readers take silently and differently: names that stand twice in an object,
/// halves of surrogate pairs, bytes that are no UTF-8, a byte order mark, bytes after the end, and
/// nesting over 100, which could otherwise exhaust the stack. Any bytes give a value or an error;
/// memory is bounded by a multiple of the input.
package struct JSONReader {
  /// How many arrays and objects may lie inside each other.
  package static let deepest = 100

  var offset = 0
  private var depth = 0

  /// Reads a whole document.
  ///
  /// - Throws: the first problem and its byte.
  package static func read(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONValue {
    do {
      _ = try UTF8Span(validating: copy bytes)
    } catch {
      throw JSONError(.invalidUTF8, at: error.byteOffsets.lowerBound)
    }
    var reader = JSONReader()
    reader.skipSpace(bytes)
    let value = try reader.value(bytes)
    reader.skipSpace(bytes)
    guard reader.offset == bytes.count else {
      throw JSONError(.trailingBytes, at: reader.offset)
    }
    return value
  }

  /// Reads a whole document.
  package static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    try read(bytes.span)
  }

  private mutating func value(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONValue {
    switch try peek(bytes) {
    case UInt8(ascii: "{"): return try object(bytes)
    case UInt8(ascii: "["): return try array(bytes)
    case UInt8(ascii: "\""): return .string(try string(bytes))
    case UInt8(ascii: "t"): return try word("true", .boolean(true), bytes)
    case UInt8(ascii: "f"): return try word("false", .boolean(false), bytes)
    case UInt8(ascii: "n"): return try word("null", .null, bytes)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(try number(bytes))
    default: throw JSONError(.unexpectedByte, at: offset)
    }
  }

  private mutating func object(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var members: [JSONMember] = []
    var places: [Int] = []
    if try take(UInt8(ascii: "}"), bytes) { return .object([]) }
    while true {
      places.append(offset)
      guard try peek(bytes) == UInt8(ascii: "\"") else {
        throw JSONError(.unexpectedByte, at: offset)
      }
      let name = try string(bytes)
      guard try take(UInt8(ascii: ":"), bytes) else { throw JSONError(.unexpectedByte, at: offset) }
      members.append(JSONMember(name: name, value: try value(bytes)))
      if try take(UInt8(ascii: "}"), bytes) { break }
      guard try take(UInt8(ascii: ","), bytes) else { throw JSONError(.unexpectedByte, at: offset) }
    }
    try checkNames(members, at: places)
    return .object(members)
  }

  private mutating func array(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var elements: [JSONValue] = []
    if try take(UInt8(ascii: "]"), bytes) { return .array([]) }
    while true {
      elements.append(try value(bytes))
      if try take(UInt8(ascii: "]"), bytes) { break }
      guard try take(UInt8(ascii: ","), bytes) else { throw JSONError(.unexpectedByte, at: offset) }
    }
    return .array(elements)
  }

  /// Sorted, so that an object with very many names does not cost their square.
  private func checkNames(_ members: [JSONMember], at places: [Int]) throws(JSONError) {
    guard members.count > 1 else { return }
    let order = members.indices.sorted { left, right in
      let (first, second) = (members[left].name, members[right].name)
      return isSameText(first, second) ? left < right : precedesInCanonicalOrder(first, second)
    }
    var firstRepeat = Int.max
    for index in order.indices.dropFirst()
    where isSameText(members[order[index]].name, members[order[index - 1]].name) {
      firstRepeat = min(firstRepeat, places[order[index]])
    }
    guard firstRepeat == Int.max else { throw JSONError(.duplicateName, at: firstRepeat) }
  }

  /// Steps over the opening bracket.
  private mutating func enter() throws(JSONError) {
    guard depth < Self.deepest else { throw JSONError(.tooDeep, at: offset) }
    depth += 1
    offset += 1
  }

  private mutating func word(
    _ word: StaticString,
    _ value: JSONValue,
    _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
      guard bytes[offset] == word.utf8Start[index] else {
        throw JSONError(.unexpectedByte, at: offset)
      }
      offset += 1
    }
    return value
  }

  /// The byte at hand.
  private func peek(_ bytes: borrowing Span<UInt8>) throws(JSONError) -> UInt8 {
    guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: offset) }
    return bytes[offset]
  }

  /// Steps over a punctuation mark with the space around it, if it is the next one.
  private mutating func take(
    _ mark: UInt8,
    _ bytes: borrowing Span<UInt8>
  ) throws(JSONError) -> Bool {
    skipSpace(bytes)
    guard try peek(bytes) == mark else { return false }
    offset += 1
    skipSpace(bytes)
    return true
  }

  private mutating func skipSpace(_ bytes: borrowing Span<UInt8>) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }
}
