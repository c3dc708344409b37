/// The rows that travel together (about 4 MB of input): a raw table, and typed columns beside it.
///
/// The raw table is one byte arena, row-major: cell `(row, column)` is
/// `cells[ends[i-1]..<ends[i]]` with `i = row * columnCount + column`. A refused row has empty cells.
/// A stage takes each column's `span` once a batch and loops in its own module.
package struct RecordBatch: Sendable {
  /// The export's ordinal of the first row, counted from 1.
  package var firstOrdinal: UInt64
  /// Cells in every row, composed ones included.
  package var columnCount: Int
  /// UTF-8 bytes of all cells, trimmed if the source says so.
  package var cells: [UInt8] = []
  package var ends: [UInt32] = []
  package var places = PlaceColumns()
  /// For each `Field.rawValue` the column that says it, or -1.
  package var columnOfField: [Int16]
  /// Known for ever; filled by ingestion.
  package var keys: [RowKey] = []
  /// What the row says; filled by ingestion.
  package var digests: [RowDigest] = []
  /// Why the row is refused; `.none` for a usable row.
  package var refusals: [RuleCode] = []
  /// Index into `ignoreReasons` plus one for a row a written rule leaves out, else 0.
  package var ignored: [UInt8] = []
  /// The facilities named in this batch, and for each row an index into them.
  package var facilities: [[UInt8]] = []
  package var facilityOfRow: [UInt16] = []
  /// What the reader noticed about usable rows; validation takes it over into `findings`.
  package var notes = FindingColumns()
  /// Filled by normalization.
  package var values = NormalizedColumns()
  /// Filled by validation.
  package var findings = FindingColumns()

  package init(firstOrdinal: UInt64, columnCount: Int) {
    self.firstOrdinal = firstOrdinal
    self.columnCount = columnCount
    columnOfField = Array(repeating: -1, count: Field.count)
  }

  package var rowCount: Int { places.count }

  /// The column a field is read from, or nil when it is not mapped.
  package func column(of field: Field) -> Int? {
    let column = columnOfField[Int(field.rawValue)]
    return column < 0 ? nil : Int(column)
  }

  /// Says whether a row goes on to the bundles: neither refused nor ignored.
  @inlinable
  package func isUsable(_ row: Int) -> Bool { refusals[row] == .none && ignored[row] == 0 }

  /// One cell's bytes.
  ///
  /// Not for the row path: take `cells.span` and `ends.span` there.
  package func cell(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let index = row * columnCount + column
    return cells[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }
}
