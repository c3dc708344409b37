package import RecordModel

/// Reads delimited text: any delimiter, quotes of three kinds, line ends of every kind, every encoding.
///
/// What is a row, and what a forgotten quote may not do, is said at `RowFramer`. Damaged rows are
/// rows of the batch, refused and with empty cells; only a header that does not fit the pipeline
/// file makes the whole export unusable.
package struct CSVSource: Source, LineFormat {
  package static let format = ExportFormat(
    name: "csv",
    sentence: "Lines of cells with a delimiter between them",
    columns: .headings,
    keys: [.delimiter, .quote, .header, .ignoredLines],
    isPlainText: true,
    recognise: FormatSignatures.delimited,
    reader: { (settings, layout) throws(ExportError) in
      CSVSource(settings: settings, layout: layout)
    }
  )

  let settings: SourceSettings
  let encoding: CharacterEncoding
  let form: CellForm
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
    form = CellForm(
      delimiter: layout.delimiter.utf8,
      quotes: settings.quotes,
      skipsSpaces: settings.trims
    )
    table = SingleByteTable(encoding)
  }

  package func read(
    _ export: ExportFile,
    emit: (CSVBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    var reading = try LineReading(self, export, blockSize: blockSize)
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
    CellParser(form: form, table: table)
  }

  var framer: RowFramer {
    RowFramer(
      form: form,
      ignoredPrefixes: settings.ignoredPrefixes(table),
      hasEndMark: encoding.isDOS
    )
  }

  func columns(
    of first: ArraySlice<UInt8>,
    at place: ColumnMatching.Place
  ) throws(ExportError) -> ColumnMap {
    guard let cells = cellParser.cells(of: first) else { throw undecodableHeader(place) }
    do {
      return try ColumnMap(cells: cells, settings: settings, file: place)
    } catch {
      throw otherDelimiter(Array(first), cells.count, place) ?? error
    }
  }

  // The commonest reason for a missing column is a delimiter that does not occur.
  private func otherDelimiter(
    _ text: [UInt8],
    _ count: Int,
    _ place: ColumnMatching.Place
  ) -> ExportError? {
    guard count == 1 else { return nil }
    let choices = Delimiter.allCases.map { ($0, $0.cells(in: text, trims: settings.trims)) }
    guard let best = choices.max(by: { $0.1 < $1.1 }), best.1 > 1 else { return nil }
    let long = form.longDelimiter
    let given = long.isEmpty ? [form.delimiter] : long
    let spelled = Delimiter.spelled(String(decoding: given, as: UTF8.self))
    return ExportError(
      code: "CSV-04",
      file: place.file,
      line: place.line,
      problem:
        "read with \(spelled) the first line has 1 column; with \(best.0.spelled) it has \(best.1)",
      remedy: "Set 'delimiter: \(best.0.yaml)' for \(settings.name)"
    )
  }
}
