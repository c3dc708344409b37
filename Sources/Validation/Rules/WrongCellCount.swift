import RecordModel

/// CSV-01: more or fewer cells than the source has columns.
///
/// Ingestion refuses the row.
enum WrongCellCount: CatalogueRule {
  static let rule = Rule(
    .wrongCellCount,
    .accuracy,
    .refuse,
    "the row has more or fewer cells than its export has columns",
    remedy: """
      Look at the row in the quarantine folder. Often a cell holds the delimiter itself: \
      put that cell in quotes, or ask for an export with quotes, and deliver it again.
      """,
    breaks: [.recordNumber: "104477", .name: "HARROW,ADA,,,"],
    holds: [.recordNumber: "104477", .name: "HARROW, ADA"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { source.isPlainText }
}
