import RecordModel

/// IMG-02: nothing says in which box or folder, or on which reel or fiche, the original lies.
///
/// A frame number alone finds nothing.
enum CarrierMissing: NotingRule {
  static let rule = Rule(
    .carrierMissing,
    .completeness,
    .note,
    "nothing says where the original lies: no box, folder, reel or fiche",
    remedy: """
      Find the original and write its box, folder, reel or fiche into the legacy index.
      """,
    breaks: [.reel: "", .frame: "0412"],
    holds: [.reel: "R-17", .frame: "0412"]
  )

  static let concerns = Field.reel

  private static let carriers: [Field] = [.box, .folder, .reel, .fiche]

  static func applies(to source: SourceSettings) -> Bool { source.mapsAny(of: carriers) }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    let field = carriers.first { scope.source.maps($0) } ?? concerns
    let presence = Presence(of: [.box, .folder, .reel, .fiche], in: batch)
    let (present, skipped) = (presence.bits.span, scope.skipped.span)
    for row in 0..<present.count where present[row] == 0 && skipped[row] == 0 {
      findings.append(code, field, row: row)
    }
  }
}
