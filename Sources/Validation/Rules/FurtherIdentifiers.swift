import RecordModel

/// MRN-05: the document numbers its patient in several series; one is read.
enum FurtherIdentifiers: NotedByReader {
  static let rule = Rule(
    .furtherIdentifiers,
    .completeness,
    .note,
    "the document gives its patient further numbers, of other assigners, that are not read",
    remedy: """
      Nothing, if the first number is the one to go by. Else write 'record-number:' and \
      'facility:' with the path of the assigner that counts: id[@root="..."]/@extension.
      """,
    breaks: [.documentTitle: "two ids under recordTarget/patientRole"],
    holds: [.documentTitle: "one id, and the social security number"]
  )

  static let concerns = Field.recordNumber

  static func applies(to source: SourceSettings) -> Bool { source.format == "ccda" }
}
