import RecordModel

/// SSN-01: no number that the Social Security Administration gives (POMS RM 10201.035).
enum SSNImpossible: OutcomeRule {
  static let rule = Rule(
    .ssnImpossible,
    .accuracy,
    .note,
    "the SSN is one that was never given to anybody, or is no SSN",
    remedy: """
      Look the SSN up on the chart's face sheet and correct it in the legacy index, or \
      leave it empty.
      """,
    breaks: [.ssn: "666-12-3456"],
    holds: [.ssn: "219-45-6178"]
  )

  static let fields: [Field] = [.ssn]
  static let outcomes = Outcomes(.impossible, .unreadable, .placeholder)
}
