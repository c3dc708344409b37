import RecordModel

/// DATE-01: an empty birth date.
enum BirthDateMissing: OutcomeRule {
  static let rule = Rule(
    .birthDateMissing,
    .completeness,
    .note,
    "the birth date is missing",
    remedy: """
      Look the birth date up on the chart's face sheet and write it into the legacy \
      index.
      """,
    breaks: [.birthDate: ""],
    holds: [.birthDate: "1961-03-04"]
  )

  static let fields: [Field] = [.birthDate]
  static let outcomes = Outcomes(.absent)
}
