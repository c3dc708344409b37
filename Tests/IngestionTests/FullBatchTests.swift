import RecordModel
import Testing

@testable import Ingestion

/// Exports whose last row is also the last that a batch has room for, and has no line end behind it.
struct FullBatchTests {
  private static let most = HostileInput.mostRowsOfBatch

  @Test(arguments: [-1, 0, 1])
  func `a delimited export may end where a batch is full`(more: Int) throws {
    let count = Self.most + more
    let file = TemporaryFile("A\n" + Array(repeating: "x", count: count).joined(separator: "\n"))
    let reading = try Reading(file, settings(1))
    #expect(reading.rows.count == count)
    #expect(reading.rows.last == ["x"])
    #expect(reading.refusals.allSatisfy { $0 == .none })
    #expect(reading.bytes.endsWithoutLineEnd)
    #expect(reading.bytes.isBalanced)
  }

  @Test(arguments: [-1, 0, 1])
  func `a Kofax text export may end where a batch is full`(more: Int) throws {
    let count = Self.most + more
    let line = #""B","C","MRN","1","p""#
    let file = TemporaryFile(Array(repeating: line, count: count).joined(separator: "\n"))
    let settings = namedSettings(
      "kofax-text",
      [.recordNumber: "MRN", .image: "{Path}"],
      ignoring: ["{Batch Class}", "{Document Class}"]
    )
    let source = KofaxTextSource(
      settings: settings,
      layout: Layout(encoding: "utf-8", delimiter: 0x2C)
    )
    let reading = try NamedReading(file, source)
    #expect(reading.rows.count == count)
    #expect(reading[.recordNumber].allSatisfy { $0 == "1" })
    #expect(reading.bytes.isBalanced)
  }
}
