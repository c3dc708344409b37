import RecordModel

/// NAME-01: no family name or no given name, where the source could say it.
///
/// A name that stands for "unknown" is noted by NAME-02 instead.
enum NameMissing: NotingRule {
  static let rule = Rule(
    .nameMissing,
    .completeness,
    .note,
    "the patient's family name or given name is missing or cannot be read",
    remedy: """
      Look the name up on the chart's face sheet and write it into the legacy index.
      """,
    breaks: [.recordNumber: "104477", .name: ""],
    holds: [.recordNumber: "104477", .name: "HARROW, ADA"]
  )

  static let concerns = Field.name

  private static let family: UInt8 = 1
  private static let given: UInt8 = 2

  static func applies(to source: SourceSettings) -> Bool { source.mapsName }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    let presence = Presence(of: [.family, .given], in: batch)
    let (present, skipped) = (presence.bits.span, scope.skipped.span)
    let needed = neededParts(of: scope.source)
    for row in 0..<present.count where present[row] & needed != needed && skipped[row] == 0 {
      guard !isPlaceholder(batch.values, row) else { continue }
      let hasFamily = present[row] & family != 0 || needed & family == 0
      findings.append(code, field(in: scope.source, hasFamily: hasFamily), row: row)
    }
  }

  private static func neededParts(of source: SourceSettings) -> UInt8 {
    (source.maps(.name, .familyName) ? family : 0) | (source.maps(.name, .givenName) ? given : 0)
  }

  private static func isPlaceholder(_ values: NormalizedColumns, _ row: Int) -> Bool {
    NamePlaceholder.fields.contains {
      values[rules: $0][row] == NormalizationRule.placeholder.rawValue
    }
  }

  private static func field(in source: SourceSettings, hasFamily: Bool) -> Field {
    guard !source.maps(.name) else { return .name }
    return hasFamily ? .givenName : .familyName
  }
}
