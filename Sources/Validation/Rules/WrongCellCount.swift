import RecordModel

/// CSV-01: more or fewer cells than the source has columns.
///
/// Ingestion refuses the row.
enum WrongCellCount: CatalogueRule {
  static let rule = Rule(
    .wrongCellCount,
    .accuracy,
    .refuse,
    "The row has more or fewer cells than its export has columns",
    remedy: """
      Open the row with 'chartlift quarantine'. Often a cell holds the delimiter itself: \
      put that cell in quotes, or ask for an export with quotes, and deliver it again.
      """,
    breaks: [.recordNumber: "104477", .name: "HARROW,ADA,,,"],
    holds: [.recordNumber: "104477", .name: "HARROW, ADA"]
  )

  static let concerns = Field.recordNumber

  static func applies(to source: SourceSettings) -> Bool { source.isDelimited }
}
