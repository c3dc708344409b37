import RecordModel
import Testing

@testable import Ingestion

/// DOS and mainframe encodings, and what is said about bytes that are no text.
struct OldEncodingTests {
  private func read(_ bytes: [UInt8], _ encoding: String) throws -> Reading {
    let layout = Layout(encoding: encoding, delimiter: ",")
    let reading = try Reading(TemporaryFile(bytes), settings(), layout: layout, blockSize: 8)
    #expect(reading.bytes.isBalanced && reading.bytes.fileSize == UInt64(bytes.count))
    return reading
  }

  @Test func `DOS encodings become UTF-8, and the mark behind the last line is no row`() throws {
    let names: [UInt8] = [0x81, 0xA4, 0x9B]
    let bytes = Array("A,B,C\r\n1,".utf8) + names + Array(",c\r\n".utf8) + [0x1A, 0x1A]
    #expect(try read(bytes, "cp437").rows == [["1", "üñ¢", "c"]])
    #expect(try read(bytes, "cp850").rows == [["1", "üñø", "c"]])
    #expect(try read(bytes, "cp850").bytes.blank == 2)
    #expect(try !read(bytes, "cp850").bytes.endsWithoutLineEnd)
  }

  @Test(arguments: [[0x15], [0x25], [0x0D, 0x25], [0x0D, 0x15], [0x0D]] as [[UInt8]])
  func `every line end of EBCDIC ends a line, and places are those of the file`(end: [UInt8]) throws
  {
    // "A,B,C", "1,Zoë,[c]" and "2,b,c" in cp500.
    let header: [UInt8] = [0xC1, 0x6B, 0xC2, 0x6B, 0xC3]
    let first: [UInt8] = [0xF1, 0x6B, 0xE9, 0x96, 0x53, 0x6B, 0x4A, 0x83, 0x5A]
    let second: [UInt8] = [0xF2, 0x6B, 0x82, 0x6B, 0x83]
    let file = header + end + first + end + end + second
    let reading = try read(file, "cp500")
    #expect(reading.rows == [["1", "Zoë", "[c]"], ["2", "b", "c"]])
    let start = header.count + end.count
    #expect(reading.places.start.map(Int.init) == [start, file.count - second.count])
    #expect(reading.places.length == [9, 5])
    #expect(reading.places.line == [2, 4])
    // The two code pages differ in brackets, among others.
    #expect(try read(file, "cp037").rows[0][2] == "¢c!")
  }

  @Test func `quotes, delimiters and ignored lines are found in EBCDIC`() throws {
    var ignoring = settings()
    ignoring.ignoredLines = [IgnoredLine(prefix: "TRÄ", reason: "trailer")]
    let text = "A,B,C\n1,\"b,\n\"\"x\"\"\",c\nTRÄ 1\n"
    let file = TemporaryFile(EncodedText.bytes(text, .cp037))
    let reading = try Reading(file, ignoring, layout: Layout(encoding: "cp037", delimiter: ","))
    #expect(reading.rows.first == ["1", "b,\n\"x\"", "c"])
    #expect(reading.ignored == [0, 1])
  }

  @Test func `a zero byte of EBCDIC costs its own row`() throws {
    var bytes = EncodedText.bytes("A,B,C\n1,b,c\n2,b,c\n", .cp500)
    bytes[8] = 0
    #expect(try read(bytes, "cp500").refusals == [.unreadableBytes, .none])
  }

  @Test func `the first byte that is no text is found in the row as delivered`() {
    func offset(_ row: [UInt8], _ encoding: String, head: [UInt8] = []) -> Int? {
      UnreadableByte(encoding: encoding, head: head).offset(in: row)
    }
    #expect(offset(Array("aü".utf8) + [0xFC, 0], "utf-8") == 3)
    #expect(offset([0x41, 0, 0xFC], "utf-8") == 1)
    #expect(offset([0xFC, 0x41, 0x81], "windows-1252") == 2)
    #expect(offset([0xFC, 0x81, 0x9D], "cp850") == nil)
    #expect(offset([0xC1, 0, 0xC2], "cp037") == 1)
    #expect(offset([0x41, 0, 0x00, 0xD8, 0x42, 0], "utf-16le") == 2)
    #expect(offset([0, 0x41, 0xD8, 0x34, 0xDD, 0x1E, 0x42], "utf-16be") == 6)
    #expect(offset([0, 0x41, 0xDC, 0], "utf-16", head: [0xFE, 0xFF, 0, 0x41]) == 2)
    #expect(offset([0x41, 0, 0, 0xDC], "utf-16", head: [0xFF, 0xFE]) == 2)
  }

  private func question(_ bytes: [UInt8]) -> String {
    let file = TemporaryFile(bytes)
    let error = #expect(throws: ExportError.self) {
      try LayoutDecision.decide(settings: settings(3), exports: [file.export], workers: OneWorker())
    }
    return error?.message ?? ""
  }

  @Test func `EBCDIC is recognised and asked about, in lines and in records`() {
    let text = "A,B,C\n" + String(repeating: "100417,QUILLFEATHER ADA,1931-04-02\n", count: 40)
    for bytes in [
      EncodedText.bytes(text, .cp037), EncodedText.bytes(text.filter { $0 != "\n" }, .cp500),
    ] {
      #expect(
        question(bytes)
          == "ENC-01 film.csv: is not UTF-8; its bytes look like EBCDIC, a mainframe's code, of which there "
          + "are several. Ask which code page it is, and set 'encoding: cp037' (United States) or "
          + "'encoding: cp500' (international) for film-index."
      )
    }
  }

  @Test func `rows that are not UTF-8 are counted, and the encoding with most letters proposed`() {
    let dos =
      Array("A,B,C\r\n1,b,é\r\n".utf8) + Array("2,M".utf8) + [0x81] + Array("ller,".utf8)
      + [0x94, 0x82] + Array("\r3,".utf8) + [0x90, 0xB3] + Array(",c".utf8)
    #expect(
      question(dos)
        == "ENC-01 film.csv:3: 2 rows have bytes that are not UTF-8, the first at offset 18; of 5 such bytes "
        + "are letters: 0 in windows-1252, 4 in cp850, 4 in cp437. If accented names look right with it, "
        + "set 'encoding: cp850' for film-index."
    )
  }
}
