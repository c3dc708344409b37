import RecordModel

/// DATE-02: a date that no reading fits.
enum DateUnreadable: OutcomeRule {
  static let rule = Rule(
    .dateUnreadable,
    .accuracy,
    .note,
    "a date is written in a way that cannot be read as a date",
    remedy: """
      Look the date up in the chart and correct it in the legacy index. If many rows are \
      alike, the column may be mapped to the wrong field in the pipeline file.
      """,
    breaks: [.birthDate: "SPRING"],
    holds: [.birthDate: "1961-03-04"]
  )

  static let fields: [Field] = [.birthDate, .deathDate, .serviceDate, .scanDate]
  static let outcomes = Outcomes(.unreadable)
}
