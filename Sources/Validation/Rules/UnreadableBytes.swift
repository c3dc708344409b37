import RecordModel

/// ENC-01: bytes that are no text in the source's encoding.
///
/// Ingestion refuses the row.
enum UnreadableBytes: CatalogueRule {
  static let rule = Rule(
    .unreadableBytes,
    .accuracy,
    .refuse,
    "the row has bytes that are no text in the encoding of its source",
    remedy: """
      Are most rows of the export in the quarantine folder like this one? Then 'encoding:' \
      of the source is wrong in the pipeline file. If only a few are, correct them in the \
      legacy system and export again.
      """,
    breaks: [.name: "HARROW, Jos\u{FFFD}"],
    holds: [.name: "HARROW, José"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { true }
}
