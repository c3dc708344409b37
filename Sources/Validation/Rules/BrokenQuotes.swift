import RecordModel

/// CSV-02: a quoted cell that does not end where it should.
///
/// Ingestion refuses the row.
enum BrokenQuotes: CatalogueRule {
  static let rule = Rule(
    .brokenQuotes,
    .accuracy,
    .refuse,
    "a cell opens with a quotation mark and does not close before the next delimiter",
    remedy: """
      Look at the row in the quarantine folder, close or double the quotation mark in the \
      legacy system, and deliver the row again.
      """,
    breaks: [.documentTitle: "\"CHEST FILM \"LEFT"],
    holds: [.documentTitle: "\"CHEST FILM, LEFT\""]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { source.isPlainText }
}
