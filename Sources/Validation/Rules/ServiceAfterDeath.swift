import RecordModel

/// DATE-09: a service after the patient died.
enum ServiceAfterDeath: DateOrderRule {
  static let rule = Rule(
    .serviceAfterDeath,
    .timeliness,
    .note,
    "the service date lies after the death date",
    remedy: """
      Check both dates against the chart. An autopsy or a late report is fine; else the \
      document may lie in somebody else's chart.
      """,
    breaks: [.deathDate: "1985-07-19", .serviceDate: "1991-02-11"],
    holds: [.deathDate: "1991-02-11", .serviceDate: "1985-07-19"]
  )

  static let concerns = Field.serviceDate
  static let early = DateValue.death
  static let late = DateValue.service
}
