import CLibCSV
import Testing

@testable import Ingestion

/// Our splitter against libcsv: the same cells, or no answer.
struct CellSplitterTests {
  /// Cells of a row as libcsv gives them; nil when it does not end the row where it ends.
  private static func libcsv(_ row: [UInt8], _ delimiter: UInt8, trims: Bool) -> [[UInt8]]? {
    final class Sink {
      var cells: [[UInt8]] = []
      var rows = 0
    }
    let sink = Sink()
    var parser = csv_parser()
    csv_init(&parser, 0)
    defer { csv_free(&parser) }
    csv_set_delim(&parser, delimiter)
    if !trims { csv_set_space_func(&parser) { _ in 0 } }
    let line = row + [0x0A]
    let taken = csv_parse(
      &parser,
      line,
      line.count,
      { cell, length, sink in
        guard let sink else { return }
        let bytes = cell.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: length)) } ?? []
        Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().cells.append(bytes)
      },
      { _, sink in
        guard let sink else { return }
        Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().rows += 1
      },
      Unmanaged.passUnretained(sink).toOpaque()
    )
    guard taken == line.count, sink.rows == 1, parser.pstate == 0 else { return nil }
    return trims ? sink.cells.map(trimmed) : sink.cells
  }

  private static func trimmed(_ cell: [UInt8]) -> [UInt8] {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    return Array(cell.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  /// Cells of a row as the splitter gives them; nil when it leaves the row to libcsv.
  private static func split(_ row: [UInt8], _ delimiter: UInt8, trims: Bool) -> [[UInt8]]? {
    let splitter = CellSplitter(delimiter: delimiter, trims: trims)
    // What stands behind the row must not matter: here it is delimiters and quotes.
    let padded = row + [0x0A] + Array(repeating: [delimiter, 0x22], count: 16).flatMap(\.self)
    var ends = [UInt32](repeating: 0, count: row.count + 1)
    var arena = [UInt8](repeating: 0x5A, count: row.count + 2 * CellSplitter.slack)
    let found = arena.withUnsafeMutableBufferPointer { arena in
      ends.withUnsafeMutableBufferPointer { ends in
        padded.withUnsafeBufferPointer { padded -> (cells: Int, bytes: Int)? in
          guard let cells = arena.baseAddress, let ends = ends.baseAddress,
            let bytes = padded.baseAddress
          else { return nil }
          let most = row.count + 1
          return splitter.split(
            bytes,
            row.count,
            into: .init(cells: cells, used: 0, ends: ends, most: most)
          )
        }
      }
    }
    guard let found else { return nil }
    let starts = [0] + ends.prefix(found.cells)
    return zip(starts, ends.prefix(found.cells)).map { Array(arena[Int($0)..<Int($1)]) }
  }

  private static func row(_ alphabet: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    (0..<Int.random(in: 1...200, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0x61
    }
  }

  @Test(arguments: [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")], [true, false])
  func `a row without quotes has libcsv's cells`(delimiter: UInt8, trims: Bool) {
    for seed in UInt64(1)...4000 {
      var random = SplitMix64(seed: seed)
      let row = Self.row(Array(" \tab1,|".utf8) + [0xC3, 0xA9, 0x80, 0xFF, delimiter], &random)
      // A row of spaces is a blank line, which nobody splits.
      guard !row.allSatisfy({ ($0 == 0x20 || $0 == 0x09) && $0 != delimiter }) else { continue }
      let cells = Self.split(row, delimiter, trims: trims)
      #expect(cells != nil, "seed \(seed)")
      #expect(cells == Self.libcsv(row, delimiter, trims: trims), "seed \(seed)")
    }
  }

  @Test(arguments: [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|")], [true, false])
  func `a row with quotes has libcsv's cells, or is left to it`(delimiter: UInt8, trims: Bool) {
    var answered = 0
    for seed in UInt64(1)...20000 {
      var random = SplitMix64(seed: seed)
      let alphabet = Array("\"\"\"\" \tab,".utf8) + [0xC3, delimiter, delimiter, delimiter]
      let row = Self.row(alphabet, &random).prefix(Int(seed % 24) + 1).map(\.self)
      guard !row.allSatisfy({ ($0 == 0x20 || $0 == 0x09) && $0 != delimiter }),
        let cells = Self.split(row, delimiter, trims: trims)
      else { continue }
      answered += 1
      #expect(cells == Self.libcsv(row, delimiter, trims: trims), "seed \(seed)")
    }
    #expect(answered > 2000)
  }

  @Test(arguments: [true, false])
  func `a row of several lines has libcsv's cells`(trims: Bool) {
    for seed in UInt64(1)...4000 {
      var random = SplitMix64(seed: seed)
      let cells = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        let text = Self.row(Array("  \tab,\n\r".utf8), &random)
          .prefix(Int.random(in: 0...70, using: &random))
        return [0x22] + text + [0x22]
      }
      let row = Array(cells.joined(separator: [0x2C]))
      let split = Self.split(row, 0x2C, trims: trims)
      #expect(split != nil, "seed \(seed)")
      #expect(split == Self.libcsv(row, 0x2C, trims: trims), "seed \(seed)")
    }
  }

  @Test func `cells in quotes are answered, with line ends too, and a broken quote is not`() {
    let comma = UInt8(ascii: ",")
    let cells = Self.split(Array("a,\" b, \"\"c\"\"\" ,".utf8), comma, trims: true)
    #expect(cells == [Array("a".utf8), Array("b, \"c\"".utf8), []])
    let lines = Self.split(Array("a,\"b\r\nc\" ,\"\n\"".utf8), comma, trims: true)
    #expect(lines == [Array("a".utf8), Array("b\r\nc".utf8), Array("\n".utf8)])
    #expect(Self.split(Array("a,\"b\"c".utf8), comma, trims: true) == nil)
    #expect(Self.split(Array("a,\"b".utf8), comma, trims: true) == nil)
  }
}
