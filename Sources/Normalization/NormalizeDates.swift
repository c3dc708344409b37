import RecordModel

/// Reads the four dates of every row.
///
/// Birth is read last, because a two-digit birth year is placed before the row's own service date.
struct NormalizeDates: ~Copyable {
  private var service: DateColumn
  private var scan: DateColumn
  private var death: DateColumn
  private var birth: DateColumn

  init(_ tables: NormalizationTables, _ batch: borrowing RecordBatch, _ cells: CellTable) {
    service = DateColumn(.service, tables, batch, cells)
    scan = DateColumn(.scan, tables, batch, cells)
    death = DateColumn(.death, tables, batch, cells)
    birth = DateColumn(.birth, tables, batch, cells)
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    service.read(rows, of: cells)
    scan.read(rows, of: cells)
    death.read(rows, of: cells)
    birth.read(rows, of: cells)
    birth.moveCenturies(rows, before: service)
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    service.finish(into: &values)
    scan.finish(into: &values)
    death.finish(into: &values)
    birth.finish(into: &values)
  }
}

/// One date field of a batch.
private struct DateColumn {
  private let value: DateValue
  private let column: Int?
  private let placeholders: DatePlaceholders
  /// How each facility of the batch writes this date.
  private let readers: [DateReader]
  private let facilityOfRow: [UInt16]
  private var dates: [UInt32]
  private var rules: [UInt8]
  /// Rows of the block whose century was not written.
  private var guessed: [Int] = []

  init(
    _ value: DateValue,
    _ tables: NormalizationTables,
    _ batch: borrowing RecordBatch,
    _ cells: CellTable
  ) {
    self.value = value
    column = cells.column(of: value.field)
    placeholders = tables.dates[value.rawValue].placeholders
    facilityOfRow = batch.facilityOfRow
    dates = Array(repeating: 0, count: cells.rowCount)
    rules = Array(repeating: 0, count: cells.rows(of: column))
    let table = tables.dates[value.rawValue]
    readers =
      column == nil
      ? [] : batch.facilities.map { table.reader(facility: $0) } + [table.reader(facility: nil)]
  }

  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    guessed.removeAll(keepingCapacity: true)
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if range.isEmpty { continue }
      let cell = bytes.extracting(range)
      var reading = reader(row).read(cell)
      if placeholders.hold(reading.date)
        || placeholders.hasPhrases && placeholders.hold(writtenAs: cell)
      {
        reading = .missing(.placeholder)
      }
      dates[row] = reading.date.packed
      rules[row] = reading.rule.rawValue
      if reading.guessesCentury { guessed.append(row) }
    }
  }

  /// Nobody is served before birth: a birth in a guessed century after the service is a hundred years older.
  mutating func moveCenturies(_ rows: Range<Int>, before service: DateColumn) {
    for row in guessed {
      let birth = PartialDate(packed: dates[row])
      guard PartialDate(packed: service.dates[row]).isCertainlyBefore(birth) else { continue }
      let moved = PartialDate(year: birth.year - 100, month: birth.month, day: birth.day)
      let isFiller = placeholders.hold(moved ?? .missing)
      dates[row] = isFiller ? 0 : (moved ?? .missing).packed
      if isFiller { rules[row] = NormalizationRule.placeholder.rawValue }
      if moved == nil { rules[row] = NormalizationRule.impossible.rawValue }
    }
  }

  mutating func finish(into values: inout NormalizedColumns) {
    values[value] = dates
    values[rules: value.field] = rules
  }

  @inline(__always)
  private func reader(_ row: Int) -> DateReader {
    let facility = row < facilityOfRow.count ? Int(facilityOfRow[row]) : readers.count
    return readers[min(facility, readers.count - 1)]
  }
}
