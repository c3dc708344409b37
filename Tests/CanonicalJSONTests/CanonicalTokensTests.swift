import CanonicalJSON
import Testing

/// The reader that takes canonical documents only, held against the reader and the writer.
@Suite struct CanonicalTokensTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func
    `whatever the writer writes is taken, and every changed byte is judged as a second writing would`(
      seed: UInt64
    )
  {
    var numbers = SplitMix64(seed: seed)
    var tokens = CanonicalTokens()
    var (taken, refused) = (0, 0)
    for _ in 0..<2_000 {
      var bytes = numbers.document().canonicalBytes
      #expect(isTaken(bytes, by: &tokens), "seed \(seed)")
      for _ in 0..<5 {
        Self.change(&bytes, &numbers)
        let isCanonical = (try? JSONReader.read(bytes))?.canonicalBytes == bytes
        let holds = isTaken(bytes, by: &tokens) == isCanonical
        #expect(holds, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        if isCanonical { taken += 1 } else { refused += 1 }
      }
    }
    #expect(taken > 100 && refused > 1_000)
  }

  static let refused: [(String, JSONError.Problem, Int)] = [
    ("", .unexpectedEnd, 0), (" {}", .needlessSpace, 0), ("{} ", .needlessSpace, 2),
    ("{}\n", .needlessSpace, 2), (#"{"a": 1}"#, .needlessSpace, 5), ("[1 ,2]", .needlessSpace, 2),
    (#"{"b":1,"a":2}"#, .namesOutOfOrder, 7), (#"{"a":1,"a":2}"#, .duplicateName, 7),
    (#"{"ab":1,"a":2}"#, .namesOutOfOrder, 8), (#"{"a":1,"":2}"#, .namesOutOfOrder, 7),
    (#"{"\uE000":1}"#, .needlessEscape, 2), (#""\u0041""#, .needlessEscape, 1),
    (#""\/""#, .needlessEscape, 1), (#""\u000a""#, .needlessEscape, 1),
    (#""\u001F""#, .needlessEscape, 1), (#""\ud83d\ude02""#, .needlessEscape, 1),
    (#""\ud800""#, .needlessEscape, 1), (#""\x""#, .invalidEscape, 1),
    ("\"\n\"", .controlCharacter, 1), (#"{"a":1}{"a":1}"#, .trailingBytes, 7),
    ("01", .invalidNumber, 0), ("1.", .invalidNumber, 2), ("-", .invalidNumber, 1),
    ("tru", .unexpectedEnd, 3), ("truth", .unexpectedByte, 3), ("[1,]", .unexpectedByte, 3),
    (#"{"a"}"#, .unexpectedByte, 4), (#"{"a":}"#, .unexpectedByte, 5), ("}", .unexpectedByte, 0),
    ("\u{FEFF}{}", .unexpectedByte, 0),
    ("{\"\u{E000}\":1,\"\u{10000}\":2}", .namesOutOfOrder, 9),
  ]

  @Test(arguments: refused)
  func `what is not canonical is refused with the byte`(
    text: String,
    problem: JSONError.Problem,
    offset: Int
  ) {
    var tokens = CanonicalTokens()
    #expect(throws: JSONError(problem, at: offset)) { try tokens.read(Array(text.utf8).span) }
  }

  @Test(arguments: [
    [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
    [0x22, 0xE2, 0x82, 0x22], [0x22, 0xFF, 0x22], [0x22, 0x80, 0x22], [0x22, 0xC3],
  ])
  func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
    var tokens = CanonicalTokens()
    #expect(throws: JSONError(.invalidUTF8, at: 1)) { try tokens.read(bytes.span) }
  }

  @Test func `a hundred levels are read, one more is refused, a million exhaust nothing`() throws {
    var tokens = CanonicalTokens()
    for (levels, isRead) in [(100, true), (101, false), (1_000_000, false)] {
      let nested = Array(repeating: UInt8(ascii: "["), count: levels)
      let whole = nested + Array(repeating: UInt8(ascii: "]"), count: levels)
      #expect(isTaken(whole, by: &tokens) == isRead)
    }
  }

  @Test
  func `an object is stepped over by its token, and names and strings lie between their quotes`()
    throws
  {
    let text = Array(#"{"a":{"b":[1,true]},"c":"x\"y"}"#.utf8)
    var tokens = CanonicalTokens()
    try tokens.read(text.span)
    let list = tokens.list
    #expect(list.map(\.kind).prefix(4) == [.object, .name, .object, .name])
    #expect(list[0].end == UInt32(list.count))
    let afterInner = list[Int(list[2].end)]
    #expect(afterInner.kind == .name)
    #expect(text[Int(afterInner.start)..<Int(afterInner.end)].elementsEqual("c".utf8))
    let last = list[list.count - 2]
    #expect(text[Int(last.start)..<Int(last.end)].elementsEqual(#"x\"y"#.utf8))
  }

  private func isTaken(_ bytes: [UInt8], by tokens: inout CanonicalTokens) -> Bool {
    (try? tokens.read(bytes.span)) != nil
  }

  /// Changes, removes, doubles or exchanges bytes.
  private static func change(_ bytes: inout [UInt8], _ numbers: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let marks = Array(#"{}[]:,"\u0 1ebn/"#.utf8) + [0x00, 0x0A, 0x7F, 0x80, 0xC3, 0xE2, 0xF0]
    let at = numbers.below(bytes.count)
    switch numbers.below(4) {
    case 0: bytes[at] = marks[numbers.below(marks.count)]
    case 1: bytes.remove(at: at)
    case 2: bytes.insert(marks[numbers.below(marks.count)], at: at)
    default: bytes.swapAt(at, numbers.below(bytes.count))
    }
  }
}
