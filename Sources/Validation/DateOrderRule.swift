import RecordModel

/// A rule that one date of a row may not lie before another.
///
/// Only what is certain counts: `1961` is not before `1961-03-04`, and a missing date is before
/// nothing.
protocol DateOrderRule: NotingRule {
  /// The date that lies too early when the rule is broken.
  static var early: DateValue { get }
  /// The date that must not come after it.
  static var late: DateValue { get }
}

extension DateOrderRule {
  static func applies(to source: SourceSettings) -> Bool {
    source.maps(early.field) && source.maps(late.field)
  }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    let (earlyColumn, lateColumn) = (batch.values[early], batch.values[late])
    let (early, late, skipped) = (earlyColumn.span, lateColumn.span, scope.skipped.span)
    for row in 0..<early.count {
      // Packed dates order in time, so most rows are done with one comparison.
      guard early[row] < late[row], early[row] != 0, skipped[row] == 0 else { continue }
      let first = PartialDate(packed: early[row])
      guard first.isCertainlyBefore(PartialDate(packed: late[row])) else { continue }
      findings.append(code, concerns, row: row)
    }
  }
}
