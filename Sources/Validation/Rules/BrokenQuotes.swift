import RecordModel

/// CSV-02: a quoted cell that does not end where it should.
///
/// Ingestion refuses the row.
enum BrokenQuotes: CatalogueRule {
  static let rule = Rule(
    .brokenQuotes,
    .accuracy,
    .refuse,
    "A cell opens with a quotation mark and does not close before the next delimiter",
    remedy: """
      Open the row with 'chartlift quarantine' and close or double the quotation mark in \
      the legacy system, then deliver the row again.
      """,
    breaks: [.documentTitle: "\"CHEST FILM \"LEFT"],
    holds: [.documentTitle: "\"CHEST FILM, LEFT\""]
  )

  static let concerns = Field.recordNumber

  static func applies(to source: SourceSettings) -> Bool { source.isDelimited }
}
