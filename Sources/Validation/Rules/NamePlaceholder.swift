import RecordModel

/// NAME-02: a name that stands for "unknown": BABY BOY, JOHN DOE, TEST.
enum NamePlaceholder: OutcomeRule {
  static let rule = Rule(
    .namePlaceholder,
    .appropriateness,
    .note,
    "the name is no patient's name but one that stands for unknown",
    remedy: """
      Look up who the patient is, for a newborn by the mother's chart and the date, and \
      write the name into the legacy index. If it is a real name here, tell the people \
      who keep the list of placeholders.
      """,
    breaks: [.recordNumber: "104477", .name: "BABY BOY"],
    holds: [.recordNumber: "104477", .name: "HARROW, ADA"]
  )

  static let fields: [Field] = [.name, .familyName, .givenName]
  static let outcomes = Outcomes(.placeholder)
}
