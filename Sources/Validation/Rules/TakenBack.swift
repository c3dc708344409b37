import RecordModel

/// HL7-04: a message that takes back what another said.
///
/// Ingestion refuses it: what it would take back may be in charts that somebody reads.
enum TakenBack: CatalogueRule {
  static let rule = Rule(
    .takenBack,
    .appropriateness,
    .refuse,
    "the message cancels a document or deletes a patient, which only a person may decide",
    remedy: """
      Find the document or patient in the system that sent the message. If it is to go, take \
      it out of the export it came with; nothing was changed here.
      """,
    breaks: [.documentTitle: "MDM^T11, ADT^A23 or ADT^A29"],
    holds: [.documentTitle: "MDM^T02"]
  )

  static let concerns = Field.recordNumber
  static let isAboutWholeRow = true

  static func applies(to source: SourceSettings) -> Bool { source.format == "hl7" }
}
