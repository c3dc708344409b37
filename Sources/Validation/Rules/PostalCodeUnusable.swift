import RecordModel

/// ZIP-01: a postal code that no post office has.
enum PostalCodeUnusable: OutcomeRule {
  static let rule = Rule(
    .postalCodeUnusable,
    .accuracy,
    .note,
    "the postal code cannot be a postal code",
    remedy: """
      Correct the postal code in the legacy index, or leave it empty.
      """,
    breaks: [.postalCode: "00000"],
    holds: [.postalCode: "60614"]
  )

  static let fields: [Field] = [.postalCode]
  static let outcomes = Outcomes(.unreadable, .impossible, .placeholder)
}
