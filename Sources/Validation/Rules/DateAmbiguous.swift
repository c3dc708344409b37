import RecordModel

/// DATE-04: a date that is one day when read month first and another when read day first.
enum DateAmbiguous: OutcomeRule {
  static let rule = Rule(
    .dateAmbiguous,
    .accuracy,
    .note,
    "a date can be read month first or day first, and its column does not say which",
    remedy: """
      Find out how the legacy system writes dates and say so in the pipeline file: \
      'written: month-day-year' or 'written: day-month-year' at the column.
      """,
    breaks: [.birthDate: "03/04/1961"],
    holds: [.birthDate: "1961-03-04"]
  )

  static let fields: [Field] = [.birthDate, .deathDate, .serviceDate, .scanDate]
  static let outcomes = Outcomes(.ambiguous)
}
