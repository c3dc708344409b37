import Persons
import RecordModel
import Testing

@testable import Engine

struct SnapshotAccountingTests {
  let store = MemoryPartStore()

  private func snapshot(
    _ rows: [TestRow],
    night: UInt16,
    name: UInt64? = nil,
    isPublished: Bool = false,
    bytes: ExportBytes = ExportBytes(),
    hasLeftOut: Bool = false
  ) throws -> Delivery {
    try delivery(
      rows,
      night: night,
      name: name ?? UInt64(night),
      isPublished: isPublished,
      mode: .snapshot,
      bytes: bytes,
      hasLeftOut: hasLeftOut,
      in: store
    )
  }

  private func rows(_ keys: UInt64...) -> [TestRow] { keys.map { TestRow(key: $0, content: 1) } }

  private func expectBalance(_ accounted: AccountedRows, _ deliveries: [Delivery]) {
    var loaded: UInt64 = 0
    for (index, delivery) in deliveries.enumerated() where !delivery.isPublished {
      loaded += accounted.dispositions[index][.loaded]
    }
    let counts = accounted.sources[0]
    #expect(counts.liveNow == counts.liveBefore + loaded - counts.withdrawn)
    #expect(counts.liveNow + counts.withdrawnNow == UInt64(accounted.input.rowCount))
    #expect(accounted.isWithdrawn.count { $0 } == Int(counts.withdrawnNow))
  }

  @Test func `a row that the next snapshot does not hold is withdrawn, and stays known`() throws {
    let nights = [
      try snapshot(rows(1, 2, 3), night: 1, isPublished: true),
      try snapshot(rows(1, 3), night: 2),
    ]
    let accounted = try account(nights)
    #expect(accounted.input.rowCount == 3)
    #expect(accounted.sources[0].liveBefore == 3 && accounted.sources[0].liveNow == 2)
    #expect(accounted.sources[0].withdrawn == 1 && accounted.sources[0].gone == 1)
    #expect(accounted.snapshots.map(\.gap) == [nil, nil])
    expectBalance(accounted, nights)
  }

  @Test func `a withdrawn row that comes again is loaded and keeps the night it first came`() throws
  {
    var nights = [
      try snapshot(rows(1, 2), night: 1, isPublished: true),
      try snapshot(rows(1), night: 2, isPublished: true),
      try snapshot([TestRow(key: 1, content: 1), TestRow(key: 2, content: 5)], night: 3),
    ]
    var accounted = try account(nights)
    #expect(accounted.dispositions[2][.loaded] == 1 && accounted.dispositions[2][.updated] == 0)
    #expect(accounted.input.nights == [1, 1] && accounted.isWithdrawn == [false, false])
    #expect(accounted.sources[0].liveBefore == 1 && accounted.sources[0].liveNow == 2)
    expectBalance(accounted, nights)
    nights[1].isPublished = false
    accounted = try account(nights)
    // Gone and back before anything was published: both are in the books, nothing is over a limit.
    #expect(accounted.sources[0].withdrawn == 1 && accounted.sources[0].gone == 0)
    expectBalance(accounted, nights)
  }

  @Test func `a row is withdrawn once, and stays so while the nights go on without it`() throws {
    let nights = [
      try snapshot(rows(1, 2), night: 1, isPublished: true),
      try snapshot(rows(1), night: 2, isPublished: true),
      try snapshot(rows(1, 4), night: 3),
    ]
    let accounted = try account(nights)
    #expect(accounted.sources[0].withdrawn == 0 && accounted.sources[0].withdrawnNow == 1)
    #expect(accounted.sources[0].liveBefore == 1)
    expectBalance(accounted, nights)
  }

  @Test func `a refused row that names its document is present, and brings none back`() throws {
    let refused = TestRow(key: 2, content: 9, refusal: .numberWithoutFacility)
    let nights = [
      try snapshot(rows(1, 2), night: 1, isPublished: true),
      try snapshot(rows(1) + [refused], night: 2),
      try snapshot(rows(1), night: 3),
      try snapshot(rows(1) + [refused], night: 4, name: 2),
    ]
    #expect(try account(Array(nights[..<2])).sources[0].liveNow == 2)
    let accounted = try account(nights)
    #expect(accounted.sources[0].liveNow == 1 && accounted.sources[0].withdrawnNow == 1)
    #expect(accounted.snapshots.allSatisfy { $0.gap == nil })
  }

  @Test func `two versions in one night count as present`() throws {
    let nights = [
      try snapshot(rows(1, 2), night: 1, isPublished: true),
      try snapshot(
        [TestRow(key: 2, content: 5), TestRow(key: 2, content: 6), TestRow(key: 1, content: 1)],
        night: 2
      ),
    ]
    #expect(try account(nights).sources[0].liveNow == 2)
  }

  @Test(arguments: [SnapshotGap.leftOut, .cutShort, .damaged, .rowUnnamed])
  func `a night with a gap withdraws nothing`(gap: SnapshotGap) throws {
    var bytes = ExportBytes()
    bytes.damaged = gap == .damaged ? 5 : 0
    bytes.endsWithoutLineEnd = gap == .cutShort
    let unread = TestRow(key: 9, content: 9, refusal: .wrongCellCount)
    let nights = [
      try snapshot(rows(1, 2), night: 1, isPublished: true),
      try snapshot(
        rows(1) + (gap == .rowUnnamed ? [unread] : []),
        night: 2,
        bytes: bytes,
        hasLeftOut: gap == .leftOut
      ),
    ]
    let accounted = try account(nights)
    #expect(accounted.snapshots.map(\.gap) == [nil, gap])
    #expect(accounted.snapshots[1].delivery == 1)
    #expect(accounted.sources[0].withdrawn == 0 && accounted.sources[0].liveNow == 2)
  }

  @Test func `a file without the trailer that all files had before withdraws nothing`() throws {
    let trailer = TestRow(key: 99, content: 1, isIgnored: true)
    let nights = [
      try snapshot(rows(1, 2) + [trailer], night: 1),
      try snapshot(rows(1), night: 2),
      try snapshot(rows(1, 3), night: 3),
      try snapshot(rows(1) + [trailer], night: 4),
    ]
    let accounted = try account(Array(nights[..<3]))
    #expect(accounted.snapshots.map(\.gap) == [nil, .trailerMissing, .trailerMissing])
    #expect(accounted.sources[0].liveNow == 3)
    #expect(try account(nights).sources[0].liveNow == 1)
  }

  @Test func `a missing file withdraws nothing, however many nights it stays away`() throws {
    let nights = [
      try snapshot(rows(1, 2), night: 1, name: 1),
      try snapshot(rows(3, 4), night: 1, name: 2),
      try snapshot(rows(1, 2), night: 2, name: 1),
      try snapshot(rows(1, 2, 5), night: 3, name: 3),
    ]
    let accounted = try account(nights)
    #expect(accounted.snapshots.map(\.gap) == [nil, .fileMissing, .fileMissing])
    #expect(accounted.snapshots[2].delivery == 1)
    #expect(accounted.sources[0].liveNow == 5)
  }

  @Test func `files put together into one are all there`() throws {
    let nights = [
      try snapshot(rows(1, 2), night: 1, name: 1),
      try snapshot(rows(3, 4, 5), night: 1, name: 2),
      try snapshot(rows(1, 2, 3, 4), night: 2, name: 3),
      try snapshot(rows(1, 2, 3), night: 3, name: 4),
    ]
    let accounted = try account(nights)
    #expect(accounted.snapshots.map(\.gap) == [nil, nil, nil])
    #expect(accounted.sources[0].liveNow == 3 && accounted.sources[0].withdrawnNow == 2)
  }

  @Test func `a delta source beside it loses nothing`() throws {
    let nights = [
      try snapshot(rows(1, 2), night: 1, isPublished: true),
      try delivery(rows(901, 902), source: 1, name: 8, isPublished: true, in: store),
      try snapshot(rows(1), night: 2),
      try delivery(rows(903), night: 2, source: 1, name: 9, in: store),
    ]
    let accounted = try account(nights, sources: 2)
    #expect(accounted.sources.map(\.liveNow) == [1, 3])
    #expect(accounted.sources.map(\.withdrawn) == [1, 0])
  }

  @Test(arguments: [5 as UInt64, 17, 40_404])
  func `after every complete night just its rows are live, whatever the order, files and workers`(
    seed: UInt64
  ) throws {
    print("seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    var whole: [Delivery] = []
    var split: [Delivery] = []
    for night in 1...5 as ClosedRange<UInt16> {
      let keys = (1...120).filter { _ in Int.random(in: 0..<4, using: &numbers) > 0 }
      let rows = keys.map { TestRow(key: UInt64($0), content: UInt64($0 % 3)) }
      let isPublished = night < 3
      whole.append(try snapshot(rows, night: night, isPublished: isPublished))
      let shuffled = rows.shuffled(using: &numbers)
      for (part, piece) in [shuffled[..<40], shuffled[40...]].enumerated() {
        let name = UInt64(night) * 10 + UInt64(part)
        split.append(
          try snapshot(Array(piece), night: night, name: name, isPublished: isPublished)
        )
      }
      let one = try account(whole, jobs: 1)
      let two = try account(split, jobs: 8)
      let live = one.input.keys.indices.filter { !one.isWithdrawn[$0] }.map { one.input.keys[$0] }
      let wanted = rows.map { Key128(high: $0.key &* 0x9e37_79b9_7f4a_7c15, low: $0.key) }
      #expect(live.sorted() == wanted.sorted())
      #expect(one.input.keys == two.input.keys && one.isWithdrawn == two.isWithdrawn)
      #expect(one.sources == two.sources)
      expectBalance(one, whole)
      expectBalance(two, split)
    }
  }
}
