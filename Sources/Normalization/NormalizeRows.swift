package import RecordModel

/// Fills the typed columns of a batch from its raw cells: one normalizer a kind of field.
///
/// Every column gets one entry a row; refused and ignored rows are missing in all of them. Nothing is
/// found fault with here: what was done to a cell is in `rules`, and validation turns that into findings.
package struct NormalizeRows: RowStage {
  /// Grows with every change that may give another value for the same cell; part of stage keys.
  package static let version = 1

  /// Rows read by one normalizer before the next has its turn: few enough to stay in a core's own cache.
  private static let rowsAtOnce = 256

  private let tables: NormalizationTables

  package init(_ settings: NormalizationSettings) { tables = NormalizationTables(settings) }

  package func process(_ batch: inout RecordBatch) {
    let cells = CellTable(batch)
    var fields = FieldNormalizers(tables, batch, cells)
    var start = 0
    while start < cells.rowCount {
      let rows = start..<min(start + Self.rowsAtOnce, cells.rowCount)
      fields.read(rows, of: cells)
      start = rows.upperBound
    }
    batch.values = fields.finish(rows: cells.rowCount)
  }
}

/// The normalizers of a batch, each with the columns it fills.
private struct FieldNormalizers: ~Copyable {
  private var facility: NormalizeFacility
  private var recordNumber: NormalizeNumber
  private var mergedNumber: NormalizeMergedNumber
  private var encounterNumber: NormalizeNumber
  private var names: NormalizeNames
  private var dates: NormalizeDates
  private var sex: NormalizeSex
  private var ssn: NormalizeSSN
  private var phone: NormalizePhone
  private var addressLine: NormalizeAddressLine
  private var region: NormalizeRegion
  private var postalCode: NormalizePostalCode
  private var documentType: NormalizeDocumentType
  private var pageCount: NormalizePageCount
  private var texts: NormalizeTexts

  init(_ tables: NormalizationTables, _ batch: borrowing RecordBatch, _ cells: CellTable) {
    facility = NormalizeFacility(tables, batch, cells)
    recordNumber = NormalizeNumber(.recordNumber, .recordNumber, tables, cells)
    mergedNumber = NormalizeMergedNumber(tables, cells)
    encounterNumber = NormalizeNumber(.encounterNumber, .encounterNumber, tables, cells)
    names = NormalizeNames(tables, cells)
    dates = NormalizeDates(tables, batch, cells)
    sex = NormalizeSex(tables, cells)
    ssn = NormalizeSSN(tables, cells)
    phone = NormalizePhone(tables, cells)
    addressLine = NormalizeAddressLine(tables, cells)
    region = NormalizeRegion(tables, cells)
    postalCode = NormalizePostalCode(tables, cells)
    documentType = NormalizeDocumentType(tables, cells)
    pageCount = NormalizePageCount(tables, cells)
    texts = NormalizeTexts(tables, cells)
  }

  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    facility.read(rows, of: cells)
    recordNumber.read(rows, of: cells)
    mergedNumber.read(rows, of: cells)
    encounterNumber.read(rows, of: cells)
    names.read(rows, of: cells)
    dates.read(rows, of: cells)
    sex.read(rows, of: cells)
    ssn.read(rows, of: cells)
    phone.read(rows, of: cells)
    addressLine.read(rows, of: cells)
    region.read(rows, of: cells)
    postalCode.read(rows, of: cells)
    documentType.read(rows, of: cells)
    pageCount.read(rows, of: cells)
    texts.read(rows, of: cells)
  }

  mutating func finish(rows: Int) -> NormalizedColumns {
    var values = NormalizedColumns()
    facility.finish(into: &values)
    recordNumber.finish(into: &values)
    mergedNumber.finish(into: &values)
    encounterNumber.finish(into: &values)
    names.finish(into: &values)
    dates.finish(into: &values)
    sex.finish(into: &values)
    ssn.finish(into: &values)
    phone.finish(into: &values)
    addressLine.finish(into: &values)
    region.finish(into: &values)
    postalCode.finish(into: &values)
    documentType.finish(into: &values)
    pageCount.finish(into: &values)
    texts.finish(into: &values)
    values.fillUp(rows: rows)
    return values
  }
}

extension NormalizedColumns {
  /// Gives fields that are not mapped their missing values, all from one buffer.
  fileprivate mutating func fillUp(rows: Int) {
    var missing = TextColumn()
    missing.ends = Array(repeating: 0, count: rows)
    let absent = RuleColumn(rows: rows).bytes
    for index in text.indices where text[index].count != rows { text[index] = missing }
    for index in rules.indices where rules[index].count != rows { rules[index] = absent }
  }
}
