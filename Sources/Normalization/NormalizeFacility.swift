import RecordModel

/// Says for every row which facility it is from and who gave its record number.
struct NormalizeFacility: ~Copyable {
  private let assigner: [UInt8]
  private let facilities: [[UInt8]]
  private let facilityOfRow: [UInt16]
  private var facilityText: TextWriter
  private var assignerText: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ batch: borrowing RecordBatch, _ cells: CellTable) {
    assigner = tables.assigner
    facilities = batch.facilities
    facilityOfRow = batch.facilityOfRow
    facilityText = TextWriter(rows: cells.rowCount, expecting: cells.rowCount * 4)
    assignerText = TextWriter(rows: cells.rowCount, expecting: cells.rowCount * 4)
    rules = RuleColumn(rows: cells.rowCount)
  }

  /// Writes the facility of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    for row in rows {
      if !cells.skips(row) { write(row) }
      facilityText.endValue()
      assignerText.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.facility] = facilityText.finish()
    values[.assigner] = assignerText.finish()
    values[rules: .facility] = rules.bytes
  }

  @inline(__always)
  private mutating func write(_ row: Int) {
    let index = row < facilityOfRow.count ? Int(facilityOfRow[row]) : facilities.count
    if index < facilities.count, !facilities[index].isEmpty {
      facilityText.append(facilities[index])
      if assigner.isEmpty { assignerText.append(facilities[index]) }
      rules[row] = .asWritten
    }
    if !assigner.isEmpty { assignerText.append(assigner) }
  }
}
