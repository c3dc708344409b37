import RecordModel
import Testing

@testable import Ingestion

struct KofaxTextTests {
  static let plain = namedSettings(
    "kofax-text",
    [
      .recordNumber: "MRN", .documentID: "{Document ID}", .documentType: "{Document Class}",
      .image: "{Path}",
    ],
    ignoring: ["{Batch Class}", "NOTE"]
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
      KofaxTextSource(settings: settings, layout: layout, blockSize: blockSize)
    )
  }

  private static func line(_ number: String, _ document: String) -> String {
    #""Scan","Letter","MRN","\#(number)","{Document ID}","\#(document)","\\s\a\\#(document).pdf""#
  }

  @Test func `a line is classes, names with their values, and a path`() throws {
    let file = TemporaryFile(Self.line("00012", "7"))
    let reading = try read(file)
    #expect(reading.rows.count == 1)
    #expect(reading[.recordNumber] == ["00012"])
    #expect(reading[.documentID] == ["7"])
    #expect(reading[.documentType] == ["Letter"])
    #expect(reading[.image] == [#"\\s\a\7.pdf"#])
    #expect(reading.original(0, in: file) == Self.line("00012", "7"))
    #expect(reading.bytes.endsWithoutLineEnd)
  }

  @Test func `names come in any order, and a name that is not there is empty`() throws {
    let file = TemporaryFile(
      #"""
      "Scan","Letter","{Document ID}","7","MRN","1","a.pdf"
      "Scan","Letter","{Document ID}","8","b.pdf"
      """#
    )
    let reading = try read(file)
    #expect(reading[.recordNumber] == ["1", ""])
    #expect(reading[.documentID] == ["7", "8"])
    #expect(reading.refusals == [.none, .none])
  }

  @Test(
    arguments: [
      (#""Scan","Letter","SHELF","2","a.pdf""#, RuleCode.unknownName),
      (#""Scan","Letter","MRN","1""#, .brokenRecord),
      (#""Scan""#, .brokenRecord),
      (#""Scan","Letter","","1","a.pdf""#, .brokenRecord),
      (#"Scan,Letter,MRN,1,a.pdf"#, .brokenRecord),
      (#"of a value","MRN","1","{Document ID}","2""#, .brokenRecord),
      (#""Scan","Letter","MRN","1"x,"a.pdf""#, .brokenQuotes),
      (#""Scan","Letter","MRN","1","a.pdf"#, .brokenQuotes),
      (#""Scan","Letter","MRN","1","MRN","2","a.pdf""#, .severalValues),
      ("\"Scan\",\"Letter\",\"MRN\",\"\u{0}\",\"a.pdf\"", .unreadableBytes),
    ]
  )
  func `a damaged line is refused and costs no other`(line: String, code: RuleCode) throws {
    let file = TemporaryFile(
      Self.line("1", "1") + "\r\n" + line + "\r\n\r\n" + Self.line("2", "2") + "\r\n"
    )
    for blockSize in [1, 7, 4_000] {
      let reading = try read(file, blockSize: blockSize)
      #expect(reading.refusals == [.none, code, .none])
      #expect(reading[.recordNumber] == ["1", "", "2"])
      #expect(reading.original(1, in: file) == line)
      #expect(reading.places.line == [1, 2, 4])
      reading.expectBalance(file, line)
    }
  }

  @Test func `of several values the first, or all, if the pipeline file says so`() throws {
    let file = TemporaryFile(#""S","L","MRN","1","NOTE","x","NOTE","y","MRN","2","a.pdf""#)
    var settings = Self.plain
    settings.columns[0].takesFirst = true
    #expect(try read(file, settings)[.recordNumber] == ["1"])
    settings.columns[0].takesFirst = false
    settings.columns[0].join = "+"
    #expect(try read(file, settings)[.recordNumber] == ["1+2"])
  }

  @Test func `the digest covers ignored and dropped values, and no order of columns`() throws {
    let first = TemporaryFile(#""S","L","MRN","1","NOTE","x","{Document ID}","7","a.pdf""#)
    let moved = TemporaryFile(#""S","L","{Document ID}","7","NOTE","x","MRN","1","a.pdf""#)
    let changed = TemporaryFile(#""S","L","MRN","1","NOTE","y","{Document ID}","7","a.pdf""#)
    var turned = Self.plain
    turned.columns.reverse()
    turned.ignoredColumns.reverse()
    let digest = try read(first).digests
    #expect(try read(moved).digests == digest)
    #expect(try read(first, turned).digests == digest)
    #expect(try read(changed).digests != digest)
    #expect(try read(changed).keys == read(first).keys)
    let twice = TemporaryFile(
      #""S","L","MRN","1","MRN","2","NOTE","x","{Document ID}","7","a.pdf""#
    )
    var takesFirst = Self.plain
    takesFirst.columns[0].takesFirst = true
    #expect(try read(twice, takesFirst).digests != read(first, takesFirst).digests)
  }

  @Test func `a value may run over lines, and other encodings are decoded`() throws {
    let file = TemporaryFile(
      Array("\"S\",\"L\",\"MRN\",\"1\r\n2\",\"NOTE\",\"".utf8) + [0xE9]
        + Array("\",\"a.pdf\"\n".utf8)
    )
    let reading = try read(file, encoding: "windows-1252")
    #expect(reading[.recordNumber] == ["1\r\n2"])
    #expect(try read(file).refusals == [.unreadableBytes])
  }

  @Test(arguments: Array(1...60) as [UInt64])
  func `whatever the file holds, blocks change nothing and every byte is in the book`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      Self.line("1", "1"), "\n", "\r\n", "\r", "\"", ",", "\"\"", "x", " ", "\u{0}", "é",
      #""Scan","Letter","MRN","1","a.pdf""#, "TRL",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      text += pieces.randomElement(using: &random) ?? ""
    }
    let file = TemporaryFile(text + "\n\"S\",\"L\",\"p\"")
    var settings = Self.plain
    settings.ignoredLines = [IgnoredLine(prefix: "TRL", reason: "trailer")]
    let whole = try read(file, settings)
    whole.expectBalance(file, "seed \(seed)")
    for blockSize in [1, 3, 64] {
      let cut = try read(file, settings, blockSize: blockSize)
      cut.expectSame(as: whole, "seed \(seed), blocks of \(blockSize)")
    }
  }

  @Test func `a file without a record is told`() throws {
    #expect(throws: ExportError.self) { try read(TemporaryFile("\n\n")) }
  }

  @Test func `the two real records are read`() throws {
    guard let folder = RealFileTests.folder else { return }
    let settings = namedSettings(
      "kofax-text",
      [.recordNumber: "FinalRefNo", .documentID: "{Document ID}", .image: "{Path}"],
      ignoring: [
        "{Batch Class}", "{Document Class}", "{$ConnectionString}", "{$SKIP}", "FinalRefYear",
        "BarcodeQRSep", "BarcodeResult", "Barcode3of9New", "{Batch ID}", "{Batch Name}",
        "{KOFAX PDF FOLDER}",
      ]
    )
    let layout = Layout(encoding: "utf-8", delimiter: 0x2C)
    for name in ["with", "without"] {
      var export = TemporaryFile("x").export
      export.path = "\(folder)/kofax-text-release/meta-\(name)-ref-num.txt"
      let source = KofaxTextSource(settings: settings, layout: layout)
      let book = try source.read(export) { block in
        #expect(source.table(of: block).refusals == [.none])
        return true
      }
      #expect(book.isBalanced && book.rows == book.fileSize)
    }
  }
}
