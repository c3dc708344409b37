package import RecordModel

/// Reads delimited text: any of five delimiters, quotes, line ends of every kind, six encodings.
///
/// What is a row, and what a forgotten quote may not do, is said at `RowFramer`. Damaged rows are
/// rows of the batch, refused and with empty cells; only a header that does not fit the pipeline
/// file makes the whole export unusable.
package struct CSVSource: Source {
  package static let format = ExportFormat(
    name: "csv",
    sentence: "Lines of cells with a delimiter between them",
    columns: .headings,
    keys: [.delimiter, .header, .ignoredLines],
    isPlainText: true,
    recognise: FormatSignatures.delimited,
    reader: { (settings, layout) throws(ExportError) in
      CSVSource(settings: settings, layout: layout)
    }
  )

  let settings: SourceSettings
  let encoding: CharacterEncoding
  let delimiter: UInt8
  let table: SingleByteTable?
  private let blockSize: Int

  package init(settings: SourceSettings, layout: Layout) {
    self.init(settings: settings, layout: layout, blockSize: 4_000_000)
  }

  /// For tests: what is read must not depend on the size of blocks.
  init(settings: SourceSettings, layout: Layout, blockSize: Int) {
    self.settings = settings
    self.blockSize = blockSize
    encoding = CharacterEncoding(rawValue: layout.encoding) ?? .utf8
    delimiter = layout.delimiter
    table = SingleByteTable(encoding)
  }

  package func read(
    _ export: ExportFile,
    emit: (CSVBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    var reading = try CSVReading(self, export, blockSize: blockSize)
    try reading.run(emit)
    return reading.book
  }

  package func parse(_ block: CSVBlock) throws(ExportError) -> RecordBatch {
    var batch = table(of: block)
    RowIdentity(settings: settings, headings: block.columns.headings).identify(&batch)
    return batch
  }

  package func table(of block: CSVBlock) -> RecordBatch {
    let map = block.columns
    var batch = RecordBatch(firstOrdinal: block.firstOrdinal, columnCount: map.columnCount)
    let parsed = cellParser.parse(block)
    batch.cells = parsed.cells
    batch.ends = parsed.ends
    batch.refusals = parsed.refusals
    batch.places = block.places
    batch.ignored = block.rows.map(\.ignored)
    batch.columnOfField = map.columnOfField
    FacilityColumn(settings: settings).fill(&batch)
    return batch
  }

  var cellParser: CellParser {
    CellParser(delimiter: delimiter, trims: settings.trims, table: table)
  }

  var framer: RowFramer {
    RowFramer(
      delimiter: delimiter,
      skipsSpaces: settings.trims,
      // A prefix that the encoding cannot write begins no line.
      ignoredPrefixes: settings.ignoredLines.map { line in
        guard let table else { return Array(line.prefix.utf8) }
        return table.encode(line.prefix) ?? [0]
      }
    )
  }
}
