import Foundation
import Testing

/// Files nobody here wrote: C-CDA documents of many vendors, and a published set of people.
@Suite(.serialized)
struct PublicSampleTests {
  @Test func `each of the vendors' 35 C-CDA documents becomes exactly one DocumentReference`()
    throws
  {
    guard let ccda = LawPipeline.ccda else { return }
    #expect(ccda.deliveries.count == 35)
    let night = try publish(ccda)
    #expect(night.books.read == 35)
    #expect(night.books.rows("loaded") == 35)
    #expect(night.bundles.count(of: "DocumentReference") == 35)
    #expect(night.bundles.citedRows.count == 35)
  }

  @Test func `each of the 5,000 rows of FEBRL dataset 3 is loaded and cited once`() throws {
    guard let febrl = LawPipeline.febrl else { return }
    let night = try publish(febrl)
    #expect(night.books.read == 5000)
    #expect(night.books.rows("loaded") == 5000)
    #expect(night.bundles.citedRows.count == 5000)
    #expect(night.bundles.count(of: "DocumentReference") == 0)
  }

  @Test(arguments: LawPipeline.all)
  func `every row is in one disposition, and a refused one has a place, a reason and a remedy`(
    pipeline: LawPipeline
  ) throws {
    let night = try publish(pipeline)
    let kinds = ["loaded", "updated", "unchanged", "repeated", "quarantined", "ignored"]
    #expect(kinds.reduce(0) { $0 + night.books.rows($1) } == night.books.read)
    let refused = night.quarantine.flatMap(table)
    #expect(refused.count == night.books.rows("quarantined"))
    for row in refused {
      #expect(row.allSatisfy { !$0.isEmpty })
      let numbers = [1, 2, 3].compactMap { row.indices.contains($0) ? Int(row[$0]) : nil }
      #expect(row.count == 7 && numbers.count == 3 && (numbers.first ?? 0) > 0)
    }
  }

  private func publish(_ pipeline: LawPipeline) throws -> FirstNight {
    let night = try FirstNight.of(pipeline)
    #expect(night.run.exit == 0, "\(night.run.stderr)")
    #expect(night.account.exit == 0, "\(night.account.stdout)")
    return night
  }

  /// The rows of a table whose cells are all in quotes: file, line, offset, length, rule, problem, remedy.
  private func table(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      String(line).trimmingCharacters(in: ["\""]).components(separatedBy: "\",\"")
    }
  }
}
