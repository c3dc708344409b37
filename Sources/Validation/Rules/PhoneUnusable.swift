import RecordModel

/// TEL-01: a phone number that cannot be called.
enum PhoneUnusable: OutcomeRule {
  static let rule = Rule(
    .phoneUnusable,
    .accuracy,
    .note,
    "the phone number cannot be a phone number",
    remedy: """
      Correct the phone number in the legacy index, or leave it empty.
      """,
    breaks: [.phone: "555"],
    holds: [.phone: "(312) 867-4410"]
  )

  static let fields: [Field] = [.phone]
  static let outcomes = Outcomes(.unreadable, .impossible, .placeholder)
}
