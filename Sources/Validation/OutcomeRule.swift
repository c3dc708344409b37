import RecordModel

/// A rule that only looks at what normalization did to the cells of some fields.
///
/// All such rules share one loop over one byte a cell, so that adding one costs a fraction of a
/// nanosecond a row.
protocol OutcomeRule: NotingRule {
  /// The fields looked at.
  static var fields: [Field] { get }
  /// What normalization must have done to a cell for the row to break the rule.
  static var outcomes: Outcomes { get }
}

extension OutcomeRule {
  static var concerns: Field { fields[0] }

  static func applies(to source: SourceSettings) -> Bool { source.mapsAny(of: fields) }

  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
  {
    var hits = Hits()
    for field in fields where scope.source.maps(field) {
      collect(batch.values[rules: field], field, scope, into: &hits)
    }
    hits.append(as: code, to: &findings)
  }

  private static func collect(
    _ column: [UInt8],
    _ field: Field,
    _ scope: CheckScope,
    into hits: inout Hits
  ) {
    let (cells, skipped, wanted) = (column.span, scope.skipped.span, outcomes)
    for row in 0..<cells.count where wanted.contains(cells[row]) && skipped[row] == 0 {
      if field.isOfDocument, !scope.isWithoutDocument.isEmpty, scope.isWithoutDocument[row] != 0 {
        continue
      }
      hits.add(row, field)
    }
  }
}

/// A set of normalization outcomes.
struct Outcomes {
  /// Bit n stands for the outcome whose `rawValue` is n.
  let bits: UInt32

  init(_ rules: NormalizationRule...) {
    bits = rules.reduce(0) { $0 | 1 &<< UInt32($1.rawValue) }
  }

  /// Says whether the outcome of this `rawValue` is in the set.
  func contains(_ outcome: UInt8) -> Bool { bits &>> UInt32(outcome) & 1 != 0 }
}

/// Rows that break one rule, found field by field and handed on by row.
struct Hits {
  private var rows: [UInt64] = []
  private var isOrdered = true

  /// Notes one cell; each (row, field) at most once.
  mutating func add(_ row: Int, _ field: Field) {
    let hit = UInt64(truncatingIfNeeded: row) << 8 | UInt64(field.rawValue)
    if let last = rows.last, last > hit { isOrdered = false }
    rows.append(hit)
  }

  /// Appends a finding for each, by row, then by field.
  func append(as code: RuleCode, to findings: inout FindingColumns) {
    for hit in isOrdered ? rows : rows.sorted() {
      guard let field = Field(rawValue: UInt8(truncatingIfNeeded: hit)) else { continue }
      findings.append(code, field, row: Int(truncatingIfNeeded: hit >> 8))
    }
  }
}
