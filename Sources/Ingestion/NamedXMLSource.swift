import RecordModel

/// How an XML format of named items says a source's values.
///
/// A path is one of `XMLPath`; a row that holds an item whose name is not asked for is refused.
struct NamedXMLOutline: Sendable {
  /// Items of one kind.
  struct Watch: Sendable {
    /// The path of their names.
    var path: String
    /// The same for each name that is mapped or ignored.
    var known: [String]
  }

  /// The path of the elements that are rows.
  var each: String
  /// The value of a column.
  var path: @Sendable (String) -> String
  var watches: [Watch]
  /// Where a date's item says how it is written; nil when the format has no such thing.
  var dateFormat: @Sendable (String) -> String? = { _ in nil }
}

/// Reads XML of a fixed shape in which an attribute names each value, by the reader of all XML.
///
/// The cells of a row are: one for each name, mapped or ignored, with every value the row gives it;
/// how dates are written, where the format says it; one for each field; and, which is no content, the
/// names the row holds.
struct NamedXMLSource: Sendable {
  private let settings: SourceSettings
  private let reader: XMLSource
  private let cells: NamedXMLCells

  /// Prepares a source.
  ///
  /// - Throws: `XML-06` for a name that no path can hold.
  init(_ settings: SourceSettings, _ shape: NamedXMLOutline, blockSize: Int) throws(ExportError) {
    var cells = NamedXMLCells(settings, shape)
    cells.appendNames()
    cells.appendDateFormats()
    cells.appendFields()
    cells.appendWatches()
    self.settings = settings
    self.cells = cells
    reader = try XMLSource(settings: cells.settings, blockSize: blockSize)
  }

  func read(_ export: ExportFile, emit: (XMLBlock) -> Bool) throws(ExportError) -> ExportBytes {
    try reader.read(export, emit: emit)
  }

  func parse(_ block: XMLBlock) throws(ExportError) -> RecordBatch {
    var batch = table(of: block)
    RowIdentity(settings: settings, headings: cells.headings).identify(&batch)
    return batch
  }

  func table(of block: XMLBlock) -> RecordBatch {
    var batch = reader.table(of: block)
    batch.columnOfField = cells.columnOfField
    var isChanged = false
    for row in 0..<batch.rowCount where batch.refusals[row] == .none {
      if cells.watches.contains(where: {
        count(batch.cell(row, $0)) != count(batch.cell(row, $0 + 1))
      }) {
        batch.refusals[row] = .unknownName
        isChanged = true
      }
    }
    if isChanged || !cells.dates.isEmpty { rewrite(&batch) }
    FacilityColumn(settings: settings).fill(&batch)
    return batch
  }

  /// How many names stand in a cell.
  private func count(_ names: ArraySlice<UInt8>) -> Int {
    if names.isEmpty { return 0 }
    return names.reduce(1) { $0 + ($1 == NamedColumns.separator[0] ? 1 : 0) }
  }

  /// Empties refused rows, and writes dates as year, month and day where their row says how to read them.
  private func rewrite(_ batch: inout RecordBatch) {
    var cells: [UInt8] = []
    var ends: [UInt32] = []
    cells.reserveCapacity(batch.cells.count)
    ends.reserveCapacity(batch.ends.count)
    for row in 0..<batch.rowCount {
      for column in 0..<batch.columnCount {
        if batch.refusals[row] == .none {
          let written = batch.cell(row, column)
          let format = self.cells.dates.first { $0.column == column }?.format
          let date = format.flatMap { DateFormat.isoDate(written, as: batch.cell(row, $0)) }
          if let date { cells += date } else { cells += written }
        }
        ends.append(UInt32(truncatingIfNeeded: cells.count))
      }
    }
    batch.cells = cells
    batch.ends = ends
  }
}
