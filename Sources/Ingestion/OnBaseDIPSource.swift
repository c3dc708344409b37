package import RecordModel

/// Reads tagged index files of the OnBase Document Import Processor: one record a document.
///
/// ```
/// >>>>Self Configuring Tagged DIP<<<<
/// BEGIN:
/// >>DocTypeName: ROI - DISCHARGE SUMMARY
/// >>DocDate: 03/09/1998
/// >>FullPath: \\store\dip\000117.tif
/// MRN: 00012
/// END:
/// ```
/// Generators differ, and all of these are read: the first line missing, `BEGIN` and `END` without
/// colon or with `>>` in front, no space behind a tag's colon, blanks around a line, a file without a
/// line end at its end.
///
/// A column is a tag as it is written. What does not count is the colon at its end, blanks around it and
/// between `>>` and the name: `>>DocDate`, `>>DocDate:` and `>> DocDate` are one. Capital and small
/// letters differ, as they do for OnBase. A tag ends at its first colon; all that follows is the value,
/// colons included. A tag that comes again has several values.
///
/// Records are as `DIPFramer` says. A line inside a record that is no tag refuses the record (REC-01):
/// it may be the rest of a value. A tag that is neither mapped nor ignored refuses it too (COL-05).
package struct OnBaseDIPSource: Source {
  package static let format = ExportFormat(
    name: "onbase-dip",
    sentence: "Tagged index files of the OnBase Document Import Processor (DIP)",
    columns: .own(example: "MRN, \">>DocDate\", \">>FullPath\"") { column in
      let tag = Self.tag(column)
      if tag.isEmpty { return "a tag is empty" }
      return tag.contains(":") ? "a tag ends at its first colon; this one goes on behind it" : nil
    },
    keys: [.ignoredLines],
    isPlainText: true,
    hasRepeats: true,
    standardColumns: standardColumns,
    recognise: FormatSignatures.onbase,
    names: { (export, settings, layout) throws(ExportError) in
      try OnBaseDIPSource(settings: settings, layout: layout).names(in: export)
    },
    reader: { (settings, layout) throws(ExportError) in
      OnBaseDIPSource(settings: settings, layout: layout)
    }
  )

  private let settings: SourceSettings
  private let encoding: CharacterEncoding
  private let table: SingleByteTable?
  private let columns: NamedColumns
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
    columns = NamedColumns(settings) { Self.tag($0) }
  }

  package func read(
    _ export: ExportFile,
    emit: (RecordBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    let framer = DIPFramer(ignoredPrefixes: settings.ignoredPrefixes(table))
    var reading = try RecordReading(export, encoding, framer: framer, blockSize: blockSize)
    let isAtEnd = try reading.run(emit)
    if isAtEnd, reading.recordCount == 0 {
      throw NoRecords.error(export, "no record: no line says BEGIN:")
    }
    return reading.book
  }

  package func parse(_ block: RecordBlock) throws(ExportError) -> RecordBatch {
    var batch = table(of: block)
    RowIdentity(settings: settings, headings: columns.headings).identify(&batch)
    return batch
  }

  package func table(of block: RecordBlock) -> RecordBatch {
    var refusals = block.rows.map(\.refusal)
    var table = NamedTable(columns)
    var record = DIPRecord(columns: columns, table: self.table, trims: settings.trims)
    for (index, row) in block.rows.enumerated() {
      if refusals[index] == .none, row.ignored == 0 {
        let start = Int(row.start)
        refusals[index] = record.read(block.bytes, start..<start + Int(row.length), &table)
      }
      if refusals[index] == .none, row.ignored == 0 {
        refusals[index] = table.end(record.text)
      } else {
        table.endRefused()
      }
    }
    return RecordBatch(block, columns, table, refusals, settings)
  }

  private func names(in export: ExportFile) throws(ExportError) -> [FoundName] {
    var collector = NameCollector()
    var record = DIPRecord(columns: columns, table: table, trims: settings.trims)
    _ = try read(export) { block in
      for row in block.rows where row.refusal == .none && row.ignored == 0 {
        let start = Int(row.start)
        record.collectTags(block.bytes, start..<start + Int(row.length), &collector)
      }
      return true
    }
    return collector.names
  }

  /// OnBase writes document dates month first.
  private static var standardColumns: [ColumnRule] {
    var date = ColumnRule(field: .serviceDate, columns: [">>DocDate"])
    date.dateOrder = .monthDayYear
    return [
      ColumnRule(field: .documentType, columns: [">>DocTypeName"]),
      date,
      ColumnRule(field: .image, columns: [">>FullPath"]),
    ]
  }

  /// A tag without what does not count in it.
  static func tag(_ column: String) -> String {
    var tag = column.trimmed
    if tag.hasSuffix(":") { tag = String(tag.dropLast()).trimmed }
    return tag.hasPrefix(">>") ? ">>" + String(tag.dropFirst(2)).trimmed : tag
  }
}
