import RecordModel

/// PAT-01: nothing in the row says whose it is.
///
/// A birth date alone is nobody's.
enum NoPatient: RefusingRule {
  static let rule = Rule(
    .noPatient,
    .completeness,
    .refuse,
    "nothing says whose row it is: no record number, no name, no SSN",
    remedy: """
      Find the chart by its document number or its place on the reel, write the \
      patient's record number or name into the legacy index, and deliver the row again.
      """,
    breaks: [.recordNumber: "", .name: "", .ssn: ""],
    holds: [.recordNumber: "", .name: "HARROW, ADA", .ssn: ""]
  )

  static let concerns = Field.recordNumber

  static func applies(to source: SourceSettings) -> Bool { true }

  static func refuse(_ batch: RecordBatch, in refusals: inout [RuleCode]) {
    let presence = Presence(of: [.recordNumber, .family, .given, .nameAsWritten], in: batch)
    let (present, ssns, ignored) = (presence.bits.span, batch.values.ssn.span, batch.ignored.span)
    for row in 0..<present.count
    where present[row] == 0 && ssns[row] == 0 && refusals[row] == .none && ignored[row] == 0 {
      refusals[row] = code
    }
  }
}
