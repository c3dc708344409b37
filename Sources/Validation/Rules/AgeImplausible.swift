import RecordModel

/// DATE-07: more than 120 years old when served or at death; with neither date known, today.
///
/// A chart of 1931 may well be of somebody born in 1880, so today only counts when nothing nearer
/// the patient's life is known.
enum AgeImplausible: NotingRule {
  static let rule = Rule(
    .ageImplausible,
    .appropriateness,
    .note,
    "the patient would have been more than 120 years old",
    remedy: """
      Look the birth date up in the chart and correct its year. If many rows are alike, \
      correct 'two-digit-years:' at the column in the pipeline file.
      """,
    breaks: [.birthDate: "1791-03-04", .serviceDate: "1985-07-19"],
    holds: [.birthDate: "1891-03-04", .serviceDate: "1985-07-19"]
  )

  static let concerns = Field.birthDate

  /// The oldest age that is believed, in years; the CMS patient matching proposal says the same.
  private static let oldest: UInt32 = 120

  static func applies(to source: SourceSettings) -> Bool { source.maps(.birthDate) }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    let (births, services, deaths) = (
      batch.values[.birth], batch.values[.service], batch.values[.death]
    )
    let (birth, service, death) = (births.span, services.span, deaths.span)
    let (skipped, today) = (scope.skipped.span, scope.asOf.packed)
    for row in 0..<birth.count where birth[row] != 0 {
      // The year is above the lowest nine bits of a packed date.
      let limit = birth[row] &+ oldest &<< 9
      let latest = max(service[row], death[row])
      guard limit < (latest == 0 ? today : latest), skipped[row] == 0 else { continue }
      guard isOver(limit, service[row], death[row], today) else { continue }
      findings.append(code, concerns, row: row)
    }
  }

  private static func isOver(
    _ limit: UInt32,
    _ service: UInt32,
    _ death: UInt32,
    _ today: UInt32
  ) -> Bool {
    let limit = PartialDate(packed: limit)
    guard service != 0 || death != 0 else {
      return limit.isCertainlyBefore(PartialDate(packed: today))
    }
    return limit.isCertainlyBefore(PartialDate(packed: service))
      || limit.isCertainlyBefore(PartialDate(packed: death))
  }
}
