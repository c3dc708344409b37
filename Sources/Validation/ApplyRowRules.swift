package import RecordModel

/// What the row rules need to know: the source, and what day it is.
package struct ValidationSettings: Sendable {
  /// The source whose rows are checked.
  package var source: SourceSettings
  /// The as-of date of the landing: "today" in every rule.
  package var asOf: PartialDate

  package init(source: SourceSettings, asOf: PartialDate) {
    self.source = source
    self.asOf = asOf
  }
}

/// Refuses rows that cannot be used, and notes what is wrong with those that can.
///
/// After it, a refused row has exactly one refusal and one finding, an ignored row has none, and
/// findings come by rule in catalogue order, then by row. Findings of an earlier call are replaced,
/// so a second call changes nothing. A row's findings depend on that row, the settings and the
/// as-of date alone.
package struct ApplyRowRules: RowStage {
  /// Raised whenever the same rows could get other findings; part of the stage key.
  package static let version = 1

  private let settings: ValidationSettings

  package init(_ settings: ValidationSettings) { self.settings = settings }

  package func process(_ batch: inout RecordBatch) {
    precondition(Self.isNormalized(batch), "every column has one entry a row")
    Self.refuse(&batch)
    var scope = CheckScope(
      source: sourceAsDelivered(in: batch),
      asOf: settings.asOf,
      skipped: Self.skippedRows(of: batch)
    )
    scope.isWithoutDocument = Self.rowsWithoutDocument(batch, scope.source)
    let refused = batch.refusals.indices.filter { batch.refusals[$0] != .none }
    var findings = FindingColumns()
    for entry in RuleCatalogue.rules {
      Self.noteRefusals(entry, refused, batch, into: &findings)
      guard let rule = entry as? any NotingRule.Type, rule.applies(to: scope.source) else {
        continue
      }
      rule.check(batch, scope, into: &findings)
    }
    batch.findings = findings
  }

  private static func isNormalized(_ batch: RecordBatch) -> Bool {
    let (values, rows) = (batch.values, batch.rowCount)
    return values.text.allSatisfy { $0.count == rows }
      && values.dates.allSatisfy { $0.count == rows }
      && values.rules.allSatisfy { $0.count == rows } && values.sex.count == rows
      && values.ssn.count == rows && values.pageCount.count == rows
      && batch.refusals.count == rows && batch.ignored.count == rows
  }

  private static func refuse(_ batch: inout RecordBatch) {
    // Taken out while it changes, so that it is not copied at the first write.
    var refusals = batch.refusals
    batch.refusals = []
    for case let rule as any RefusingRule.Type in RuleCatalogue.rules {
      rule.refuse(batch, in: &refusals)
    }
    batch.refusals = refusals
  }

  private static func noteRefusals(
    _ entry: any CatalogueRule.Type,
    _ refused: [Int],
    _ batch: RecordBatch,
    into findings: inout FindingColumns
  ) {
    guard !refused.isEmpty else { return }
    let code = entry.rule.code
    for row in refused where batch.refusals[row] == code {
      findings.append(code, entry.concerns, row: row)
    }
  }

  private static func skippedRows(of batch: RecordBatch) -> [UInt8] {
    let (refusals, ignored) = (batch.refusals.span, batch.ignored.span)
    var skipped = [UInt8](repeating: 0, count: refusals.count)
    for row in 0..<refusals.count where refusals[row] != .none || ignored[row] != 0 {
      skipped[row] = 1
    }
    return skipped
  }

  // A feed of messages tells of people and of documents: what is optional is missing in none of the
  // rows that say nothing about a document.
  private static func rowsWithoutDocument(
    _ batch: RecordBatch,
    _ source: SourceSettings
  ) -> [UInt8] {
    let fields = source.columns.filter { $0.field.isOfDocument && $0.field != .encounterNumber }
    guard fields.contains(where: { $0.field == .documentID && $0.isOptional }) else { return [] }
    var isWithout = [UInt8](repeating: 1, count: batch.rowCount)
    for field in fields.map(\.field) {
      let cells = batch.values[rules: field]
      for row in cells.indices where cells[row] != NormalizationRule.absent.rawValue {
        isWithout[row] = 0
      }
    }
    return isWithout
  }

  // An optional column that an export does not have would otherwise be missing in every row of it.
  private func sourceAsDelivered(in batch: RecordBatch) -> SourceSettings {
    var source = settings.source
    source.columns.removeAll { $0.isOptional && batch.column(of: $0.field) == nil }
    return source
  }
}
