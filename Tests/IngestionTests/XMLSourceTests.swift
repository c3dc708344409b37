import RecordModel
import Testing

@testable import Ingestion

struct XMLSourceTests {
  static let roll = """
    <?xml version="1.0"?>
    <!-- film <frame> -->
    <roll number="R7"><title> Roll
       seven </title>
      <frame no="1"><mrn>00&#49;</mrn><patient><last>O&apos;Neil</last></patient></frame>
      <frame no="2"><mrn><![CDATA[<b>]]> &amp; c</mrn><patient/></frame>
      <frame no="3"/>
    </roll>
    """

  private func read(
    _ text: String,
    _ settings: SourceSettings,
    blockSize: Int = 4096
  ) throws -> XMLResult {
    let result = try XMLResult(TemporaryFile(text), settings, blockSize: blockSize)
    #expect(result.bytes.isBalanced)
    return result
  }

  @Test(arguments: [1, 3, 50, 4096])
  func `each row element is a row, its values found by path`(blockSize: Int) throws {
    let settings = xmlSettings(
      "/roll/frame",
      "@no",
      "mrn",
      "patient/last",
      "../@number",
      "../title"
    )
    let result = try read(Self.roll, settings, blockSize: blockSize)
    #expect(
      result.rows == [
        ["1", "001", "O'Neil", "R7", "Roll seven"], ["2", "<b> & c", "", "R7", "Roll seven"],
        ["3", "", "", "R7", "Roll seven"],
      ]
    )
    #expect(result.places.line == [5, 6, 7])
    let file = TemporaryFile(Self.roll)
    #expect(result.original(2, in: file) == "<frame no=\"3\"/>")
    #expect(result.original(0, in: file).hasSuffix("</last></patient></frame>"))
    #expect(result.bytes.rows == result.places.length.reduce(0) { $0 + UInt64($1) })
  }

  @Test func `names are compared without prefix and namespace`() throws {
    let text = "<r xmlns='urn:x' xmlns:p='urn:y'><p:f p:no='1'><mrn>7</mrn></p:f></r>"
    #expect(try read(text, xmlSettings("/r/f", "@no", "mrn")).rows == [["1", "7"]])
  }

  @Test func `a condition or a number picks one of several elements`() throws {
    let text = "<r><f><id root='a' x='1'/><id root='b' x='2'/><n>A</n><n>B</n></f></r>"
    let settings = xmlSettings("/r/f", "id[@root='b']/@x", "n[2]", "n[1]", "id[@root='c']/@x")
    #expect(try read(text, settings).rows == [["2", "B", "A", ""]])
  }

  @Test func `a path that matches twice refuses its row, unless the rule says what to do`() throws {
    let text = "<r><f><n>A</n><n>B</n></f><f><n>C</n></f></r>"
    var settings = xmlSettings("/r/f", "n")
    let result = try read(text, settings)
    #expect(result.refusals == [.severalValues, .none])
    #expect(result.rows == [[""], ["C"]])
    settings.columns[0].join = " "
    #expect(try read(text, settings).rows == [["A B"], ["C"]])
    settings.columns[0].join = nil
    settings.columns[0].takesFirst = true
    #expect(try read(text, settings).rows == [["A"], ["C"]])
  }

  @Test func `several paths become one cell`() throws {
    var settings = xmlSettings("/r/f", "a")
    settings.columns = [
      ColumnRule(field: .documentID, columns: ["../@no", "a"]),
      ColumnRule(field: .givenName, columns: ["b", "c"]),
    ]
    let text = "<r no='R'><f><a>1</a><b>x</b><c>y</c></f><f><c>z</c></f></r>"
    #expect(try read(text, settings).rows == [["R/1", "x y"], ["R/", "z"]])
  }

  @Test func `a value around the rows that comes behind one of them is an error, not a blank`() {
    let text = "<r><g><f/><t>late</t></g></r>"
    let error = #expect(throws: ExportError.self) { try read(text, xmlSettings("/r/g/f", "../t")) }
    #expect(error?.code == "XML-05")
  }

  @Test func `a value around the rows does not reach into the next group`() throws {
    let text = "<r><g><t>one</t><f/></g><g><f/></g></r>"
    #expect(try read(text, xmlSettings("/r/g/f", "../t")).rows == [["one"], [""]])
  }

  @Test func `the root may be the row`() throws {
    let text = "<doc><id>7</id><p>a <b>bold</b>\n word</p></doc>"
    let result = try read(text, xmlSettings("/doc", "id", "p", "."))
    #expect(result.rows == [["7", "a bold word", "7a bold word"]])
    #expect(result.bytes.markup == 0)
  }

  @Test func `rows do not depend on the size of pieces`() throws {
    var text = "<roll n='1'>\r\n"
    for row in 0..<3_000 { text += "<frame no='\(row)'>\r<mrn>ü\(row)</mrn>\n</frame>" }
    text += "</roll>"
    let settings = xmlSettings("/roll/frame", "@no", "mrn")
    let whole = try read(text, settings, blockSize: 1_000_000)
    #expect(whole.rows.count == 3_000 && whole.rows[2_999] == ["2999", "ü2999"])
    for blockSize in [97, 1_000] {
      let cut = try read(text, settings, blockSize: blockSize)
      #expect(cut.rows == whole.rows && cut.keys == whole.keys && cut.bytes == whole.bytes)
      #expect(cut.places.start == whole.places.start && cut.places.line == whole.places.line)
    }
  }

  @Test func `windows-1252 is read as declared, or as the pipeline file says`() throws {
    let body =
      Array("<r><f><n>M".utf8) + [0xFC] + Array("ller ".utf8) + [0x80] + Array("</n></f></r>".utf8)
    let declared = Array("<?xml version='1.0' encoding='windows-1252'?>".utf8) + body
    var settings = xmlSettings("/r/f", "n")
    #expect(try XMLResult(TemporaryFile(declared), settings).rows == [["Müller €"]])
    let error = #expect(throws: ExportError.self) { try XMLResult(TemporaryFile(body), settings) }
    #expect(error?.problem == "has a byte that its encoding does not allow; 0 whole rows before it")
    settings.encoding = "windows-1252"
    let result = try XMLResult(TemporaryFile(body), settings)
    #expect(result.rows == [["Müller €"]])
    #expect(result.places.start == [3] && result.places.length == [22])
  }

  @Test func `UTF-16 is read, with places in the file as delivered`() throws {
    let text = "<?xml version='1.0' encoding='UTF-16'?><r><f><n>Zoë 𝄞</n></f></r>"
    let bytes: [UInt8] =
      [0xFF, 0xFE]
      + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let result = try XMLResult(TemporaryFile(bytes), xmlSettings("/r/f", "n"))
    #expect(result.rows == [["Zoë 𝄞"]])
    #expect(result.places.start == [86] && result.places.length == [40])
    #expect(result.bytes.isBalanced)
  }

  @Test func `a UTF-8 mark is markup`() throws {
    let result = try read("\u{FEFF}<r><f/></r>", xmlSettings("/r/f", "n"))
    #expect(result.places.start == [6] && result.bytes.markup == 10)
  }

  @Test(arguments: ["roll", "/roll/@x", ""])
  func `a path that cannot be read is an error of the pipeline file`(each: String) {
    let error = #expect(throws: ExportError.self) {
      try XMLSource(
        settings: xmlSettings(each, "a"),
        layout: Layout(encoding: "utf-8", delimiter: 0x2C)
      )
    }
    #expect(error?.code == "XML-06")
  }

  @Test func `date orders are decided for XML, too`() throws {
    var settings = xmlSettings("/r/f", "@n", "d")
    settings.columns[1].field = .birthDate
    settings.facility = "N"
    let file = TemporaryFile("<r><f><d>14.03.1961</d></f></r>")
    let layout = try LayoutDecision.decide(
      settings: settings,
      exports: [file.export],
      workers: OneWorker()
    )
    #expect(layout.dateOrders.map(\.order) == [.dayMonthYear])
  }
}
