import RecordModel

/// Says for every row which facility it is from and who gave its record number.
struct NormalizeFacility: ~Copyable {
  private let assigner: [UInt8]
  /// The facilities of the batch, one after the other, and where each ends.
  private let codes: [UInt8]
  private let ends: [Int]
  private let facilityOfRow: [UInt16]
  private var facilityText: TextWriter
  private var assignerText: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ batch: borrowing RecordBatch, _ cells: CellTable) {
    assigner = tables.assigner
    codes = batch.facilities.flatMap { $0 }
    var end = 0
    ends = batch.facilities.map { code in
      end += code.count
      return end
    }
    facilityOfRow = batch.facilityOfRow
    facilityText = TextWriter(rows: cells.rowCount, expecting: cells.rowCount * 4)
    assignerText = TextWriter(rows: cells.rowCount, expecting: cells.rowCount * 4)
    rules = RuleColumn(rows: cells.rowCount)
  }

  /// Writes the facility of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    // Taken out of self once, so that the loop below counts no references.
    let (codes, ends, facilityOfRow, assigner) = (codes, ends, facilityOfRow, assigner)
    let bytes = codes.span
    let said = assigner.span
    for row in rows {
      let range = cells.skips(row) ? 0..<0 : Self.range(row, facilityOfRow.span, ends.span)
      let code = bytes.extracting(range)
      if !code.isEmpty { rules[row] = .asWritten }
      facilityText.append(code)
      facilityText.endValue()
      if said.isEmpty {
        assignerText.append(code)
      } else if !cells.skips(row) {
        assignerText.append(said)
      }
      assignerText.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.facility] = facilityText.finish()
    values[.assigner] = assignerText.finish()
    values[rules: .facility] = rules.bytes
  }

  /// Where the row's facility lies in `codes`; empty for a facility that the batch does not name.
  @inline(__always)
  private static func range(
    _ row: Int,
    _ facilityOfRow: Span<UInt16>,
    _ ends: Span<Int>
  ) -> Range<Int> {
    guard row < facilityOfRow.count else { return 0..<0 }
    let index = Int(facilityOfRow[row])
    guard index < ends.count else { return 0..<0 }
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}
