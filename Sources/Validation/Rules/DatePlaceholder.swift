import RecordModel

/// DATE-10: a date that a clerk or a program writes when it knows none: 1900-01-01.
enum DatePlaceholder: OutcomeRule {
  static let rule = Rule(
    .datePlaceholder,
    .appropriateness,
    .note,
    "a date is one that stands for unknown",
    remedy: """
      Look the date up in the chart and write it into the legacy index. If it is a real \
      date here, take it out of 'placeholders:' in the pipeline file.
      """,
    breaks: [.birthDate: "1900-01-01"],
    holds: [.birthDate: "1961-03-04"]
  )

  static let fields: [Field] = [.birthDate, .deathDate, .serviceDate, .scanDate]
  static let outcomes = Outcomes(.placeholder)
}
