import RecordModel

/// REC-01: a record that is not built as its format says.
///
/// Ingestion refuses the row.
enum BrokenRecord: CatalogueRule {
  static let rule = Rule(
    .brokenRecord,
    .accuracy,
    .refuse,
    "the record is not built as its format says: a part of it is missing or stands where it may not",
    remedy: """
      Look at the row in the quarantine folder. A record that was cut or edited by hand looks \
      like this: export it again from the legacy system and deliver it.
      """,
    breaks: [.documentTitle: "BEGIN: and no END: before the next BEGIN:"],
    holds: [.documentTitle: "BEGIN: to END:"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { true }
}
