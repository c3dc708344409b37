import RecordModel

/// PAGE-01: a page count that is no number of pages, or far too many for one document.
enum PageCountUnusable: NotingRule {
  static let rule = Rule(
    .pageCountUnusable,
    .appropriateness,
    .note,
    "the page count is no number, or too high for one document",
    remedy: """
      Count the pages and correct the number in the legacy index.
      """,
    breaks: [.pageCount: "MANY"],
    holds: [.pageCount: "12"]
  )

  static let concerns = Field.pageCount

  /// A whole box of paper is about 5,000 sheets, both sides of which may be scanned.
  private static let most: UInt32 = 10_000
  private static let outcomes = Outcomes(.unreadable, .impossible, .placeholder)

  static func applies(to source: SourceSettings) -> Bool { source.maps(.pageCount) }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    let outcomeColumn = batch.values[rules: .pageCount]
    let (cells, pages) = (outcomeColumn.span, batch.values.pageCount.span)
    let skipped = scope.skipped.span
    for row in 0..<cells.count where skipped[row] == 0 {
      guard pages[row] > most || outcomes.contains(cells[row]) else { continue }
      findings.append(code, concerns, row: row)
    }
  }
}
