import RecordModel

/// STATE-01: neither the code nor the name of a state.
enum StateUnknown: OutcomeRule {
  static let rule = Rule(
    .stateUnknown,
    .accuracy,
    .note,
    "the state is neither a state code nor a state name",
    remedy: """
      Correct the state in the legacy index: two letters, such as IL.
      """,
    breaks: [.state: "QQ"],
    holds: [.state: "IL"]
  )

  static let fields: [Field] = [.state]
  static let outcomes = Outcomes(.unmapped, .unreadable, .impossible)
}
