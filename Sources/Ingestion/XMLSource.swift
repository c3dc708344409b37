package import RecordModel

/// Reads XML: every element that matches `each:` is a row, and paths below it are its columns.
///
/// An XML export with a mistake in it is unusable as a whole: behind a mistake nothing is certain.
package struct XMLSource: Source {
  package static let format = ExportFormat(
    name: "xml",
    sentence: "Elements that are rows, with values in elements and attributes",
    columns: .paths,
    keys: [.each],
    hasRepeats: true,
    recognise: FormatSignatures.xml,
    reader: { (settings, layout) throws(ExportError) in
      try XMLSource(settings: settings, layout: layout)
    }
  )

  private let settings: SourceSettings
  private let plan: XMLPlan
  private let blockSize: Int
  private let readsPlainRows: Bool

  /// Prepares a source.
  ///
  /// The layout says nothing about XML: it is decoded as it declares, unless the settings say otherwise.
  /// - Throws: `XML-06` for a path that cannot be read.
  package init(settings: SourceSettings, layout: Layout) throws(ExportError) {
    try self.init(settings: settings, blockSize: 262_144)
  }

  /// Prepares a source of a format that says itself how its files are built.
  ///
  /// Tests choose the size of the pieces, and whether libxml2 sees all rows: what is read must not depend
  /// on either.
  init(
    settings: SourceSettings,
    shape: XMLShape? = nil,
    blockSize: Int = 262_144,
    readsPlainRows: Bool = true
  ) throws(ExportError) {
    self.settings = settings
    self.readsPlainRows = readsPlainRows
    self.blockSize = blockSize
    plan = try XMLPlan(settings, shape)
  }

  package func read(
    _ export: ExportFile,
    emit: (XMLBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    var reading = try XMLReading(
      plan: plan,
      settings: settings,
      export,
      blockSize: blockSize,
      readsPlainRows: readsPlainRows
    )
    try reading.run(emit)
    return reading.book
  }

  package func parse(_ block: XMLBlock) throws(ExportError) -> RecordBatch {
    var batch = table(of: block)
    RowIdentity(settings: settings, headings: plan.headings).identify(&batch)
    return batch
  }

  package func table(of block: XMLBlock) -> RecordBatch {
    var batch = RecordBatch(firstOrdinal: block.firstOrdinal, columnCount: plan.cells.count)
    batch.cells = block.cells
    batch.ends = block.ends
    batch.places = block.places
    batch.refusals = block.refusals
    batch.notes = block.notes
    batch.ignored = Array(repeating: 0, count: block.refusals.count)
    batch.columnOfField = plan.columnOfField
    FacilityColumn(settings: settings).fill(&batch)
    return batch
  }
}
