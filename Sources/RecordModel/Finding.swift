/// What was noticed about the rows of a batch, as columns: rule, field, row.
///
/// Never a value.
package struct FindingColumns: Sendable {
  package var rule: [RuleCode] = []
  package var field: [Field] = []
  /// Index of the row in its batch.
  package var row: [UInt32] = []

  package init() {}

  package var count: Int { rule.count }

  package mutating func append(_ rule: RuleCode, _ field: Field, row: Int) {
    self.rule.append(rule)
    self.field.append(field)
    self.row.append(UInt32(truncatingIfNeeded: row))
  }
}
