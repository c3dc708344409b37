import RecordModel
import Testing

@testable import Ingestion

/// Laws over files made from a seed; a failure names the seed.
struct CSVLawTests {
  static let seeds: [UInt64] = Array(1...60)

  /// Rows of cells, and the same rows printed with quotes, line ends and blank lines of all kinds.
  struct Printed {
    var rows: [[String]] = []
    var text = "A,B,C,D\r\n"

    init(_ random: inout SplitMix64) {
      for number in 0..<Int.random(in: 0...60, using: &random) {
        var cells = (0..<4).map { $0 == 0 ? "k\(number)" : Self.cell(&random) }
        if cells.contains(where: { $0.contains { "\n\r\n".contains($0) } }) {
          cells = cells.map { $0.filter { $0 != "," }.trimmed }
        }
        rows.append(cells)
        text += cells.map { Self.print($0, &random) }.joined(separator: ",")
        text += ["\n", "\r\n", "\r", "\n\n", "\r\n  \r\n"].randomElement(using: &random) ?? "\n"
      }
    }

    // In a row over several lines no later line has as many cells as the header: such a row is
    // refused, for it cannot be told from a forgotten quote.
    private static func cell(_ random: inout SplitMix64) -> String {
      let pieces = ["x", "é", "Ω", "\"", "\"\"", ",", "\n", "\r\n", " ", "\t", "word", "𝄞", "1"]
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      return text.trimmed
    }

    private static func print(_ cell: String, _ random: inout SplitMix64) -> String {
      let mustQuote = cell.contains { ",\"\n\r\r\n".contains($0) }
      guard mustQuote || Bool.random(using: &random) else { return cell }
      var quoted = "\""
      for scalar in cell.unicodeScalars {
        quoted += scalar == "\"" ? "\"\"" : String(scalar)
      }
      return quoted + "\""
    }
  }

  static func garbage(_ seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    let alphabet: [UInt8] = Array("\",\n\r \tab1;".utf8) + [0, 0x80, 0xC3, 0xA9, 0xFF]
    let bytes = (0..<Int.random(in: 1...600, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    return Array("A,B,C\n".utf8) + bytes
  }

  @Test(arguments: seeds)
  func `rows found are rows written`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let printed = Printed(&random)
    let reading = try Reading(TemporaryFile(printed.text), settings(4), blockSize: 100)
    #expect(reading.rows == printed.rows, "seed \(seed)")
    #expect(reading.refusals.allSatisfy { $0 == .none }, "seed \(seed)")
    #expect(reading.bytes.isBalanced, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `every byte of any file is in the book exactly once`(seed: UInt64) throws {
    let file = TemporaryFile(Self.garbage(seed))
    for encoding in ["utf-8", "windows-1252", "iso-8859-1"] {
      let layout = Layout(encoding: encoding, delimiter: 0x2C)
      let reading = try Reading(file, settings(), layout: layout, blockSize: 64)
      #expect(reading.bytes.isBalanced, "seed \(seed)")
      #expect(reading.bytes.fileSize == UInt64(file.bytes.count), "seed \(seed)")
      let spans = reading.places.length.reduce(0) { $0 + UInt64($1) }
      let booked = reading.bytes.rows + reading.bytes.damaged + reading.bytes.ignoredLines
      #expect(spans == booked, "seed \(seed)")
    }
  }

  @Test(arguments: seeds)
  func `the size of blocks changes nothing`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let files = [TemporaryFile(Self.garbage(seed)), TemporaryFile(Printed(&random).text)]
    for (file, columns) in zip(files, [3, 4]) {
      let whole = try Reading(file, settings(columns))
      for blockSize in [1, 7, 64, 500] {
        let cut = try Reading(file, settings(columns), blockSize: blockSize)
        #expect(cut.rows == whole.rows, "seed \(seed), blocks of \(blockSize)")
        #expect(cut.refusals == whole.refusals, "seed \(seed), blocks of \(blockSize)")
        #expect(cut.places.start == whole.places.start && cut.places.line == whole.places.line)
        #expect(cut.keys == whole.keys && cut.digests == whole.digests)
        #expect(cut.bytes == whole.bytes)
      }
    }
  }

  @Test(arguments: seeds)
  func `places follow each other and never overlap`(seed: UInt64) throws {
    let file = TemporaryFile(Self.garbage(seed))
    let reading = try Reading(file, settings())
    var end: UInt64 = 6
    for row in reading.rows.indices {
      #expect(reading.places.start[row] >= end, "seed \(seed)")
      end = reading.places.start[row] + UInt64(reading.places.length[row])
      let lines = file.bytes[..<Int(reading.places.start[row])]
      #expect(Int(reading.places.line[row]) == 1 + Self.lineEnds(lines), "seed \(seed)")
    }
    #expect(end <= UInt64(file.bytes.count))
  }

  @Test(arguments: seeds)
  func `a good row survives any damaged row in front of it`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = ["\"", "x", ",", "\"\"", " ", "5\""]
    var bad = ""
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      bad += pieces.randomElement(using: &random) ?? ""
    }
    let text = "A,B,C,D\n\(bad)\ngood,b,c,d\nlast,\"b\",c,\"d\"\n"
    let reading = try Reading(TemporaryFile(text), settings(4))
    #expect(
      reading.rows.suffix(2) == [["good", "b", "c", "d"], ["last", "b", "c", "d"]],
      "seed \(seed)"
    )
  }

  private static func lineEnds(_ bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
      .count { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
  }
}
