import Testing

@testable import Engine

struct CarrierFramesTests {
  private func row(
    _ frame: UInt32,
    _ pages: UInt32 = 1,
    ordinal: UInt64,
    document: UInt64? = nil,
    export: Int = 0
  ) -> CarrierFrames.Row {
    CarrierFrames.Row(
      frame: .number(frame),
      pages: pages,
      document: document ?? ordinal,
      export: export,
      ordinal: ordinal,
      line: UInt32(ordinal) + 1
    )
  }

  @Test func `frames that no row covers are missing, as ranges`() {
    let frames = CarrierFrames([
      row(10, 3, ordinal: 1), row(16, 2, ordinal: 2), row(19, ordinal: 3), row(21, ordinal: 4),
    ])
    #expect(frames.missing == [13...15, 18...18, 20...20])
    #expect(frames.missingCount == 5 && frames.first == 10 && frames.last == 21)
  }

  @Test func `two documents at one frame are a repeat, two pages of one are not`() {
    let frames = CarrierFrames([
      row(1, ordinal: 1), row(1, ordinal: 2), row(2, ordinal: 3, document: 9),
      row(2, ordinal: 4, document: 9),
    ])
    #expect(frames.repeated == [1] && frames.overlapping.isEmpty)
  }

  @Test func `order counts within an export, by the place of the rows`() {
    let frames = CarrierFrames([
      row(3, ordinal: 3), row(1, ordinal: 1), row(9, ordinal: 2), row(2, ordinal: 1, export: 1),
    ])
    #expect(frames.disorders.map(\.frame) == [3] && frames.disorders.map(\.before) == [9])
    #expect(frames.disorders.map(\.line) == [4])
  }

  @Test func `page counts that would lay most documents into each other are not counted`() {
    let frames = CarrierFrames((1...6).map { row(UInt32($0), 4, ordinal: UInt64($0)) })
    #expect(!frames.countsPages && frames.overlapping.isEmpty && frames.last == 6)
    let one = CarrierFrames([
      row(1, 4, ordinal: 1), row(4, ordinal: 2), row(6, ordinal: 3), row(7, ordinal: 4),
    ])
    #expect(one.countsPages && one.overlapping == [4] && one.missing == [5...5])
  }

  @Test func `the largest frames and page counts do no harm`() {
    let frames = CarrierFrames([row(.max, .max, ordinal: 1), row(0, ordinal: 2)])
    #expect(frames.missing == [1...(.max - 1)] && frames.last == .max)
  }

  @Test(arguments: UInt64(1)...50)
  func `covered and missing frames are all frames, in whatever order rows come`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let rows = (1...Int.random(in: 1...30, using: &random)).map {
      row(
        UInt32.random(in: 1...60, using: &random),
        UInt32.random(in: 0...3, using: &random),
        ordinal: UInt64($0)
      )
    }
    let frames = CarrierFrames(rows)
    #expect(frames == CarrierFrames(rows.shuffled(using: &random)), "seed \(seed)")
    var covered: Set<UInt32> = []
    for row in rows {
      guard case .number(let frame) = row.frame else { continue }
      let pages = frames.countsPages ? max(1, row.pages) : 1
      covered.formUnion(frame..<frame + pages)
    }
    let missing = Set(frames.missing.flatMap { Array($0) })
    #expect(covered.isDisjoint(with: missing), "seed \(seed)")
    #expect(
      covered.union(missing) == Set((covered.min() ?? 0)...(covered.max() ?? 0)),
      "seed \(seed)"
    )
  }

  @Test func `image paths of the old system find their files`() {
    let rows = [#"\\SRV\film\R1\1.tif"#, #"\\SRV\film\R1\2.TIF"#, #"\\SRV\film\R2\3.tif"#]
    let files = ["R1/1.tif", "R1/2.tif", "stray.tif"]
    let matching = ImageMatching(rows: rows, files: files)
    #expect(matching.dropped == 2 && matching.found == 2 && matching.foundInOtherCase == 1)
    #expect(matching.rowsWithoutFile == [2] && matching.filesWithoutRow == [2])
  }
}
