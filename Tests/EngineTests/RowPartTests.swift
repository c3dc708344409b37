import RecordModel
import Testing

@testable import Engine

struct RowPartTests {
  let store = MemoryPartStore()

  @Test func `a part says what was put into it`() throws {
    var refused = batch([TestRow(key: 1, content: 1), TestRow(key: 2, content: 2, number: "0042")])
    refused.refusals[0] = .brokenQuotes
    refused.findings.append(.brokenQuotes, .facility, row: 0)
    refused.findings.append(.nameMissing, .familyName, row: 1)
    let writer = try RowPartWriter(store.begin())
    try writer.append(EncodedBatch(refused))
    var bytes = ExportBytes()
    bytes.fileSize = 20
    bytes.rows = 18
    bytes.separators = 2
    let part = try RowPart(writer.finish(bytes: bytes), in: store)
    #expect(part.trailer.rowsRead == 2)
    #expect(part.trailer.recordCount == 1)
    #expect(part.trailer.bytes == bytes)
    #expect(part.trailer.refused.map(\.rule) == [.brokenQuotes])
    #expect(part.trailer.findings.map(\.rule) == [.nameMissing])
    #expect(part.trailer.findings.map(\.ordinal) == [2])
  }

  @Test func `a record gives back the row's values`() throws {
    let bytes = RowRecordEncoder(batch([TestRow(key: 3, content: 4, number: "0042")])).bytes
    let view = RowView(bytes.span, at: 0)
    let row = try #require(view)
    #expect(row.digest == Key128(high: 4, low: 1))
    #expect(Array(bytes[row.range(.recordNumber)]) == Array("0042".utf8))
    #expect(!row.has(.family))
    #expect(row.line == 1)
  }

  @Test(arguments: [2 as UInt64, 8])
  func `damaged bytes are no record and no part, and never a trap`(seed: UInt64) {
    print("seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    let bytes = RowRecordEncoder(batch([TestRow(key: 3, content: 4, number: "77")])).bytes
    for _ in 0..<2000 {
      var damaged = bytes
      damaged[Int.random(in: 0..<damaged.count, using: &numbers)] = UInt8.random(
        in: 0...255,
        using: &numbers
      )
      damaged.removeLast(Int.random(in: 0...3, using: &numbers))
      if let row = RowView(damaged.span, at: 0) {
        for value in TextValue.allCases { #expect(row.range(value).upperBound <= damaged.count) }
      }
      _ = RowPartFormat.decode(damaged.span)
    }
  }

  @Test func `keys differ when the same text is cut into other parts`() {
    var one = StageKey(stage: "rows", version: 1)
    one.add("ab")
    one.add("c")
    var two = StageKey(stage: "rows", version: 1)
    two.add("a")
    two.add("bc")
    #expect(one.digest != two.digest)
    #expect(
      StageKey(stage: "rows", version: 1).digest != StageKey(stage: "rows", version: 2).digest
    )
  }

  @Test func `the persons of a partition come back as they were`() {
    var persons = PartitionPersons()
    persons.entries = (1...5).map {
      .init(
        id: Key128(high: $0, low: 2),
        digest: ContentDigest(words: ($0, 1, 2, 3)),
        length: UInt32($0)
      )
    }
    persons.facilities = [Array("CLN".utf8), Array("GEN".utf8)]
    let bytes = persons.bytes
    let read = PartitionPersons(bytes.span)
    #expect(read == persons)
    let cut = Array(bytes.dropLast())
    let damaged = PartitionPersons(cut.span)
    #expect(damaged == nil)
  }
}
