import RecordModel
import Testing

@testable import Ingestion

struct CSVQuoteTests {
  private func read(_ text: String, columns: Int = 3) throws -> Reading {
    let reading = try Reading(TemporaryFile(text), settings(columns))
    #expect(reading.bytes.isBalanced)
    return reading
  }

  @Test func `quotes inside an unquoted field are ordinary characters`() throws {
    let reading = try read("A,B,C\n1,5\" tube,x\"y\n")
    #expect(reading.rows == [["1", "5\" tube", "x\"y"]])
  }

  @Test func `two quotes inside a quoted field are one`() throws {
    let reading = try read("A,B,C\n1,\"say \"\"ah\"\"\",\"\"\"\"\n")
    #expect(reading.rows == [["1", "say \"ah\"", "\""]])
  }

  @Test func `a quoted field keeps its delimiters and line ends`() throws {
    let reading = try read("A,B,C\n1,\"a, b\nand c\r\nd\",x\n2,y,z\n")
    #expect(reading.rows == [["1", "a, b\nand c\r\nd", "x"], ["2", "y", "z"]])
    #expect(reading.places.line == [2, 5])
    #expect(reading.refusals == [.none, .none])
  }

  @Test func `spaces around a quoted field mean nothing`() throws {
    let reading = try read("A,B,C\n1, \"a,b\"\t ,  c  \n")
    #expect(reading.rows == [["1", "a,b", "c"]])
  }

  @Test func `cells are kept as they are where the source says so`() throws {
    var kept = settings()
    kept.trims = false
    let reading = try Reading(TemporaryFile("A,B,C\n 1,\" b \",c\t\n2, \"b\",c\n"), kept)
    #expect(reading.rows == [[" 1", " b ", "c\t"], ["2", " \"b\"", "c"]])
  }

  @Test func `a lone quote damages its own line and no other`() throws {
    let reading = try read("A,B,C\n1,\"x,y\n2,b,c\n3,b,c\n4,\"d\",e\n")
    #expect(reading.refusals == [.brokenQuotes, .none, .none, .none])
    #expect(reading.rows.dropFirst() == [["2", "b", "c"], ["3", "b", "c"], ["4", "d", "e"]])
    #expect(reading.places.line == [2, 3, 4, 5])
  }

  @Test func `a lone quote that is closed by another row's inch mark damages its own line only`()
    throws
  {
    let reading = try read("A,B,C\n1,\"x,y\n2,b,5\"\n3,b,c\n")
    #expect(reading.refusals == [.brokenQuotes, .none, .none])
    #expect(reading.rows[1] == ["2", "b", "5\""])
  }

  @Test func `a lone quote leaves a following row over two lines whole`() throws {
    let reading = try read("A,B,C\n1,\"x,3\n2,\"\nz\",3\n")
    #expect(reading.refusals == [.brokenQuotes, .none])
    #expect(reading.rows[1] == ["2", "\nz", "3"])
  }

  @Test func `text behind a closing quote damages the line`() throws {
    let reading = try read("A,B,C\n1,\"x\"y,z\n2,b,c\n")
    #expect(reading.refusals == [.brokenQuotes, .none])
    #expect(reading.rows[0] == ["", "", ""])
    #expect(reading.keys[0] == .none && reading.digests[0] == .none)
  }

  @Test func `a quote that never closes damages one line, also at the end of the file`() throws {
    let reading = try read("A,B,C\n1,b,c\n2,b,\"c")
    #expect(reading.refusals == [.none, .brokenQuotes])
    #expect(reading.bytes.damaged == 6)
  }

  @Test func `a quoted field of more than a thousand lines is not believed`() throws {
    let lines = String(repeating: "text\n", count: 1_100)
    let reading = try read("A,B,C\n1,\"\(lines)\",c\n2,b,c\n")
    #expect(reading.refusals.first == .brokenQuotes)
    #expect(reading.rows.last == ["2", "b", "c"])
    #expect(reading.rows.count == 1_102)
  }

  @Test func `a row with cells too many or too few is refused alone`() throws {
    let reading = try read("A,B,C\n1,b\n2,b,c,d\n3,b,c\n4,b,c,\n")
    #expect(reading.refusals == [.wrongCellCount, .wrongCellCount, .none, .wrongCellCount])
  }

  @Test func `an empty cell behind every row and the header is no column`() throws {
    let reading = try read("A,B,C,\n1,b,c,\n2,b,c\n3,b,c,d\n")
    #expect(reading.refusals == [.none, .wrongCellCount, .wrongCellCount])
    #expect(reading.rows[0] == ["1", "b", "c"])
  }

  @Test func `a cell that is too long refuses its row`() throws {
    let long = String(repeating: "x", count: 60_001)
    let reading = try read("A,B,C\n1,\(long),c\n2,\(long.dropLast()),c\n")
    #expect(reading.refusals == [.oversized, .none])
  }

  @Test func `a line that is longer than a row may be is refused and never kept`() throws {
    let long = String(repeating: "x", count: 3_000_000)
    let file = TemporaryFile("A,B,C\n1,\(long)\r\n2,b,c\n\"\(long)")
    let reading = try Reading(file, settings(), blockSize: 100_000)
    #expect(reading.refusals == [.oversized, .none, .oversized])
    #expect(reading.places.length == [3_000_002, 5, 3_000_001])
    #expect(reading.bytes.isBalanced)
  }

  @Test func `a zero byte refuses its row`() throws {
    let reading = try read("A,B,C\n1,b\0,c\n2,b,c\n")
    #expect(reading.refusals == [.unreadableBytes, .none])
  }
}
