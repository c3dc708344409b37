import RecordModel

/// The cells of a row, as columns of the reader of all XML.
struct NamedXMLCells: Sendable {
  /// What the reader of all XML is given.
  private(set) var settings: SourceSettings
  /// Names of the first cells, which are the row's content.
  private(set) var headings: [String] = []
  private(set) var columnOfField = [Int16](repeating: -1, count: Field.count)
  /// Cells of dates and of how they are written.
  private(set) var dates: [(column: Int, format: Int)] = []
  /// For each watch the cell of all names; that of the known ones follows it.
  private(set) var watches: [Int] = []
  private var formats: [String: Int] = [:]
  private let source: SourceSettings
  private let shape: NamedXMLOutline

  init(_ source: SourceSettings, _ shape: NamedXMLOutline) {
    self.source = source
    self.shape = shape
    settings = source
    settings.each = shape.each
    settings.columns = []
    settings.ignoredColumns = []
  }

  /// A cell for each name that is mapped or ignored, in the order of their bytes.
  mutating func appendNames() {
    let written = source.columns.flatMap(\.columns) + source.ignoredColumns.map(\.column)
    for name in Set(written).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      headings.append(name)
      settings.columns.append(all([shape.path(name)]))
    }
  }

  mutating func appendDateFormats() {
    let dates = source.columns.filter { $0.field.isDate && $0.columns.count == 1 }
    let names = Set(dates.flatMap(\.columns))
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let path = shape.dateFormat(name) else { continue }
      formats[name] = settings.columns.count
      headings.append(name + " @format")
      settings.columns.append(all([path]))
    }
  }

  mutating func appendFields() {
    for var rule in source.columns {
      let column = settings.columns.count
      columnOfField[Int(rule.field.rawValue)] = Int16(truncatingIfNeeded: column)
      if rule.field.isDate, let format = rule.columns.first.flatMap({ formats[$0] }) {
        dates.append((column, format))
      }
      rule.columns = rule.columns.map(shape.path)
      settings.columns.append(rule)
    }
  }

  mutating func appendWatches() {
    for watch in shape.watches {
      watches.append(settings.columns.count)
      settings.columns.append(all([watch.path]))
      settings.columns.append(all(watch.known))
    }
  }

  /// Every value of some paths, in one cell; the field is any that changes nothing about it.
  private func all(_ paths: [String]) -> ColumnRule {
    var rule = ColumnRule(field: .box, columns: paths)
    rule.join = String(decoding: NamedColumns.separator, as: UTF8.self)
    rule.line = source.line
    return rule
  }
}
