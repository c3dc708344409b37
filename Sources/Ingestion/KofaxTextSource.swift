package import RecordModel

/// Reads the index file of the Kofax Capture text release: one line a document, no header.
///
/// Every field stands in quotes. They are names and values in turn:
///
/// ```
/// "Chart Scan","Discharge Summary","MRN","00012","{$SKIP}","FALSE","{Batch ID}","7","\\store\7.pdf"
/// ```
/// - The first pair is no name and value but batch class and document class; they are offered under
///   the names `{Batch Class}` and `{Document Class}`.
/// - The last field has no name: it is the path of the released file, offered as `{Path}`.
/// - Everything else goes by its name as written: values of the system in braces (`{Batch ID}`),
///   fields of the batch in braces with a dollar sign (`{$SKIP}`: a field that some hospital added,
///   of which nothing is known here), fields of the document bare.
///
/// No Kofax value has one of the three names that we give; a record with such a pair has two values
/// of one name, which is refused where it matters. Names need not come in one order nor all be there.
/// A record with a name that is neither mapped nor ignored is refused (COL-05), and so is one whose
/// fields do not go up in pairs or stand without quotes (REC-01): its values may be misaligned.
package struct KofaxTextSource: Source {
  package static let format = ExportFormat(
    name: "kofax-text",
    sentence: "Index files of the Kofax Capture text release: names and values in turn",
    columns: .own(example: "MRN, \"{Batch ID}\", \"{Document Class}\", \"{Path}\"") { column in
      column.trimmed.isEmpty ? "a field name is empty" : nil
    },
    keys: [.ignoredLines],
    isPlainText: true,
    hasRepeats: true,
    standardColumns: [
      ColumnRule(field: .documentType, columns: ["{Document Class}"]),
      ColumnRule(field: .image, columns: ["{Path}"]),
    ],
    recognise: FormatSignatures.kofaxText,
    names: { (export, settings, layout) throws(ExportError) in
      try KofaxTextSource(settings: settings, layout: layout).names(in: export)
    },
    reader: { (settings, layout) throws(ExportError) in
      KofaxTextSource(settings: settings, layout: layout)
    }
  )

  private let settings: SourceSettings
  private let encoding: CharacterEncoding
  private let table: SingleByteTable?
  private let columns: NamedColumns
  private let batchClass: Int?
  private let documentClass: Int?
  private let path: Int?
  private let blockSize: Int

  package init(settings: SourceSettings, layout: Layout) {
    self.init(settings: settings, layout: layout, blockSize: 4_000_000)
  }

  /// For tests: what is read must not depend on the size of blocks.
  init(settings: SourceSettings, layout: Layout, blockSize: Int) {
    self.settings = settings
    self.blockSize = blockSize
    encoding = CharacterEncoding(rawValue: layout.encoding) ?? .utf8
    table = SingleByteTable(encoding)
    let columns = NamedColumns(settings) { settings.trims ? $0.trimmed : $0 }
    self.columns = columns
    batchClass = columns.index(of: Array("{Batch Class}".utf8).span)
    documentClass = columns.index(of: Array("{Document Class}".utf8).span)
    path = columns.index(of: Array("{Path}".utf8).span)
  }

  package func read(
    _ export: ExportFile,
    emit: (RecordBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    let framer = RowFramer(
      form: form,
      ignoredPrefixes: settings.ignoredPrefixes(table)
    )
    var reading = try RecordReading(export, encoding, framer: framer, blockSize: blockSize)
    let isAtEnd = try reading.run(emit)
    if isAtEnd, reading.recordCount == 0 { throw NoRecords.error(export, "no record") }
    return reading.book
  }

  package func parse(_ block: RecordBlock) throws(ExportError) -> RecordBatch {
    var batch = table(of: block)
    RowIdentity(settings: settings, headings: columns.headings).identify(&batch)
    return batch
  }

  package func table(of block: RecordBlock) -> RecordBatch {
    let fields = CellParser(form: form, table: table).ragged(block)
    var refusals = fields.refusals
    var table = NamedTable(columns)
    for (index, row) in block.rows.enumerated() {
      if refusals[index] == .none, row.ignored == 0 {
        refusals[index] = isQuoted(row, block.bytes) ? take(fields, index, &table) : .brokenRecord
      }
      if refusals[index] == .none, row.ignored == 0 {
        refusals[index] = table.end(fields.cells)
      } else {
        table.endRefused()
      }
    }
    return RecordBatch(block, columns, table, refusals, settings)
  }

  /// What the records of an export call their values; the first pair and the last field by our names.
  private func names(in export: ExportFile) throws(ExportError) -> [FoundName] {
    var collector = NameCollector()
    let parser = CellParser(form: form, table: table)
    _ = try read(export) { block in
      let fields = parser.ragged(block)
      for (index, row) in block.rows.enumerated() where row.ignored == 0 {
        let cells = fields.cells(of: index)
        let isWhole =
          fields.refusals[index] == .none && isQuoted(row, block.bytes) && cells.count >= 3
          && !cells.count.isMultiple(of: 2)
        guard isWhole else { continue }
        let text = fields.cells.span
        for cell in stride(from: cells.lowerBound + 2, to: cells.upperBound - 1, by: 2) {
          collector.add(text.extracting(fields.range(cell)))
        }
        collector.end(isWhole: true)
      }
      return true
    }
    let own = [FoundName("{Batch Class}"), FoundName("{Document Class}")]
    return own + collector.names + [FoundName("{Path}")]
  }

  private var form: CellForm {
    CellForm(delimiter: [Delimiter.comma.rawValue], skipsSpaces: settings.trims)
  }

  // The tail of a record that was torn apart at a line end inside a value does not begin with a quote.
  private func isQuoted(_ row: CSVBlock.Row, _ bytes: [UInt8]) -> Bool {
    let text = bytes[Int(row.start)..<Int(row.start) + Int(row.length)]
    func isInk(_ byte: UInt8) -> Bool { !settings.trims || byte != 0x20 && byte != 0x09 }
    return text.first(where: isInk) == 0x22 && text.last(where: isInk) == 0x22
  }

  /// Gives the table a record's values; says why the record is refused, if it is.
  private func take(_ fields: RaggedCells, _ row: Int, _ table: inout NamedTable) -> RuleCode {
    let cells = fields.cells(of: row)
    guard cells.count >= 3, !cells.count.isMultiple(of: 2) else { return .brokenRecord }
    guard cells.count <= HostileInput.mostColumns * 2 else { return .oversized }
    var hasUnknown = false
    func add(_ name: Int?, _ cell: Int) {
      if let name { table.add(name, fields.range(cell)) } else { hasUnknown = true }
    }
    add(batchClass, cells.lowerBound)
    add(documentClass, cells.lowerBound + 1)
    let text = fields.cells.span
    for cell in stride(from: cells.lowerBound + 2, to: cells.upperBound - 1, by: 2) {
      let name = fields.range(cell)
      guard !name.isEmpty else { return .brokenRecord }
      add(columns.index(of: text.extracting(name)), cell + 1)
    }
    add(path, cells.upperBound - 1)
    return hasUnknown ? .unknownName : .none
  }
}
