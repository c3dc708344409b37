import RecordModel
import Testing

@testable import Ingestion

/// Rows that are read without libxml2 say what libxml2 says.
struct XMLPlainRowTests {
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
    mutating func pick(_ choices: [String]) -> String { choices[roll(choices.count)] }
  }

  private static let space = ["", " ", "\n", "\r\n", "\r"]
  private static let texts = [
    "a", " x  y ", "O&apos;N", "é", "😀", "<![CDATA[<row>]]>", "<!-- c -->", "<?p i?>", ">", "]]",
    "\t",
  ]

  private static let attributes = [
    " k='v'", " k=\"\"", "\n\tk = 'v'", " k='w' j=\"it's\" i='say \"so\"'", "  k=' x  é '",
    " k='v' ",
    " k='a&amp;b'", " k='a\tb'", " k='a\r\nb'", " k='a>b'", " xmlns:p='urn:x'", " xml:lang='en'",
    " xml-k='v'", " attribute-of-a-long-name='1' attribute-if-a-long-name='2'",
    (0..<64).map { " a\($0)='v'" }.joined(), (0..<65).map { " a\($0)='v'" }.joined() + " k='v'",
  ]
  /// Some of these make the whole document unusable, or the element foreign.
  private static let brokenAttributes = [
    " k='v' k='w'", " k='a<b'", " xmlns='urn:x'", " k='v'j='w'", " k", " k=v", "\u{A0}k='v'",
    " k='v'\r\nj='\u{FFFE}'", " attribute-of-a-long-name='1' attribute-of-a-long-name='2'",
    " k='\u{1}'", " k='v", " p:k='v'", " k='a&b'", " k='a&b;'",
  ]

  private static func attributes(_ dice: inout Dice, _ sides: Int) -> String {
    if dice.roll(200) == 0 { return dice.pick(brokenAttributes) }
    return dice.roll(sides) == 0 ? dice.pick(attributes) : ""
  }

  private static func element(_ dice: inout Dice, _ depth: Int) -> String {
    let name = dice.pick(["a", "b", "c", "row", "d.e", "n-1", "title"])
    let attribute = attributes(&dice, 8)
    if dice.roll(10) == 0 { return "<\(name)\(attribute)/>" }
    var inside = dice.roll(6) == 0 ? dice.pick(texts) : dice.pick(["a", " x  y ", ""])
    if depth < 4, dice.roll(3) == 0 { inside += element(&dice, depth + 1) + dice.pick(space) }
    return "<\(name)\(attribute)>\(inside)</\(name)>"
  }

  private static func document(_ dice: inout Dice) -> String {
    var text = "<r>" + dice.pick(["", "\n<title>T</title>"])
    for _ in 0..<dice.roll(12) {
      text += dice.pick(space) + (dice.roll(20) == 0 ? dice.pick(texts) : "")
      let attribute = attributes(&dice, 4)
      guard dice.roll(6) > 0 else {
        text += "<row\(attribute)/>"
        continue
      }
      text += "<row\(attribute)>"
      for _ in 0..<dice.roll(7) { text += dice.pick(space) + element(&dice, 0) }
      text += "</row>"
    }
    return text + "\n</r>\n"
  }

  private func outcome(
    _ bytes: [UInt8],
    _ settings: SourceSettings,
    _ isPlain: Bool,
    _ size: Int
  )
    throws -> String
  {
    let file = TemporaryFile(bytes)
    let source = try XMLSource(settings: settings, blockSize: size, readsPlainRows: isPlain)
    var said = ""
    do throws(ExportError) {
      let book = try source.read(file.export) { block in
        guard let batch = try? source.parse(block) else { return false }
        for row in 0..<batch.rowCount {
          said +=
            "\(batch.places.start[row]) \(batch.places.length[row]) \(batch.places.line[row]) "
          said += "\(batch.refusals[row]) \(batch.keys[row]) \(batch.digests[row])"
          for column in 0..<batch.columnCount {
            said += "|" + String(decoding: batch.cell(row, column), as: UTF8.self)
          }
          said += "\n"
        }
        return true
      }
      said += "\(book)"
    } catch {
      // Of two mistakes the one named first hangs on how much of the text libxml2 has been given.
      return "\(error.code.prefix(3)) refused"
    }
    return said
  }

  @Test(arguments: 0..<1000 as Range<UInt64>)
  func `a row in plain writing says what libxml2 says`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    var bytes = Array(Self.document(&dice).utf8)
    if dice.roll(5) == 0 { bytes.removeLast(dice.roll(bytes.count)) }
    if dice.roll(8) == 0, !bytes.isEmpty {
      bytes[dice.roll(bytes.count)] = UInt8(truncatingIfNeeded: dice.roll(256))
    }
    var settings = [
      xmlSettings("/r/row", "a", "b", "c", "../title", "a/b", "row", "d.e"),
      xmlSettings("/r/row", "a/a", "a", "b[1]", "b[2]/c", ".", "@k", "n-1"),
      xmlSettings("/r/row", "../a", "../row/c", "c", "a/@k", "b[@k]", "title", "c/d.e"),
      xmlSettings(
        "/r/row",
        "@k",
        "@i",
        "a/@k",
        "b[@k='v']",
        "c[@k!='v']/@j",
        "b[1]/@a63",
        "a[@attribute-of-a-long-name='1']"
      ),
    ][dice.roll(4)]
    let style = dice.roll(3)
    for index in settings.columns.indices {
      if style == 1 { settings.columns[index].join = "," }
      if style == 2 { settings.columns[index].takesFirst = true }
    }
    let size = [1, 7, 64, 300, 262_144][dice.roll(5)]
    let plain = try outcome(bytes, settings, true, size)
    #expect(try outcome(bytes, settings, false, size) == plain, "seed \(seed), pieces of \(size)")
  }

  @Test func `a row in plain writing is found, and libxml2's are left to it`() {
    var plain = XMLPlainRow(["a", "row"])
    func isFound(_ text: String) -> Bool {
      let bytes = Array(text.utf8)
      return bytes.withUnsafeBufferPointer { bytes in
        if case .row(let end) = plain.find(at: 0, in: bytes) { end == bytes.count } else { false }
      }
    }
    for row in [
      "<row><a>é</a><b/>\r\n<c><a></a></c></row>", "<row/>", "<row >text</row>",
      "<row k='v'><a/></row>", "<row\n  k='it is \">\"'\tj=\"\" />",
      "<row\((0..<64).map { " a\($0)='v'" }.joined())/>",
    ] {
      #expect(isFound(row), "\(row)")
    }
    for other in [
      "</row>", "<row><a></b></row>", "<row k='v' k='v'/>", "<row k='v'j='v'/>", "<row k= 'v'/>",
      "<row k='&amp;'/>", "<row k='a\tb'/>", "<row k='a\nb'/>", "<row k='<'/>", "<row xmlns='u'/>",
      "<row xml:lang='v'/>", "<row k/>", "<row k=v/>", "<row k='v'", "<row / >", "<row k='\u{1}'/>",
      "<row k='\u{FFFF}'/>", "<row\((0..<65).map { " a\($0)='v'" }.joined())/>",
      "<row><a>&lt;</a></row>",
      "<row><a>]]></a></row>", "<row><!-- --><a/></row>", "<row><p:a/></row>",
      "<row><a>\u{1}</a></row>",
      "<row><a>\u{FFFE}</a></row>", "<row><a></a >", "<row><1/></row>",
    ] {
      #expect(!isFound(other), "\(other)")
    }
  }
}
