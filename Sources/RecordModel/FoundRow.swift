/// One row of an export, found again by reading the export: where it stands and what its cells are.
package struct FoundRow: Sendable {
  package var ordinal: UInt64
  package var start: UInt64
  package var length: UInt32
  package var line: UInt32
  /// Why it could not be read; `.none` for a row that could.
  package var refusal: RuleCode
  /// Index of the written rule that leaves it out, plus one; else 0.
  package var ignored: UInt8
  package var key: RowKey
  /// The cell of each mapped field that has one, by field.
  package var cells: [(field: Field, text: PatientText)]

  package init(
    ordinal: UInt64,
    start: UInt64,
    length: UInt32,
    line: UInt32,
    refusal: RuleCode,
    ignored: UInt8,
    key: RowKey,
    cells: [(field: Field, text: PatientText)]
  ) {
    self.ordinal = ordinal
    self.start = start
    self.length = length
    self.line = line
    self.refusal = refusal
    self.ignored = ignored
    self.key = key
    self.cells = cells
  }
}
