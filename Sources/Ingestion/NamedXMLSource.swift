import RecordModel

/// How an XML format of named items says a source's values.
///
/// A path is one of `XMLPath`; a row that holds an item whose name is not asked for is refused.
struct NamedXMLShape: Sendable {
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
  private let headings: [String]
  private let columnOfField: [Int16]
  /// For each watch the cell of all names; that of the known ones follows it.
  private let watches: [Int]
  /// Columns of dates and of how they are written.
  private let dates: [(column: Int, format: Int)]

  /// Prepares a source.
  ///
  /// - Throws: `XML-06` for a name that no path can hold.
  init(_ settings: SourceSettings, _ shape: NamedXMLShape, blockSize: Int) throws(ExportError) {
    var inner = settings
    inner.each = shape.each
    inner.columns = []
    inner.ignoredColumns = []
    let written = settings.columns.flatMap(\.columns) + settings.ignoredColumns.map(\.column)
    let names = Set(written).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var headings: [String] = []
    for name in names {
      headings.append(name)
      inner.columns.append(Self.all(shape.path(name), settings))
    }
    var formats: [String: Int] = [:]
    for rule in settings.columns where rule.field.isDate && rule.columns.count == 1 {
      guard let path = shape.dateFormat(rule.columns[0]) else { continue }
      formats[rule.columns[0]] = inner.columns.count
      headings.append(rule.columns[0] + " @format")
      inner.columns.append(Self.all(path, settings))
    }
    var columnOfField = [Int16](repeating: -1, count: Field.count)
    var dates: [(column: Int, format: Int)] = []
    for rule in settings.columns {
      let column = inner.columns.count
      columnOfField[Int(rule.field.rawValue)] = Int16(truncatingIfNeeded: column)
      if rule.field.isDate, let format = rule.columns.first.flatMap({ formats[$0] }) {
        dates.append((column, format))
      }
      var rule = rule
      rule.columns = rule.columns.map(shape.path)
      inner.columns.append(rule)
    }
    var watches: [Int] = []
    for watch in shape.watches {
      watches.append(inner.columns.count)
      inner.columns.append(Self.all(watch.path, settings))
      var known = Self.all("", settings)
      known.columns = watch.known
      inner.columns.append(known)
    }
    self.settings = settings
    self.headings = headings
    self.columnOfField = columnOfField
    self.watches = watches
    self.dates = dates
    reader = try XMLSource(settings: inner, blockSize: blockSize)
  }

  /// Every value of a path, in a cell of its own; the field is any that joins nothing.
  private static func all(_ path: String, _ settings: SourceSettings) -> ColumnRule {
    var rule = ColumnRule(field: .box, columns: [path])
    rule.join = String(decoding: NamedColumns.separator, as: UTF8.self)
    rule.line = settings.line
    return rule
  }

  func read(_ export: ExportFile, emit: (XMLBlock) -> Bool) throws(ExportError) -> ExportBytes {
    try reader.read(export, emit: emit)
  }

  func parse(_ block: XMLBlock) throws(ExportError) -> RecordBatch {
    var batch = table(of: block)
    RowIdentity(settings: settings, headings: headings).identify(&batch)
    return batch
  }

  func table(of block: XMLBlock) -> RecordBatch {
    var batch = reader.table(of: block)
    batch.columnOfField = columnOfField
    var isChanged = false
    for row in 0..<batch.rowCount where batch.refusals[row] == .none {
      if watches.contains(where: { count(batch.cell(row, $0)) != count(batch.cell(row, $0 + 1)) }) {
        batch.refusals[row] = .unknownName
        isChanged = true
      }
    }
    if isChanged || !dates.isEmpty { rewrite(&batch) }
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
          let format = dates.first { $0.column == column }?.format
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
