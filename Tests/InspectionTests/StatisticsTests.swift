import RecordModel
import Testing

@testable import Inspection

@Suite struct `Statistics of a table` {
  /// Rows of one column as a batch; an empty text is a missing value.
  private func batch(_ values: [String]) -> RecordBatch {
    var batch = RecordBatch(firstOrdinal: 1, columnCount: 1)
    for value in values {
      batch.cells += value.utf8
      batch.ends.append(UInt32(batch.cells.count))
      batch.places.append(start: 0, length: 0, line: 1)
      batch.refusals.append(.none)
      batch.ignored.append(0)
    }
    return batch
  }

  private func table(_ values: [String]) -> TableStatistics {
    var table = TableStatistics(columns: 1, keepsValues: true)
    table.add(batch(values), at: [0])
    return table
  }

  /// Everything that a report could show of a column.
  private func shown(_ table: TableStatistics) -> [String] {
    let column = table.columns[0]
    let patterns = column.patterns.top(50, sharedBy: 1)
    let values = column.values?.top(50, sharedBy: 1) ?? []
    return ["\(table.rows) \(table.usable) \(column.filled) \(column.distinct.number)"]
      + ["\(column.distinct.isExact) \(column.shortest) \(column.longest)"]
      + ValueKind.allCases.map { "\(column.count($0))" }
      + (patterns + values).map { "\(String(decoding: $0.text, as: UTF8.self)) \($0.count)" }
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func `are the same in any order of rows, batches and merges`(seed: UInt64) {
    var numbers = Numbers(state: seed)
    // More different values and patterns than are kept exactly.
    let values = (0..<30_000).map { _ -> String in
      let number = numbers.next() % 25_000
      let sign = ["-", "/", ".", " "][Int(number % 4)]
      return String(number * 2_654_435_761, radix: 36) + sign + String(number % 7919, radix: 20)
    }
    let whole = table(values)
    #expect(!whole.columns[0].distinct.isExact && whole.columns[0].patterns.isSample)
    var pieces: [TableStatistics] = []
    var rest = values.shuffled(using: &numbers)[...]
    while !rest.isEmpty {
      let count = Int(numbers.next() % 9_000) + 1
      pieces.append(table(Array(rest.prefix(count))))
      rest = rest.dropFirst(count)
    }
    while pieces.count > 1 {
      let other = pieces.remove(at: Int(numbers.next() % UInt64(pieces.count)))
      let target = Int(numbers.next() % UInt64(pieces.count))
      pieces[target].merge(other)
    }
    #expect(shown(pieces[0]) == shown(whole), "seed \(seed)")
  }

  @Test func `count different values exactly up to the bound`() {
    let column = table((0..<10_000).map(String.init)).columns[0]
    #expect(column.distinct.isExact && column.distinct.number == 10_000)
  }

  @Test(arguments: [20_000, 300_000])
  func `tell more different values to within a few percent`(count: Int) {
    let column = table((0..<count).map { "value \($0)" }).columns[0]
    #expect(!column.distinct.isExact)
    let error = abs(Double(column.distinct.number) - Double(count)) / Double(count)
    #expect(error < 0.06, "\(column.distinct.number)")
  }

  @Test func `leave refused, ignored and empty out of the columns`() {
    var batch = batch(["1", "", "3", "4"])
    batch.refusals[2] = .wrongCellCount
    batch.ignored[3] = 1
    var table = TableStatistics(columns: 1, keepsValues: false)
    table.add(batch, at: [0])
    #expect(table.rows == 4 && table.usable == 2 && table.ignored == 1)
    #expect(table.refusals.map(\.rule) == [.wrongCellCount])
    #expect(table.columns[0].filled == 1)
    #expect(table.columns[0].values == nil)
  }

  @Test func `show patterns that three rows share, the most frequent first`() {
    let column = table(["A1", "B2", "C3", "99", "98", "1-1", "2-2", "3-3", "4-4"]).columns[0]
    let top = column.patterns.top(5, sharedBy: 3)
    #expect(top.map { String(decoding: $0.text, as: UTF8.self) } == ["9-9", "A9"])
    #expect(top.map(\.count) == [4, 3])
  }
}

@Suite struct `Patterns and kinds of values` {
  @Test(arguments: [
    ("MR-0048213", "AA-9999999"), ("Jorge", "Aaaa…"), ("SMITH, JOHN Q", "AAA…, AAA… A"),
    ("03/07/1941", "99/99/9999"), ("1234567890123456", "999999999999…"), ("GUTIÉRREZ", "AAA…"),
    ("é", "a"), ("漢字", "aa"), ("----------", "---…"), ("a\tb", "a\u{FFFD}a"),
    ("\u{202E}x", "\u{FFFD}a"),
  ])
  func `say how a value looks and not what it is`(value: String, pattern: String) {
    var taken = ValuePattern()
    taken.take(Array(value.utf8).span)
    #expect(String(decoding: taken.bytes, as: UTF8.self) == pattern)
    #expect(taken.length == value.unicodeScalars.count)
  }

  @Test func `stay short whatever the value`() {
    var taken = ValuePattern()
    taken.take(Array(String(repeating: "a1-B ", count: 5_000).utf8).span)
    #expect(taken.bytes.count < 80 && taken.length == 25_000)
  }

  @Test(arguments: [
    ("31/12/1999", [ValueKind.dayFirst]), ("12/31/1999", [.monthFirst]),
    ("02/03/99", [.eitherOrder, .twoDigitYear]), ("1999-12-31", [.yearFirst]),
    ("1999-12-31T10:11:12Z", [.yearFirst]), ("31.02.1999", []), ("1/2-1999", []),
    ("SMITH, JOHN", [.commaName]), ("219-44-7710", [.socialSecurity]),
    ("43440", [.digits, .postalCode]),
    ("film/R0412/0001.tif", [.filePath]), ("F", [.letters, .sexLetter]),
    ("female", [.letters, .sexWord]),
    ("1", [.digits, .sexOne]), ("(427) 201-0112", [.phone]), ("3 MAR 1941", [.wordsAndDigits]),
  ])
  func `tell fields apart`(value: String, kinds: [ValueKind]) {
    var found: [ValueKind] = []
    ValueKinds.of(Array(value.utf8).span) { found.append($0) }
    #expect(Set(found) == Set(kinds), "\(value)")
  }

  @Test func `come to no harm by any bytes`() {
    var numbers = Numbers(state: 7)
    var pattern = ValuePattern()
    for _ in 0..<20_000 {
      let bytes = (0..<Int(numbers.next() % 14)).map { _ in
        UInt8(truncatingIfNeeded: numbers.next())
      }
      pattern.take(bytes.span)
      ValueKinds.of(bytes.span) { _ in }
    }
  }
}

/// A small generator with a printed seed (SplitMix64).
struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
