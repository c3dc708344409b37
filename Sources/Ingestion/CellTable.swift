import RecordModel

/// Cells of all rows of a block, row-major, as a `RecordBatch` keeps them.
struct CellTable {
  var cells: [UInt8] = []
  var ends: [UInt32] = []
  var refusals: [RuleCode] = []
}
