import RecordModel

/// MRN-03: a record number that many unknown patients share: 000000, 999999.
enum RecordNumberPlaceholder: OutcomeRule {
  static let rule = Rule(
    .recordNumberPlaceholder,
    .appropriateness,
    .note,
    "the record number is one that stands for unknown, so the row stands alone",
    remedy: """
      Look the patient up in the master index by name and birth date and write the \
      record number into the legacy index.
      """,
    breaks: [.recordNumber: "000000", .name: "HARROW, ADA"],
    holds: [.recordNumber: "104477", .name: "HARROW, ADA"]
  )

  static let fields: [Field] = [.recordNumber]
  static let outcomes = Outcomes(.placeholder)
}
