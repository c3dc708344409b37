package import RecordModel

/// Reads lines, or records without line ends, whose cells lie at fixed positions.
///
/// A column is `1-8`, or `9` for one character, counted in characters from 1. What a line must be:
/// - A line may end early, for many writers leave spaces at the end out: positions it does not reach
///   are spaces. But a line that ends inside a column of a number or a date is refused (`CSV-01`): a
///   number that was cut is somebody else's. So is a short last line without a line end: that is
///   where a file was cut off.
/// - A line may be longer by spaces and tabs only; else it is refused (`CSV-01`).
/// - With `record-length`, each record has so many bytes; what is left at the end is damaged. In
///   UTF-8 a record with a character of several bytes is refused, for its positions are not certain.
/// - Positions that are neither mapped nor ignored must hold spaces in every line; the first line in
///   which they do not makes the export unusable (`COL-02`).
/// - Lines are lines: quotation marks mean nothing.
package struct FixedWidthSource: Source, LineFormat {
  package static let format = ExportFormat(
    name: "fixed-width",
    sentence: "Lines or records whose cells lie at fixed positions",
    columns: .own(example: "9-38", problem: problem),
    keys: [.header, .ignoredLines, .recordLength],
    isPlainText: true,
    hasHeader: false,
    recognise: FormatSignatures.fixedWidth,
    names: names,
    reader: { (settings, layout) throws(ExportError) in
      try FixedWidthSource(settings: settings, layout: layout)
    }
  )

  let settings: SourceSettings
  let encoding: CharacterEncoding
  let plan: FixedWidthPlan
  private let cells: FixedWidthCells
  private let table: SingleByteTable?
  private let blockSize: Int

  /// Prepares a source.
  ///
  /// - Throws: `COL-06` for positions that cannot be meant so, `ENC-01` for a record length in UTF-16.
  package init(settings: SourceSettings, layout: Layout) throws(ExportError) {
    try self.init(settings: settings, layout: layout, blockSize: 4_000_000)
  }

  /// For tests: what is read must not depend on the size of blocks.
  init(settings: SourceSettings, layout: Layout, blockSize: Int) throws(ExportError) {
    self.settings = settings
    self.blockSize = blockSize
    encoding = CharacterEncoding(rawValue: layout.encoding) ?? .utf8
    table = SingleByteTable(encoding)
    plan = try FixedWidthPlan(settings)
    cells = FixedWidthCells(plan, settings, encoding, table)
    guard settings.recordLength == nil || !encoding.isUTF16 else {
      throw ExportError(
        code: "ENC-01",
        file: settings.name,
        problem:
          "'record-length' counts bytes, and a character of \(encoding.rawValue) has several",
        remedy: "Leave 'record-length' out and deliver lines, or correct 'encoding:'"
      )
    }
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
    let cut = cells.cut(block)
    batch.cells = cut.cells
    batch.ends = cut.ends
    batch.refusals = cut.refusals
    batch.places = block.places
    batch.ignored = block.rows.map(\.ignored)
    batch.columnOfField = map.columnOfField
    FacilityColumn(settings: settings).fill(&batch)
    return batch
  }

  var framer: RowFramer {
    RowFramer(
      // Nothing parts cells, so that spaces and tabs alone are a blank line.
      form: CellForm(delimiter: [0], quotes: .literal, skipsSpaces: settings.trims),
      ignoredPrefixes: settings.ignoredPrefixes(table),
      record: settings.recordLength.map { RecordLength(bytes: $0, isDecoded: encoding.isEBCDIC) },
      hasEndMark: encoding.isDOS
    )
  }

  func columns(of _: ArraySlice<UInt8>, at _: ColumnMatching.Place) -> ColumnMap {
    ColumnMap(headings: plan.headings, settings: settings)
  }

  func look(
    at row: FramedLine,
    _ bytes: [UInt8],
    in file: String,
    line: UInt64
  ) throws(ExportError) -> RuleCode {
    let isLastLine = row.terminator == 0 && settings.recordLength == nil
    guard isLastLine || plan.hasGaps else { return .none }
    let range = row.start..<row.start + row.length
    let places = RowCharacters(range, of: bytes, isSingleByte: table != nil)
    guard let places else { return .none }
    if isLastLine, places.count < plan.width { return .wrongCellCount }
    // A damaged row says nothing about the positions of the others.
    guard plan.hasGaps, cells.fits(places, bytes), !bytes[range].contains(0) else { return .none }
    for column in plan.columns where column.isGap {
      let gap = places.bytes(column.range)
      guard bytes[gap].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      throw unmapped(column, file, line)
    }
    return .none
  }

  private func unmapped(
    _ column: FixedWidthPlan.Column,
    _ file: String,
    _ line: UInt64
  ) -> ExportError {
    let isOne = column.range.count == 1
    let place = "\(settings.name), \(settings.place(ofLine: settings.line))"
    return ExportError(
      code: "COL-02",
      file: file,
      line: line,
      problem: "position\(isOne ? "" : "s") \(column.heading) \(isOne ? "holds" : "hold") text and"
        + " \(isOne ? "is" : "are") neither mapped nor ignored (\(place))",
      remedy:
        "Map \(isOne ? "it" : "them"), or list \"\(column.heading)\" under 'ignore:' with the reason"
    )
  }

  private static func problem(_ column: String) -> String? {
    FixedWidthPlan.range(of: column) == nil
      ? "'\(column)' says no positions; they are counted from 1, the first and the last" : nil
  }
}
