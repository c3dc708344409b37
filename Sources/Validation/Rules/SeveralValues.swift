import RecordModel

/// REC-02: several values where the pipeline file expects one.
///
/// Ingestion refuses the row.
enum SeveralValues: CatalogueRule {
  static let rule = Rule(
    .severalValues,
    .accuracy,
    .refuse,
    "a column has several values in this row, and the pipeline file does not say which counts",
    remedy: """
      Set 'first: true' for the column to take the first value, or 'join: " "' to take all, \
      and run again.
      """,
    breaks: [.documentTitle: "CHEST FILM and again HAND FILM"],
    holds: [.documentTitle: "CHEST FILM"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { true }
}
