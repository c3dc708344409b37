import RecordModel

/// DOC-01: no document number, so that a corrected row looks like a new document.
enum DocumentIDMissing: OutcomeRule {
  static let rule = Rule(
    .documentIDMissing,
    .completeness,
    .note,
    "the document number is missing, so a correction of the row cannot be told from a new document",
    remedy: """
      Give the document a number in the legacy index and deliver the row again.
      """,
    breaks: [.documentID: ""],
    holds: [.documentID: "F-1001"]
  )

  static let fields: [Field] = [.documentID]
  static let outcomes = Outcomes(.absent, .unreadable, .placeholder)
}
