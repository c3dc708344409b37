import CanonicalJSON
import Testing

@Suite struct JSONReaderTests {
  @Test func `members keep the order they were read in and are found by name`() throws {
    let value = try JSONReader.read(Array(#" { "b" : [1, 2.50, "x"], "a" : true } "#.utf8))
    #expect(value.members?.map(\.name) == ["b", "a"])
    #expect(value["b"]?[0]?.integer == 1)
    #expect(value["b"]?[1] == .number("2.50"))
    #expect(value["b"]?[1]?.integer == nil)
    #expect(value["b"]?[2]?.text == "x")
    #expect(value["b"]?[3] == nil)
    #expect(value["a"]?.boolean == true)
    #expect(value["c"] == nil)
  }

  @Test func `a surrogate pair is one character`() throws {
    #expect(try JSONReader.read(Array(#""\ud83d\uDE02\u00e9""#.utf8)) == .string("😂é"))
  }

  @Test func `names that only look alike are two names`() throws {
    let value = try JSONReader.read(Array(#"{"\u00e9":1,"e\u0301":2}"#.utf8))
    #expect(value["\u{e9}"]?.integer == 1)
    #expect(value["e\u{301}"]?.integer == 2)
  }

  static let refused: [(String, JSONError.Problem, Int)] = [
    ("", .unexpectedEnd, 0), (" ", .unexpectedEnd, 1), ("{", .unexpectedEnd, 1),
    ("[1", .unexpectedEnd, 2), (#""ab"#, .unexpectedEnd, 3), (#""\"#, .unexpectedEnd, 2),
    (#""\u12"#, .unexpectedEnd, 5), ("tru", .unexpectedEnd, 3), ("trve", .unexpectedByte, 2),
    ("[1,]", .unexpectedByte, 3), ("[1 2]", .unexpectedByte, 3), ("{1:2}", .unexpectedByte, 1),
    (#"{"a":1,}"#, .unexpectedByte, 7), (#"{"a" 1}"#, .unexpectedByte, 5),
    ("'a'", .unexpectedByte, 0), ("NaN", .unexpectedByte, 0), ("+1", .unexpectedByte, 0),
    ("\u{feff}1", .unexpectedByte, 0), ("01", .invalidNumber, 0), ("-", .invalidNumber, 1),
    ("1.", .invalidNumber, 2), ("1.e3", .invalidNumber, 2), ("1e", .invalidNumber, 2),
    ("-01", .invalidNumber, 0), (#""\x""#, .invalidEscape, 1), (#""\u00g0""#, .invalidEscape, 5),
    (#""\ud800""#, .loneSurrogate, 1), (#""\udc00""#, .loneSurrogate, 1),
    (#""\ud800\u0041""#, .loneSurrogate, 1), (#""a\ud800b""#, .loneSurrogate, 2),
    ("\"\u{1}\"", .controlCharacter, 1), ("1 2", .trailingBytes, 2), ("{}}", .trailingBytes, 2),
    (#"{"a":1,"b":2,"a":3}"#, .duplicateName, 13), (#"{"a":1,"\u0061":3}"#, .duplicateName, 7),
    (#"[{"":1,"":1}]"#, .duplicateName, 7),
  ]

  @Test(arguments: refused)
  func `what is no strict JSON is refused with the byte`(
    text: String,
    problem: JSONError.Problem,
    offset: Int
  ) {
    #expect(throws: JSONError(problem, at: offset)) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test(arguments: [
    [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xFF, 0x22],
  ])
  func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
    #expect(throws: JSONError(.invalidUTF8, at: 1)) { try JSONReader.read(bytes) }
  }

  @Test func `a hundred levels are read, one more is refused`() throws {
    let hundred = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    _ = try JSONReader.read(Array(hundred.utf8))
    #expect(throws: JSONError(.tooDeep, at: 100)) {
      try JSONReader.read(Array(("[" + hundred + "]").utf8))
    }
    #expect(throws: JSONError(.tooDeep, at: 500)) {
      try JSONReader.read(Array(String(repeating: #"{"a":"#, count: 1_000_000).utf8))
    }
  }

  @Test func `an error never quotes what was read`() {
    let error = #expect(throws: JSONError.self) {
      try JSONReader.read(Array(#"{"SECRET":1,"SECRET":2}"#.utf8))
    }
    #expect(error?.message == "byte 12: a name that stands twice in one object")
  }

  @Test func `any bytes give a value or an error`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    let alphabet = Array(#"{}[]",:\u0019aeE+-.tfn "#.utf8) + [0xC3, 0xA9, 0x0A, 0x00]
    for _ in 0..<20_000 {
      let bytes = (0..<random.below(24)).map { _ in alphabet[random.below(alphabet.count)] }
      guard let value = try? JSONReader.read(bytes) else { continue }
      #expect(
        try JSONReader.read(value.canonicalBytes).canonicalBytes == value.canonicalBytes,
        "seed \(seed)"
      )
    }
  }
}
