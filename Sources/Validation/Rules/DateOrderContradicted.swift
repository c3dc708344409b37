import RecordModel

/// DATE-11: a date that is day first in a column that is month first, or the other way round.
enum DateOrderContradicted: OutcomeRule {
  static let rule = Rule(
    .dateOrderContradicted,
    .accuracy,
    .note,
    "a date can only be read in an order that its column does not use",
    remedy: """
      Look the date up in the chart and correct it. If many rows are alike, the column \
      changed its habit: say the order with 'written:' in the pipeline file.
      """,
    breaks: [.birthDate: "31/12/1961"],
    holds: [.birthDate: "12/31/1961"]
  )

  static let fields: [Field] = [.birthDate, .deathDate, .serviceDate, .scanDate]
  static let outcomes = Outcomes(.contradictsColumn)
}
