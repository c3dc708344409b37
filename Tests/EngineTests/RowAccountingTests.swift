import Persons
import RecordModel
import Testing

@testable import Engine

struct RowAccountingTests {
  let store = MemoryPartStore()

  @Test func `a row said twice in one night counts once and is repeated once`() throws {
    let rows = [TestRow(key: 1, content: 1), TestRow(key: 1, content: 1)]
    let accounted = try account([delivery(rows, in: store)])
    #expect(accounted.dispositions[0][.loaded] == 1)
    #expect(accounted.dispositions[0][.repeated] == 1)
    #expect(accounted.places.count == 1)
  }

  @Test func `two versions of one document in one night refuse each other`() throws {
    let rows = [
      TestRow(key: 1, content: 1), TestRow(key: 1, content: 2), TestRow(key: 2, content: 1),
    ]
    let accounted = try account([delivery(rows, in: store)])
    #expect(accounted.dispositions[0][.quarantined] == 2)
    #expect(accounted.conflicting.count == 2)
    #expect(accounted.places.count == 1)
  }

  @Test func `the published version stays when a night contradicts itself`() throws {
    let first = try delivery([TestRow(key: 1, content: 1)], name: 1, isPublished: true, in: store)
    let rows = [TestRow(key: 1, content: 2), TestRow(key: 1, content: 3)]
    let accounted = try account([first, delivery(rows, night: 2, name: 2, in: store)])
    #expect(accounted.input.digests == [Key128(high: 1, low: 1)])
    #expect(accounted.dispositions[1][.quarantined] == 2)
    #expect(accounted.sources[0].liveBefore == 1 && accounted.sources[0].liveNow == 1)
  }

  @Test func `a corrected row keeps its night and takes the new content`() throws {
    let first = try delivery([TestRow(key: 1, content: 1)], name: 1, isPublished: true, in: store)
    let second = try delivery([TestRow(key: 1, content: 2)], night: 2, name: 2, in: store)
    let third = try delivery([TestRow(key: 1, content: 2)], night: 3, name: 3, in: store)
    let accounted = try account([first, second, third])
    #expect(accounted.input.nights == [1])
    #expect(accounted.input.digests == [Key128(high: 2, low: 1)])
    #expect(accounted.dispositions[1][.updated] == 1)
    #expect(accounted.dispositions[2][.unchanged] == 1)
  }

  @Test func `live before counts the published nights only`() throws {
    let first = try delivery([TestRow(key: 1, content: 1)], name: 1, isPublished: true, in: store)
    let staged = try delivery(
      [TestRow(key: 1, content: 1), TestRow(key: 2, content: 1)],
      night: 2,
      name: 2,
      in: store
    )
    let accounted = try account([first, staged])
    #expect(accounted.sources[0].liveBefore == 1)
    #expect(accounted.sources[0].liveNow == 2)
    #expect(accounted.dispositions[1][.loaded] == 1)
  }

  @Test(arguments: [7 as UInt64, 21, 99])
  func `every row has one disposition, whatever the deliveries hold`(seed: UInt64) throws {
    print("seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    var deliveries: [Delivery] = []
    for index in 0..<6 {
      // Two sources never share a key: the source's name is part of it.
      deliveries.append(
        try delivery(
          randomRows(&numbers, keysFrom: index % 2 * 1000),
          night: UInt16(index / 2 + 1),
          source: UInt8(index % 2),
          name: UInt64(index + 1),
          isPublished: index < 2,
          in: store
        )
      )
    }
    let accounted = try account(deliveries, sources: 2)
    for (index, delivery) in deliveries.enumerated() {
      #expect(accounted.dispositions[index].total == UInt64(delivery.part.trailer.recordCount))
    }
    for source in 0..<2 {
      var loaded: UInt64 = 0
      for (index, delivery) in deliveries.enumerated()
      where !delivery.isPublished && Int(delivery.source) == source {
        loaded += accounted.dispositions[index][.loaded]
      }
      #expect(accounted.sources[source].liveNow == accounted.sources[source].liveBefore + loaded)
    }
  }

  @Test(arguments: [3 as UInt64, 1234])
  func `shuffled rows, shuffled files and other workers give the same live rows`(
    seed: UInt64
  ) throws {
    print("seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    let rows = randomRows(&numbers)
    let one = try account([delivery(rows, in: store)], jobs: 1)
    let half = rows.count / 2
    let shuffled = rows.shuffled(using: &numbers)
    let two = try account(
      [
        delivery(Array(shuffled[half...]), name: 9, in: store),
        delivery(Array(shuffled[..<half]), name: 2, in: store),
      ],
      jobs: 8
    )
    #expect(one.input.keys == two.input.keys)
    #expect(one.input.digests == two.input.digests)
    #expect(one.input.keys == one.input.keys.sorted())
  }

  private func randomRows(
    _ numbers: inout SeededNumbers,
    keysFrom first: Int = 0
  ) -> [TestRow] {
    (0..<200).map { _ in
      TestRow(
        key: UInt64(first) + UInt64.random(in: 1...80, using: &numbers),
        content: UInt64.random(in: 1...2, using: &numbers)
      )
    }
  }
}
