import RecordModel

/// About 4 MB of delimited text, cut at row ends, with where each row lies: what one worker parses.
package struct CSVBlock: Sendable {
  /// One framed row.
  struct Row {
    /// Offset in `bytes`.
    var start: UInt32
    /// Bytes without the line end, which always follows in `bytes`; 0 for a row that cannot be read.
    var length: UInt32
    var refusal: RuleCode
    var ignored: UInt8
  }

  var bytes: [UInt8] = []
  var rows: [Row] = []
  var places = PlaceColumns()
  var firstOrdinal: UInt64
  let columns: ColumnMap

  init(firstOrdinal: UInt64, columns: ColumnMap, capacity: Int = 0) {
    self.firstOrdinal = firstOrdinal
    self.columns = columns
    rows.reserveCapacity(capacity)
    places.reserveCapacity(capacity)
  }
}
