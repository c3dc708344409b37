import RecordModel

/// DATE-05: a date that no calendar has.
enum DateImpossible: OutcomeRule {
  static let rule = Rule(
    .dateImpossible,
    .accuracy,
    .note,
    "a date is on no calendar, such as the 30th of February",
    remedy: """
      Look the date up in the chart and correct it in the legacy index.
      """,
    breaks: [.birthDate: "1961-02-30"],
    holds: [.birthDate: "1961-02-28"]
  )

  static let fields: [Field] = [.birthDate, .deathDate, .serviceDate, .scanDate]
  static let outcomes = Outcomes(.impossible)
}
