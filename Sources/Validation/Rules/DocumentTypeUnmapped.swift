import RecordModel

/// TYPE-01: a document type that no map names.
///
/// It is published as written.
enum DocumentTypeUnmapped: OutcomeRule {
  static let rule = Rule(
    .documentTypeUnmapped,
    .appropriateness,
    .note,
    "the document type is in no map, so it is published as written and without a code",
    remedy: """
      Add the document type and its code to the map file that 'document-type:' names in \
      the pipeline file.
      """,
    breaks: [.documentType: "MISC PINK SHEET"],
    holds: [.documentType: "DISCHARGE SUMMARY"]
  )

  static let fields: [Field] = [.documentType]
  static let outcomes = Outcomes(.unmapped, .unreadable)
}
