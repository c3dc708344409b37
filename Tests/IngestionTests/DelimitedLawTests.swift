import RecordModel
import Testing

@testable import Ingestion

/// Laws over tables made from a seed and written in every form of delimited text.
struct DelimitedLawTests {
  static let delimiters = [",", "|", "\t", "\u{1}", "||", "~|~", "^^^^", "\\"]
  static let seeds: [UInt64] = Array(1...12)

  /// A table, and how it is written.
  struct Written {
    let delimiter: String
    let quotes: QuoteStyle
    let encoding: CharacterEncoding
    let hasHeader: Bool
    let isTrailing: Bool
    var rows: [[String]] = []
    /// Where each row lies in the file.
    var places: [Range<Int>] = []
    var header: [UInt8] = []
    var bytes: [UInt8] = []

    init(_ delimiter: String, _ encoding: CharacterEncoding, _ random: inout SplitMix64) {
      self.delimiter = delimiter
      self.encoding = encoding
      let styles = delimiter == "\\" ? [QuoteStyle.doubled, .literal] : QuoteStyle.allCases
      quotes = styles.randomElement(using: &random) ?? .doubled
      hasHeader = Bool.random(using: &random)
      isTrailing = Bool.random(using: &random)
      header = EncodedText.mark(encoding)
      if hasHeader { header += encoded(line(["A", "B", "C", "D"]) + "\n") }
      bytes = header
      for number in 1...Int.random(in: 2...12, using: &random) {
        let cells = (0..<4).map { $0 == 0 ? "k\(number)" : cell(&random) }
        rows.append(cells)
        let text = encoded(line(cells.map { spelled($0, &random) }))
        places.append(bytes.count..<bytes.count + text.count)
        bytes += text
        bytes += encoded(
          ["\n", "\r\n", "\r", "\n\n", "\r\n  \r\n"].randomElement(using: &random) ?? "\n"
        )
      }
    }

    var settings: SourceSettings {
      var settings = IngestionTests.settings(4, header: hasHeader)
      settings.quotes = quotes
      settings.delimiter = delimiter
      return settings
    }

    var layout: Layout { Layout(encoding: encoding.rawValue, delimiter: delimiter) }

    func encoded(_ text: String) -> [UInt8] { EncodedText.bytes(text, encoding) }

    func read(_ bytes: [UInt8], blockSize: Int = 4_000_000) throws -> Reading {
      try Reading(TemporaryFile(bytes), settings, layout: layout, blockSize: blockSize)
    }

    private func line(_ cells: [String]) -> String {
      cells.joined(separator: delimiter) + (isTrailing ? delimiter : "")
    }

    // In a row over several lines no later line may have as many cells as a row: such a row is
    // refused, for it cannot be told from a forgotten quote.
    private func cell(_ random: inout SplitMix64) -> String {
      var pieces = ["x", " ", "word", "1", "5\"", "\\", "~", "|"] + EncodedText.letters(encoding)
      if quotes != .literal {
        pieces += Bool.random(using: &random) ? [delimiter, "\"", "\"\""] : ["\n", "\r\n", "\""]
      }
      var text = ""
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      let isQuotable = quotes != .literal && !text.contains { "\n\r\n".contains($0) }
      if !isQuotable { text = text.filter { !delimiter.contains($0) } }
      return text.trimmed
    }

    private func spelled(_ cell: String, _ random: inout SplitMix64) -> String {
      guard quotes != .literal else { return cell }
      let mustQuote =
        cell.hasPrefix("\"") || cell.contains { delimiter.contains($0) || "\n\r\n".contains($0) }
      guard mustQuote || Bool.random(using: &random) else { return cell }
      var text = "\""
      for scalar in cell.unicodeScalars {
        if quotes == .doubled, scalar == "\"" { text += "\"" }
        if quotes == .backslash, scalar == "\"" || scalar == "\\" { text += "\\" }
        text += String(scalar)
      }
      return text + "\"" + (Bool.random(using: &random) && delimiter != "\t" ? " " : "")
    }
  }

  private static func each(
    _ seed: UInt64,
    _ delimiter: String,
    _ body: (Written, inout SplitMix64) throws -> Void
  ) rethrows {
    for (index, encoding) in EncodedText.encodings.enumerated() {
      // What EBCDIC has not, nobody writes in it.
      if encoding.isEBCDIC, delimiter.contains("\u{1}") { continue }
      var random = SplitMix64(seed: seed &* 1_000 &+ UInt64(index))
      try body(Written(delimiter, encoding, &random), &random)
    }
  }

  @Test(arguments: seeds, delimiters)
  func `what is written in any form is read again, and every byte is booked`(
    seed: UInt64,
    delimiter: String
  ) throws {
    try Self.each(seed, delimiter) { written, _ in
      let reading = try written.read(written.bytes)
      let what: Comment = "seed \(seed), \(written.encoding), \(written.quotes)"
      #expect(reading.rows == written.rows, what)
      #expect(reading.refusals.allSatisfy { $0 == .none }, what)
      #expect(
        reading.bytes.isBalanced && reading.bytes.fileSize == UInt64(written.bytes.count),
        what
      )
      #expect(reading.bytes.header == UInt64(written.header.count), what)
      let places = zip(reading.places.start, reading.places.length).map {
        Int($0)..<Int($0) + Int($1)
      }
      #expect(places == written.places, what)
      let cut = try written.read(written.bytes, blockSize: 7)
      #expect(cut.rows == reading.rows && cut.bytes == reading.bytes, what)
      #expect(cut.digests == reading.digests && cut.keys == reading.keys, what)
    }
  }

  @Test(arguments: seeds, delimiters)
  func `the bytes at a row's place are that row, wherever they stand`(
    seed: UInt64,
    delimiter: String
  ) throws {
    try Self.each(seed, delimiter) { written, _ in
      let whole = try written.read(written.bytes)
      for (row, place) in written.places.enumerated() {
        let alone = try written.read(written.header + written.bytes[place])
        #expect(alone.rows == [written.rows[row]], "seed \(seed), \(written.encoding)")
        #expect(alone.digests == [whole.digests[row]], "seed \(seed), \(written.encoding)")
      }
    }
  }

  @Test(arguments: seeds, delimiters)
  func `damage in one row changes that row only`(seed: UInt64, delimiter: String) throws {
    try Self.each(seed, delimiter) { written, random in
      let index = Int.random(in: 1..<written.rows.count, using: &random)
      let place = written.places[index]
      let damaged = Self.damaged(written, place, &random)
      let bytes = written.bytes[..<place.lowerBound] + damaged + written.bytes[place.upperBound...]
      let reading = try written.read(Array(bytes))
      #expect(reading.bytes.isBalanced, "seed \(seed), \(written.encoding)")
      let others = reading.rows.indices.filter {
        let start = Int(reading.places.start[$0])
        return !(place.lowerBound..<place.lowerBound + damaged.count).contains(start)
      }
      var expected = written.rows
      expected.remove(at: index)
      #expect(others.map { reading.rows[$0] } == expected, "seed \(seed), \(written.encoding)")
      #expect(others.allSatisfy { reading.refusals[$0] == .none }, "seed \(seed)")
    }
  }

  /// A row with a quote forgotten, a cell too many, its end gone, or a byte that is no text.
  private static func damaged(
    _ written: Written,
    _ place: Range<Int>,
    _ random: inout SplitMix64
  ) -> [UInt8] {
    let row = Array(written.bytes[place])
    let zero = written.encoding.isUTF16 ? [0, 0] : [0] as [UInt8]
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return written.encoded("\"") + row
    case 1: return row + written.encoded(written.delimiter + "x")
    case 2: return Array(row.prefix(written.encoding.isUTF16 ? 4 : 2))
    default: return zero + row
    }
  }

  @Test(arguments: 1...60)
  func `no bytes of any kind are lost, in any form`(seed: UInt64) throws {
    for encoding in EncodedText.encodings {
      for (delimiter, quotes) in [("~|", QuoteStyle.backslash), ("||", .doubled), ("|", .literal)] {
        var random = SplitMix64(seed: seed)
        let alphabet = Array("\"\\~||\n\r \tab".utf8) + [0, 0x15, 0x25, 0x1A, 0xC3, 0xA9, 0xFF]
        var bytes = EncodedText.mark(encoding)
        bytes += EncodedText.bytes(["A", "B", "C"].joined(separator: delimiter) + "\n", encoding)
        bytes += (0..<Int.random(in: 0...300, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? 0
        }
        var form = settings(3)
        form.quotes = quotes
        let layout = Layout(encoding: encoding.rawValue, delimiter: delimiter)
        let file = TemporaryFile(bytes)
        let whole = try Reading(file, form, layout: layout)
        let what: Comment = "seed \(seed), \(encoding), \(quotes)"
        #expect(whole.bytes.isBalanced && whole.bytes.fileSize == UInt64(bytes.count), what)
        let spans = whole.places.length.reduce(0) { $0 + UInt64($1) }
        #expect(spans == whole.bytes.rows + whole.bytes.damaged + whole.bytes.ignoredLines, what)
        for size in [1, 5, 64] {
          let cut = try Reading(file, form, layout: layout, blockSize: size)
          #expect(cut.rows == whole.rows && cut.refusals == whole.refusals, what)
          #expect(cut.bytes == whole.bytes && cut.places.start == whole.places.start, what)
        }
      }
    }
  }
}
