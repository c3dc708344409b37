import RecordModel

/// PAT-02: one document about several patients; nothing says whose it is.
///
/// Ingestion refuses the row.
enum SeveralPatients: CatalogueRule {
  static let rule = Rule(
    .severalPatients,
    .accuracy,
    .refuse,
    "the document is about several patients, and nothing says whose it is",
    remedy: """
      Ask for one document a patient, and deliver them instead.
      """,
    breaks: [.documentTitle: "two recordTarget elements"],
    holds: [.documentTitle: "one recordTarget element"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { source.format == "ccda" }
}
