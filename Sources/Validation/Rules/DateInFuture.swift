import RecordModel

/// DATE-06: a date that had not come when the export was landed.
enum DateInFuture: NotingRule {
  static let rule = Rule(
    .dateInFuture,
    .timeliness,
    .note,
    "a date lies in the future",
    remedy: """
      Look the date up in the chart and correct it. If it should be a hundred years \
      earlier, correct 'two-digit-years:' at the column in the pipeline file.
      """,
    breaks: [.serviceDate: "2031-07-19"],
    holds: [.serviceDate: "1985-07-19"]
  )

  static let concerns = Field.serviceDate

  static func applies(to source: SourceSettings) -> Bool {
    DateValue.allCases.contains { source.maps($0.field) }
  }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    var hits = Hits()
    for date in DateValue.allCases where scope.source.maps(date.field) {
      collect(batch.values[date], date.field, scope, into: &hits)
    }
    hits.append(as: code, to: &findings)
  }

  private static func collect(
    _ column: [UInt32],
    _ field: Field,
    _ scope: CheckScope,
    into hits: inout Hits
  ) {
    let (dates, skipped, today) = (column.span, scope.skipped.span, scope.asOf)
    for row in 0..<dates.count where dates[row] > today.packed && skipped[row] == 0 {
      guard today.isCertainlyBefore(PartialDate(packed: dates[row])) else { continue }
      hits.add(row, field)
    }
  }
}
