import RecordModel

/// DATE-03: a service before the patient was born.
enum ServiceBeforeBirth: DateOrderRule {
  static let rule = Rule(
    .serviceBeforeBirth,
    .timeliness,
    .note,
    "the service date lies before the birth date",
    remedy: """
      Check both dates against the chart. If both are right, the document may lie in \
      somebody else's chart.
      """,
    breaks: [.birthDate: "1961-03-04", .serviceDate: "1958-07-19"],
    holds: [.birthDate: "1961-03-04", .serviceDate: "1985-07-19"]
  )

  static let concerns = Field.serviceDate
  static let early = DateValue.service
  static let late = DateValue.birth
}
