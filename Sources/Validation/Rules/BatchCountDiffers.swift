import RecordModel

/// HL7-03: the trailer of a batch counts other messages than there are.
///
/// Ingestion refuses the trailer as a row of its own; the messages are rows as ever.
enum BatchCountDiffers: CatalogueRule {
  static let rule = Rule(
    .batchCountDiffers,
    .completeness,
    .refuse,
    "the trailer of the batch counts other messages than there are: some may be lost",
    remedy: """
      Ask for the batch again. The messages that are here were read; those that come again \
      with the whole batch change nothing.
      """,
    breaks: [.documentTitle: "BTS|100 behind 98 messages"],
    holds: [.documentTitle: "BTS|98 behind 98 messages"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { source.format == "hl7" }
}
