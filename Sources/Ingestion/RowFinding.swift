package import RecordModel

extension Source {
  /// Reads an export as far as a row, and says where it stands; nil when the export has no such row.
  package func find(_ name: RowName, in export: ExportFile) throws(ExportError) -> FoundRow? {
    var found: FoundRow?
    var failure: ExportError?
    // The row that began last: a row of several lines is named by each of them.
    _ = try read(export) { block in
      do throws(ExportError) {
        let batch = try table(of: block)
        guard let row = row(name, in: batch) else { return !isBehind(name, batch) }
        let whole = try parse(block)
        found = FoundRow(row, of: whole)
        if case .line = name { return row == batch.rowCount - 1 }
        return false
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return found
  }

  private func row(_ name: RowName, in batch: RecordBatch) -> Int? {
    switch name {
    case .ordinal(let ordinal):
      guard ordinal >= batch.firstOrdinal, ordinal - batch.firstOrdinal < batch.rowCount else {
        return nil
      }
      return Int(ordinal - batch.firstOrdinal)
    case .line(let line):
      return batch.places.line.lastIndex { UInt64($0) <= line }
    }
  }

  private func isBehind(_ name: RowName, _ batch: RecordBatch) -> Bool {
    switch name {
    case .ordinal(let ordinal): batch.firstOrdinal > ordinal
    case .line(let line): (batch.places.line.first ?? 0) > line
    }
  }
}

extension FoundRow {
  init(_ row: Int, of batch: RecordBatch) {
    self.init(
      ordinal: batch.firstOrdinal + UInt64(row),
      start: batch.places.start[row],
      length: batch.places.length[row],
      line: batch.places.line[row],
      refusal: batch.refusals[row],
      ignored: batch.ignored[row],
      key: batch.keys[row],
      cells: Field.allCases.compactMap { field in
        guard let column = batch.column(of: field) else { return nil }
        let cell = batch.cell(row, column)
        guard !cell.isEmpty else { return nil }
        return (field, PatientText(String(decoding: cell, as: UTF8.self)))
      }
    )
  }
}
