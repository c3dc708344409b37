import RecordModel
import Testing

@testable import Ingestion

struct FixedWidthTests {
  /// A document id of 4, a family name of 6, a city of 5 characters.
  private func source(
    _ columns: [Field: [String]] = [.documentID: ["1-4"], .familyName: ["5-10"], .city: ["11-15"]],
    ignoring: [String] = [],
    in encoding: CharacterEncoding = .utf8,
    blockSize: Int = 4_000_000,
    _ change: (inout SourceSettings) -> Void = { _ in }
  ) throws -> FixedWidthSource {
    var settings = SourceSettings(
      name: "film-index",
      files: ["film.txt"],
      format: "fixed-width",
      columns: columns.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { ColumnRule(field: $0.key, columns: $0.value) }
    )
    settings.hasHeader = false
    settings.ignoredColumns = ignoring.map { IgnoredColumn(column: $0, reason: "filler") }
    change(&settings)
    let layout = Layout(encoding: encoding.rawValue, delimiter: ",")
    return try FixedWidthSource(settings: settings, layout: layout, blockSize: blockSize)
  }

  private func read(_ text: String, _ source: FixedWidthSource? = nil) throws -> Reading {
    let reading = try Reading(TemporaryFile(text), by: source ?? self.source())
    #expect(reading.bytes.isBalanced)
    return reading
  }

  @Test func `cells lie at their characters, whatever bytes those have`() throws {
    let reading = try read("D1  ÖSTÅRÐAkron\nD2  Smith Ohio \n")
    #expect(reading.rows == [["D1", "ÖSTÅRÐ", "Akron"], ["D2", "Smith", "Ohio"]])
    #expect(reading.bytes.rows == 33 && reading.bytes.separators == 2)
  }

  @Test func `a line may end where only spaces are missing, and never inside a number`() throws {
    let reading = try read("D1  Smith\nD2\nD1  \nD123\nD1  Smith Ohio\nD3  Smith Ohio  \t \n")
    #expect(reading.refusals == [.none, .wrongCellCount, .none, .none, .none, .none])
    #expect(reading.rows[0] == ["D1", "Smith", ""])
    #expect(reading.rows[1] == ["", "", ""])
    #expect(reading.rows[5] == ["D3", "Smith", "Ohio"])
  }

  @Test func `a longer line is refused, and so is a short one where the file ends`() throws {
    #expect(try read("D1  Smith Ohio x\nD2  Smith Akron\n").refusals == [.wrongCellCount, .none])
    let cut = try read("D1  Smith Akron\nD2  Smith Akr")
    #expect(cut.refusals == [.none, .wrongCellCount])
    #expect(cut.bytes.damaged == 13)
    #expect(try read("D1  Smith Akron\nD2  Smith Akron").refusals == [.none, .none])
  }

  @Test func `positions may lie within others, and overlap in no other way`() throws {
    let nested = try source([.documentID: ["1-4"], .facility: ["1-2"], .city: ["5-10"]])
    #expect(try read("LK01Akron \n", nested).rows == [["LK", "LK01", "Akron"]])
    let error = #expect(throws: ExportError.self) {
      try source([.documentID: ["1-4"], .city: ["3-10"]])
    }
    #expect(
      error?.message
        == "COL-06 film-index: positions '1-4' and '3-10' overlap, and neither lies within the other "
        + "(pipeline.yaml:0). Correct 'columns:' or 'ignore:' there."
    )
  }

  @Test(arguments: [1, 7, 4_000_000])
  func `text at positions that nothing is said about is told once, with them`(size: Int) throws {
    let columns: [Field: [String]] = [.documentID: ["1-4"], .city: ["8", "11-15"]]
    let gaps = try source(columns, blockSize: size)
    let blank = try read("D1     A  Akron\nD2       \n", gaps)
    #expect(blank.rows == [["D1", "", "A", "", "Akron", "A Akron"], ["D2", "", "", "", "", ""]])
    let error = #expect(throws: ExportError.self) {
      try read("D1     A  Akron\nD3  xxx Too long, damaged\nD4     A xAkron\nD5  x\n", gaps)
    }
    #expect(
      error?.message
        == "COL-02 film.csv:3: positions 9-10 hold text and are neither mapped nor ignored (film-index, "
        + "pipeline.yaml:0). Map them, or list \"9-10\" under 'ignore:' with the reason."
    )
    let ignoring = try source(columns, ignoring: ["9-10", "5-7"], blockSize: size)
    #expect(try read("D4     A xAkron\n", ignoring).rows[0][3] == "x")
  }

  @Test func `a header, ignored lines and blank lines are no rows`() throws {
    let headed = try source(in: .cp850) { settings in
      settings.hasHeader = true
      settings.ignoredLines = [IgnoredLine(prefix: "TRL", reason: "trailer")]
    }
    let reading = try read("ID  NAME  CITY\n\nD1  Smith Akron\n   \nTRL 0001\n\u{1A}\u{1A}", headed)
    #expect(reading.rows.first == ["D1", "Smith", "Akron"])
    #expect(reading.ignored == [0, 1])
    #expect(reading.bytes.header == 15 && reading.bytes.blank == 7)
    #expect(reading.bytes.ignoredLines == 8)
  }

  @Test(arguments: EncodedText.encodings.filter { !$0.isUTF16 }, [1, 9, 4_000_000])
  func `records are cut by their length, and what is left is damaged`(
    encoding: CharacterEncoding,
    size: Int
  ) throws {
    let records = try source(in: encoding, blockSize: size) { $0.recordLength = 16 }
    let text = ["D1  Smith Akron ", "                ", "D2  Jones Ohio  ", "D3  Sm"].joined()
    let file = TemporaryFile(EncodedText.bytes(text, encoding))
    let reading = try Reading(file, by: records)
    let first = ["D1", "Smith", "Akron", ""]
    #expect(reading.rows == [first, ["D2", "Jones", "Ohio", ""], ["", "", "", ""]])
    #expect(reading.refusals == [.none, .none, .wrongCellCount])
    #expect(reading.places.start == [0, 32, 48] && reading.places.length == [16, 16, 6])
    #expect(reading.bytes.isBalanced && reading.bytes.damaged == 6 && reading.bytes.blank == 16)
    #expect(!reading.bytes.endsWithoutLineEnd)
  }

  @Test func `letters of EBCDIC records stay one byte each, and UTF-8 ones are not trusted`() throws
  {
    let text = "D1  Ñandü Akron D2  Jones Ohio  "
    let tape = try source(in: .cp037) { $0.recordLength = 16 }
    let reading = try Reading(TemporaryFile(EncodedText.bytes(text, .cp037)), by: tape)
    #expect(reading.rows.map { $0[1] } == ["Ñandü", "Jones"])
    #expect(reading.places.start == [0, 16])
    let utf8 = try source { $0.recordLength = 16 }
    let shifted = try Reading(TemporaryFile("D1  Ñandü Akr D2  Jones Ohio  "), by: utf8)
    #expect(shifted.refusals == [.wrongCellCount, .none])
  }

  @Test func `columns behind the record's end, and records of UTF-16, are mistakes`() {
    let behind = #expect(throws: ExportError.self) { try source { $0.recordLength = 14 } }
    #expect(behind?.problem.hasPrefix("position 15 lies behind 'record-length: 14'") == true)
    let wide = #expect(throws: ExportError.self) { try source(in: .utf16) { $0.recordLength = 16 } }
    #expect(wide?.code == "ENC-01")
  }

  @Test(arguments: [
    "", "0", "0-3", "4-3", "1-", "-3", "1-2-3", "A", "1 - 3", "1000001", "99999999999",
  ])
  func `what says no positions is told`(text: String) {
    #expect(FixedWidthPlan.range(of: text) == nil)
  }

  @Test(arguments: 1...40, EncodedText.encodings)
  func `tables written in lines or records are read again, whatever the size of blocks`(
    seed: UInt64,
    encoding: CharacterEncoding
  ) throws {
    var random = SplitMix64(seed: seed)
    let isTape = encoding != .utf8 && !encoding.isUTF16 && Bool.random(using: &random)
    var rows: [[String]] = []
    var bytes = EncodedText.mark(encoding)
    let mark = bytes.count
    for number in 1...Int.random(in: 1...9, using: &random) {
      let letters = ["x", " ", "\"", ",", "1"] + EncodedText.letters(encoding)
      let cells = [4, 6, 5].enumerated().map { index, width in
        let free = (0..<width).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
        return index == 0 ? "k\(number)" : String(free.trimmed)
      }
      rows.append(cells)
      let line = zip(cells, [4, 6, 5]).map { cell, width in
        cell + String(repeating: " ", count: width - cell.unicodeScalars.count)
      }
      let end = isTape ? "" : ["\n", "\r\n", "\r"].randomElement(using: &random) ?? ""
      bytes += EncodedText.bytes(line.joined() + end, encoding)
    }
    for size in [1, 7, 4_000_000] {
      let reader = try source(in: encoding, blockSize: size) { $0.recordLength = isTape ? 15 : nil }
      let reading = try Reading(TemporaryFile(bytes), by: reader)
      #expect(reading.rows == rows, "seed \(seed)")
      #expect(reading.bytes.isBalanced && reading.bytes.header == UInt64(mark), "seed \(seed)")
      #expect(reading.bytes.fileSize == UInt64(bytes.count), "seed \(seed)")
    }
  }

  @Test(arguments: 1...40)
  func `no bytes are lost, whatever they are`(seed: UInt64) throws {
    for encoding in EncodedText.encodings {
      var random = SplitMix64(seed: seed)
      let alphabet: [UInt8] = [0, 0x0A, 0x0D, 0x15, 0x1A, 0x20, 0x25, 0x41, 0xC3, 0xA9, 0xD8, 0xFF]
      let bytes =
        Array("k\n".utf8)
        + (0..<Int.random(in: 20...300, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? 0
        }
      let length = encoding.isUTF16 || Bool.random(using: &random) ? nil : 16
      var whole: Reading?
      for size in [4_000_000, 1, 5, 64] {
        let reader = try source(in: encoding, blockSize: size) { $0.recordLength = length }
        let reading: Reading
        do { reading = try Reading(TemporaryFile(bytes), by: reader) } catch let error
          as ExportError
        {
          // Text in a gap: the same words for every size of blocks.
          #expect(error.code == "COL-02" || error.code == "ENC-01" || error.code == "FILE-01")
          continue
        }
        #expect(reading.bytes.isBalanced, "seed \(seed), \(encoding)")
        #expect(reading.bytes.fileSize == UInt64(bytes.count))
        if let whole {
          #expect(reading.rows == whole.rows && reading.refusals == whole.refusals, "seed \(seed)")
          #expect(reading.bytes == whole.bytes, "seed \(seed), \(encoding)")
        } else {
          whole = reading
        }
      }
    }
  }
}
