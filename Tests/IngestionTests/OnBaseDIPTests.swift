import RecordModel
import Testing

@testable import Ingestion

struct OnBaseDIPTests {
  static let plain = namedSettings(
    "onbase-dip",
    [
      .recordNumber: "MRN", .documentID: "Doc ID", .documentType: ">>DocTypeName",
      .serviceDate: ">> DocDate:", .image: ">>FullPath",
    ],
    ignoring: [">>Dummy Key", "Note:"]
  )

  private func read(
    _ file: TemporaryFile,
    _ settings: SourceSettings = Self.plain,
    encoding: String = "utf-8",
    blockSize: Int = 4_000_000
  ) throws -> NamedReading {
    let layout = Layout(encoding: encoding, delimiter: 0x2C)
    return try NamedReading(
      file,
      OnBaseDIPSource(settings: settings, layout: layout, blockSize: blockSize)
    )
  }

  private static let good = "BEGIN:\nMRN: 2\nDoc ID: 2\nEND:\n"

  @Test(
    arguments: [
      ">>>>Self Configuring Tagged DIP<<<<\r\nBEGIN:\r\n>>DocTypeName: LAB\r\n>>DocDate: 03/09/1998\r\n>>FullPath: C:\\a:b.tif\r\nMRN: 1\r\nEND:\r\n",
      "BEGIN\n>>DocTypeName:LAB\n>>DocDate:03/09/1998\n>>FullPath:C:\\a:b.tif\nMRN:1\nEND",
      ">>BEGIN:\r>> DocTypeName:  LAB\r>>DocDate :03/09/1998\r>>FullPath: C:\\a:b.tif\rMRN: 1\r>>END: \r",
      "\u{FEFF}\n BEGIN: \nMRN: 1\n\n>>Dummy Key: x\n>>DocDate: 03/09/1998\n>>FullPath: C:\\a:b.tif\n>>DocTypeName: LAB\nEND: \n",
    ]
  )
  func `a record is read in every way it is written`(text: String) throws {
    let file = TemporaryFile(text)
    for blockSize in [1, 5, 4_000_000] {
      let reading = try read(file, blockSize: blockSize)
      #expect(reading.refusals == [.none])
      #expect(reading[.recordNumber] == ["1"])
      #expect(reading[.documentType] == ["LAB"])
      #expect(reading[.serviceDate] == ["03/09/1998"])
      #expect(reading[.image] == ["C:\\a:b.tif"])
      reading.expectBalance(file, text)
    }
  }

  @Test(
    arguments: [
      ("BEGIN:\nMRN: 1\n", [RuleCode.brokenRecord]),
      ("BEGIN:\nMRN: 1\nof a value\nEND:\n", [.brokenRecord]),
      ("BEGIN:\n: 1\nEND:\n", [.brokenRecord]),
      ("MRN: 1\nEND:\n", [.brokenRecord, .brokenRecord]),
      ("BEGIN:\nmrn: 1\nEND:\n", [.unknownName]),
      ("BEGIN:\nSHELF: 1\nrest\nEND:\n", [.brokenRecord]),
      ("BEGIN:\nMRN: 1\nMRN: 2\nEND:\n", [.severalValues]),
      ("BEGIN:\nMRN: \u{0}\nEND:\n", [.unreadableBytes]),
    ]
  )
  func `damage stays in its record`(text: String, codes: [RuleCode]) throws {
    let file = TemporaryFile(Self.good + text + Self.good)
    for blockSize in [1, 7, 4_000_000] {
      let reading = try read(file, blockSize: blockSize)
      #expect(reading.refusals == [.none] + codes + [.none])
      #expect(reading[.recordNumber].first == "2" && reading[.recordNumber].last == "2")
      reading.expectBalance(file, text)
    }
  }

  @Test func `empty repeats say nothing, and values are joined where the pipeline file says so`()
    throws
  {
    let file = TemporaryFile("BEGIN:\nMRN:\nMRN: 1\nDoc ID: a\nDoc ID: b\nEND:\n")
    var settings = Self.plain
    settings.columns[1].join = ";"
    let reading = try read(file, settings)
    #expect(reading[.recordNumber] == ["1"])
    #expect(reading[.documentID] == ["a;b"])
  }

  @Test(arguments: [1_000_001, 1_300_000])
  func `a record longer than any may be is refused and not kept`(length: Int) throws {
    let long = String(repeating: "Note: x\n", count: length / 8 + 1)
    for text in [long, "Note: " + String(repeating: "x", count: length) + "\n"] {
      let file = TemporaryFile(Self.good + "BEGIN:\n" + text + "END:\n" + Self.good)
      let whole = try read(file)
      #expect(whole.refusals == [.none, .oversized, .none])
      whole.expectBalance(file, "\(length)")
      try read(file, blockSize: 70_000).expectSame(as: whole, "\(length)")
      let open = TemporaryFile(Self.good + "BEGIN:\n" + text + Self.good + text)
      let reading = try read(open)
      #expect(reading.refusals.prefix(3) == [.none, .oversized, .none])
      try read(open, blockSize: 70_000).expectSame(as: reading, "\(length), open")
    }
  }

  @Test func `UTF-16 and single-byte encodings are decoded, and what cannot be is refused`() throws
  {
    let text = "BEGIN:\r\nMRN: \u{E9}1\r\nEND:\r\n"
    let wide = TemporaryFile(
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    )
    let reading = try read(wide, encoding: "utf-16", blockSize: 3)
    #expect(reading[.recordNumber] == ["\u{E9}1"])
    reading.expectBalance(wide, "utf-16")
    let narrow = TemporaryFile(text.unicodeScalars.map { UInt8($0.value) })
    #expect(try read(narrow, encoding: "iso-8859-1")[.recordNumber] == ["\u{E9}1"])
    #expect(try read(narrow).refusals == [.unreadableBytes])
  }

  @Test(arguments: Array(1...80) as [UInt64])
  func `whatever the file holds, blocks change nothing and every byte is in the book`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "BEGIN:", "BEGIN", "END:", ">>END", "\n", "\n", "\r\n", "\r", "MRN: 1", "Doc ID: 7",
      "Note: x",
      "SHELF: 2", "rest", "# c", ">>>>Self Configuring Tagged DIP<<<<", " ", "\u{0}", "é", ":",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...80, using: &random) {
      text += pieces.randomElement(using: &random) ?? ""
    }
    let file = TemporaryFile(text + "\n" + Self.good)
    var settings = Self.plain
    settings.ignoredLines = [IgnoredLine(prefix: "# ", reason: "remark")]
    let whole = try read(file, settings)
    whole.expectBalance(file, "seed \(seed)")
    #expect(whole[.recordNumber].last == "2", "seed \(seed)")
    for blockSize in [1, 3, 64] {
      let cut = try read(file, settings, blockSize: blockSize)
      cut.expectSame(as: whole, "seed \(seed), blocks of \(blockSize)")
    }
  }

  @Test func `a file without a record is told`() throws {
    #expect(throws: ExportError.self) {
      try read(TemporaryFile(">>>>Self Configuring Tagged DIP<<<<\n"))
    }
  }
}
