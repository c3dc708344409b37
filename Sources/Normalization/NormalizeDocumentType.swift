import RecordModel

/// Reads the document type of every row: always as written, and its code when one is known.
struct NormalizeDocumentType: ~Copyable {
  private let table: DocumentTypeTable
  private let added: AddedPlaceholders
  private let column: Int?
  private var memo = CellMemo<DocumentTypeTable.Meaning>()
  private var phrase: [UInt8] = []
  private var codes: TextWriter
  private var texts: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    table = tables.documentTypes
    added = tables.added(.documentType)
    column = cells.column(of: .documentType)
    codes = TextWriter(rows: cells.rows(of: column), expecting: cells.rows(of: column) * 25)
    texts = TextWriter(rows: cells.rows(of: column), expecting: cells.expectedBytes(column))
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if !range.isEmpty { rules[row] = write(range, bytes) }
      codes.endValue()
      texts.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.documentTypeCode] = codes.finish()
    values[.documentTypeAsWritten] = texts.finish()
    values[rules: .documentType] = rules.bytes
  }

  @inline(__always)
  private mutating func write(_ range: Range<Int>, _ bytes: Span<UInt8>) -> NormalizationRule {
    let cell = bytes.extracting(range)
    texts.appendTidied(cell)
    if texts.openCount == 0 { return .absent }
    if added.hold(cell) { return .placeholder }
    let slot = memo.slot(cell)
    let meaning: DocumentTypeTable.Meaning
    if let known = memo.value(slot, of: cell, in: bytes) {
      meaning = known
    } else {
      meaning = table.meaning(of: cell.extracting(trimmed(cell)), phrase: &phrase)
      memo.keep(meaning, slot, range)
    }
    if meaning.code >= 0 {
      codes.append(table.codes[Int(meaning.code)])
    } else if meaning.rule == .asWritten {
      codes.append("http://loinc.org|")
      codes.append(cell.extracting(trimmed(cell)))
    }
    return meaning.rule
  }
}
