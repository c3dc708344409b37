import RecordModel

/// SEX-01: a code for sex that the pipeline file does not explain.
enum SexUnmapped: OutcomeRule {
  static let rule = Rule(
    .sexUnmapped,
    .accuracy,
    .note,
    "the code for sex is not in the pipeline file's map",
    remedy: """
      Find out what the code means in the legacy system and add it to 'map:' of the sex \
      column in the pipeline file.
      """,
    breaks: [.sex: "7"],
    holds: [.sex: "F"]
  )

  static let fields: [Field] = [.sex]
  static let outcomes = Outcomes(.unmapped, .unreadable, .impossible)
}
