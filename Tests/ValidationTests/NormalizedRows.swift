import Normalization
import RecordModel
import Validation

/// Cells of one row, by field.
typealias Cells = [Field: String]

/// The landing's as-of date in these tests.
let asOf = PartialDate(year: 2026, month: 11, day: 21) ?? .missing

/// A source that maps exactly these fields, each from a column of its own.
///
/// Dates with slashes are read month first, unless the order of the columns is left open.
func source(
  mapping fields: some Sequence<Field>,
  dateOrder: DateOrder? = .monthDayYear
) -> SourceSettings {
  let columns = Set(fields).sorted { $0.rawValue < $1.rawValue }.map { field in
    var column = ColumnRule(field: field, columns: [field.spelled.uppercased()])
    if field.isDate { column.dateOrder = dateOrder }
    if field == .documentType { column.map = documentTypes }
    return column
  }
  return SourceSettings(name: "film-index", files: [], format: "csv", columns: columns)
}

private let documentTypes = [
  ("DISCHARGE SUMMARY", "18842-5"), ("L AND D", "57057-2"), ("PROST", "30675-3"),
]
.map { MappedCode(written: $0, meaning: $1, system: "http://loinc.org") }

/// A batch of these rows, normalized.
func normalizedBatch(_ rows: [Cells], from source: SourceSettings) -> RecordBatch {
  var batch = RecordBatch(firstOrdinal: 1, columnCount: source.columns.count)
  for (index, column) in source.columns.enumerated() {
    batch.columnOfField[Int(column.field.rawValue)] = Int16(index)
  }
  for (index, row) in rows.enumerated() {
    for column in source.columns {
      batch.cells += Array((row[column.field] ?? "").utf8)
      batch.ends.append(UInt32(batch.cells.count))
    }
    batch.places.append(start: UInt64(index * 100), length: 99, line: UInt32(index + 1))
    batch.keys.append(Key128(high: UInt64(index), low: 1))
    batch.digests.append(Key128(high: UInt64(index), low: 2))
    batch.refusals.append(.none)
    batch.ignored.append(0)
    takeFacility(row[.facility] ?? "", in: &batch)
  }
  NormalizeRows(
    NormalizationSettings(
      source: source,
      layout: Layout(encoding: "utf-8", delimiter: 44),
      placeholders: [:],
      asOf: asOf
    )
  ).process(&batch)
  return batch
}

private func takeFacility(_ facility: String, in batch: inout RecordBatch) {
  let bytes = Array(facility.utf8)
  if !batch.facilities.contains(bytes) { batch.facilities.append(bytes) }
  batch.facilityOfRow.append(UInt16(batch.facilities.firstIndex(of: bytes) ?? 0))
}
