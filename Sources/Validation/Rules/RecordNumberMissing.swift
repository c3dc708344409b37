import RecordModel

/// MRN-02: no record number, or none that can be read.
///
/// The row stands alone.
enum RecordNumberMissing: OutcomeRule {
  static let rule = Rule(
    .recordNumberMissing,
    .completeness,
    .note,
    "the record number is missing, so the row stands alone",
    remedy: """
      Look the patient up in the master index by name and birth date and write the \
      record number into the legacy index.
      """,
    breaks: [.recordNumber: "", .name: "HARROW, ADA"],
    holds: [.recordNumber: "104477", .name: "HARROW, ADA"]
  )

  static let fields: [Field] = [.recordNumber]
  static let outcomes = Outcomes(.absent, .unreadable, .impossible)
}
