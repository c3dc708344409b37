import RecordModel

/// COL-05: a value whose name the pipeline file does not know.
///
/// Ingestion refuses the row.
enum UnknownName: CatalogueRule {
  static let rule = Rule(
    .unknownName,
    .accuracy,
    .refuse,
    "the row has a value under a name that is neither mapped nor ignored",
    remedy: """
      Look at the row in the quarantine folder, then map the name under 'columns:' or list it \
      under 'ignore:' with the reason, and run again.
      """,
    breaks: [.documentTitle: "SHELF NUMBER: 12, and nothing is said about SHELF NUMBER"],
    holds: [.documentTitle: "TITLE: CHEST FILM"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { true }
}
