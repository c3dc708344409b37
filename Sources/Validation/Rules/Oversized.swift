import RecordModel

/// CSV-03: a row or cell too long to be an index entry.
///
/// Ingestion refuses the row.
enum Oversized: CatalogueRule {
  static let rule = Rule(
    .oversized,
    .accuracy,
    .refuse,
    "the row or one of its cells is longer than an index row can be",
    remedy: """
      Look at the row in the quarantine folder. A lost line end or a whole scanned text \
      in one cell makes such rows: ask for a new export.
      """,
    breaks: [.documentTitle: "64 kilobytes and more in one cell"],
    holds: [.documentTitle: "CHEST FILM"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { true }
}
