import RecordModel
import Testing

@testable import Ingestion

struct EncodingTests {
  private func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  private func read(_ bytes: [UInt8], _ encoding: String, blockSize: Int = 8) throws -> Reading {
    let file = TemporaryFile(bytes)
    let layout = Layout(encoding: encoding, delimiter: 0x2C)
    let reading = try Reading(file, settings(), layout: layout, blockSize: blockSize)
    #expect(reading.bytes.isBalanced)
    #expect(reading.bytes.fileSize == UInt64(bytes.count))
    return reading
  }

  @Test func `windows-1252 becomes UTF-8`() throws {
    let bytes = Array("A,B,C\n1,M".utf8) + [0xFC] + Array("ller,".utf8) + [0x80, 0x9F, 0x0A]
    #expect(try read(bytes, "windows-1252").rows == [["1", "Müller", "€Ÿ"]])
  }

  @Test func `a byte that windows-1252 does not define refuses its row only`() throws {
    let bytes = Array("A,B,C\n1,".utf8) + [0x81] + Array(",c\n2,b,c\n".utf8)
    #expect(try read(bytes, "windows-1252").refusals == [.unreadableBytes, .none])
  }

  @Test func `iso-8859-1 becomes UTF-8`() throws {
    let bytes = Array("A,B,C\n1,".utf8) + [0xE9, 0xFF] + Array(",c\n".utf8)
    #expect(try read(bytes, "iso-8859-1").rows == [["1", "éÿ", "c"]])
  }

  @Test func `bytes that are not UTF-8 refuse their row only`() throws {
    let bytes = Array("A,B,C\n1,".utf8) + [0xFC] + Array(",c\n2,ü,c\n".utf8)
    let reading = try read(bytes, "utf-8")
    #expect(reading.refusals == [.unreadableBytes, .none])
    #expect(reading.rows[1] == ["2", "ü", "c"])
  }

  @Test func `a UTF-8 mark is part of the header, quoted or not`() throws {
    let reading = try read(Array("\u{FEFF}\"A\",B,C\n1,b,c\n".utf8), "utf-8")
    #expect(reading.rows == [["1", "b", "c"]])
    #expect(reading.bytes.header == 11)
    #expect(reading.places.start == [11])
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is read in either byte order, with or without a mark`(big: Bool, mark: Bool) throws {
    let bytes = utf16("A,B,C\r\n1,Zoë,𝄞x\r\n\r\n2,\"a\nb\",c", bigEndian: big, mark: mark)
    let reading = try read(bytes, big ? "utf-16be" : "utf-16le")
    #expect(reading.rows == [["1", "Zoë", "𝄞x"], ["2", "a\nb", "c"]])
    #expect(try read(bytes, "utf-16").rows == reading.rows)
    let file = TemporaryFile(bytes)
    #expect(reading.original(0, in: file) == utf16("1,Zoë,𝄞x", bigEndian: big, mark: false))
    #expect(reading.original(1, in: file) == utf16("2,\"a\nb\",c", bigEndian: big, mark: false))
    #expect(reading.places.line == [2, 4])
  }

  @Test func `a lone surrogate and a byte left over refuse their rows only`() throws {
    var bytes = utf16("A,B,C\n1,", bigEndian: false, mark: true) + [0x00, 0xD8]
    bytes += utf16(",c\n2,b,c\n3,b,c", bigEndian: false, mark: false) + [0x41]
    let reading = try read(bytes, "utf-16")
    #expect(reading.refusals == [.unreadableBytes, .none, .unreadableBytes])
    #expect(reading.places.length == [10, 10, 11])
  }

  @Test(arguments: 1...40)
  func `UTF-16 of any bytes is booked to the byte`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let alphabet: [UInt8] = [0, 0, 0, 0x0A, 0x0D, 0x22, 0x2C, 0x41, 0xD8, 0xDC, 0xFF]
    let body = (0..<Int.random(in: 0...300, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    let bytes = utf16("A,B,C\n", bigEndian: false, mark: true) + body
    let reading = try read(bytes, "utf-16", blockSize: 5)
    #expect(try read(bytes, "utf-16", blockSize: 4096).rows == reading.rows, "seed \(seed)")
  }

  @Test func `a mark that contradicts the encoding is an error`() throws {
    let error = #expect(throws: ExportError.self) {
      try read(Array("\u{FEFF}A,B,C\n".utf8), "windows-1252")
    }
    #expect(error?.code == "ENC-01")
  }

  @Test func `headings are decoded like cells`() throws {
    var named = settings(2)
    named.columns[1].columns = ["GRÖSSE"]
    let file = TemporaryFile(Array("A,GR".utf8) + [0xD6] + Array("SSE\n1,x\n".utf8))
    let layout = Layout(encoding: "windows-1252", delimiter: 0x2C)
    #expect(try Reading(file, named, layout: layout).rows == [["1", "x"]])
  }
}
