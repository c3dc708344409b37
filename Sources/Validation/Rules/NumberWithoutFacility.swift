import RecordModel

/// FAC-01: a record number that nobody gave.
///
/// Two hospitals give the same number to two people, so a bare number cannot place a row.
enum NumberWithoutFacility: RefusingRule {
  static let rule = Rule(
    .numberWithoutFacility,
    .completeness,
    .refuse,
    "the row has a record number but nothing says which facility gave it",
    remedy: """
      If the whole source comes from one facility, write 'facility: CODE' under the \
      source in the pipeline file; else fill in the facility in the legacy index and \
      deliver the row again.
      """,
    breaks: [.facility: "", .recordNumber: "104477"],
    holds: [.facility: "LAKESIDE", .recordNumber: "104477"]
  )

  static let concerns = Field.facility

  static func applies(to source: SourceSettings) -> Bool { source.maps(.recordNumber) }

  static func refuse(_ batch: RecordBatch, in refusals: inout [RuleCode]) {
    let presence = Presence(of: [.recordNumber, .facility, .assigner], in: batch)
    let (present, ignored) = (presence.bits.span, batch.ignored.span)
    // Bit 0 alone: a number, and neither facility nor assigner.
    for row in 0..<present.count
    where present[row] == 1 && refusals[row] == .none && ignored[row] == 0 {
      refusals[row] = code
    }
  }
}
