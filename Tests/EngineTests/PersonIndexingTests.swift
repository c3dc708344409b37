import Persons
import RecordModel
import Testing

@testable import Engine

struct PersonIndexingTests {
  private let mint: MintPatientID = { Key128(high: ~$0.high, low: $0.low) }

  private func input(_ keys: [UInt64]) -> LinkInput {
    var input = LinkInput()
    input.keys = keys.map { Key128(high: $0, low: $0) }
    return input
  }

  private func index(
    _ persons: [UInt32],
    keys: [UInt64],
    given: IdsGivenOut = IdsGivenOut(),
    night: UInt16 = 1
  ) -> (index: PersonIndex, ids: IdsGivenOut) {
    let count = Int((persons.max() ?? 0) + 1)
    return indexPersons(
      LinkResult(personOfRow: persons, personCount: count, overlays: []),
      rows: input(keys),
      given: given,
      night: night,
      workers: Farm(jobs: 2),
      mint: mint
    )
  }

  @Test func `a new person gets the id of its first row`() {
    let (index, ids) = index([0, 1, 0], keys: [5, 6, 7])
    #expect(Set(index.ids) == [mint(Key128(high: 5, low: 5)), mint(Key128(high: 6, low: 6))])
    #expect(ids.entries.count == 2)
    #expect(index.ids == index.ids.sorted())
  }

  @Test func `an id given out stays, though an earlier row has come to the person`() {
    let (_, first) = index([0], keys: [5])
    let (second, ids) = index([0, 0], keys: [4, 5], given: first, night: 2)
    #expect(second.ids == [mint(Key128(high: 5, low: 5))])
    #expect(ids.entries == first.entries)
  }

  @Test func `two persons that become one keep the older id and retire the other`() {
    let (_, first) = index([0, 1], keys: [5, 6])
    let (second, ids) = index([0, 0], keys: [5, 6], given: first, night: 2)
    #expect(second.ids == [mint(Key128(high: 5, low: 5))])
    #expect(second.retired.map(\.id) == [mint(Key128(high: 6, low: 6))])
    #expect(ids.entries == first.entries)
  }

  @Test func `parted again, both have the ids they had`() {
    let (_, first) = index([0, 1], keys: [5, 6])
    let (_, merged) = index([0, 0], keys: [5, 6], given: first, night: 2)
    let (parted, _) = index([0, 1], keys: [5, 6], given: merged, night: 3)
    #expect(Set(parted.ids) == Set(first.entries.map(\.id)))
    #expect(parted.retired.isEmpty)
  }

  @Test(arguments: [1, 2, 7, 64])
  func `every person is in one partition, and partitions follow the ids`(count: Int) {
    var numbers = SeededNumbers(seed: 11)
    let keys = (0..<300).map { _ in numbers.next() }
    let (index, _) = index((0..<300).map { UInt32($0) }, keys: keys)
    let partitions = Partitions(index, count: count)
    #expect(partitions.ranges.count == count)
    #expect(partitions.ranges.flatMap { Array($0) } == Array(0..<300))
  }
}
