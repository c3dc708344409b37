package import RecordModel

/// What a person says about a file before anything is guessed.
package struct SniffingWishes: Sendable {
  /// A name of the format catalogue.
  package var format: String?
  package var encoding: String?
  package var delimiter: String?
  package var hasHeader: Bool?
  package var each: String?
  package var ignoredLines: [IgnoredLine] = []
  package var trims = true
  package var quotes = QuoteStyle.doubled
  package var recordLength: Int?
  /// Names of the columns, where a format shows none: positions.
  package var columns: [String] = []

  package init() {}
}

/// One column of a sniffed export.
package struct SniffedColumn: Sendable, Equatable {
  /// How a pipeline file names it: a heading, a number from 1, or a path.
  package var name: String
  /// Says whether the name is certainly no value, so that it may be printed.
  package var isName: Bool
  /// Says whether a row can have several values for it.
  package var repeats: Bool
  /// The field that the format itself gives it.
  package var field: Field?
  /// Says whether a pipeline file must map or ignore it, lest rows be refused.
  package var mustBeSaid = true

  package init(name: String, isName: Bool, repeats: Bool = false) {
    self.name = name
    self.isName = isName
    self.repeats = repeats
  }
}

/// An export whose format, encoding and columns have been guessed, with the evidence: ready to be read.
package struct SniffedExport: Sendable {
  package var format: ExportFormat
  package var likeness: Likeness
  /// Settings that read every column.
  package var settings: SourceSettings
  package var layout: Layout
  package var text: TextEvidence
  package var encoding: EncodingVerdict
  /// How a message names the delimiter; nil for formats without one.
  package var delimiter: String?
  /// How a pipeline file writes it.
  package var delimiterYAML: String?
  package var header: HeaderEvidence?
  package var columns: [SniffedColumn]
  /// Says whether there are more columns than are looked at.
  package var hasMoreColumns = false
  /// Cells of a row in front of those of the columns.
  private var cellsBefore = 0
  /// The cell of each column, where they are in another order.
  private var cellPlaces: [Int]?

  /// The cells of a batch that are the columns' values, column by column.
  package func cells(of batch: RecordBatch) -> [Int] {
    if let cellPlaces { return cellPlaces }
    return columns.indices.map { index in
      guard format.names == nil, let field = columns[index].field else {
        return cellsBefore + index
      }
      return batch.column(of: field) ?? -1
    }
  }

  /// Opens an export with one look at every byte, and another at its beginning.
  ///
  /// - Throws: Why it cannot be looked at: empty, no format that is known, an encoding that nothing shows.
  package init(
    _ export: ExportFile,
    wishes: SniffingWishes,
    mostColumns: Int = 512
  ) throws(ExportError) {
    let text = try TextEvidence(of: export)
    guard text.byteCount > 0 else { throw Self.empty(export) }
    self.text = text
    encoding = Self.encoding(text, wishes)
    let beginning = try Self.beginning(of: export, encoding.encoding)
    (format, likeness) = try Self.format(beginning, export, wishes)
    settings = SourceSettings(name: "export", files: [], format: format.name, columns: [])
    settings.isPlainText = format.isPlainText
    settings.hasHeader = wishes.hasHeader ?? format.hasHeader
    settings.takesEveryColumn = true
    settings.ignoredLines = wishes.ignoredLines
    settings.trims = wishes.trims
    settings.quotes = wishes.quotes
    settings.recordLength = wishes.recordLength
    settings.facility = ""
    if format.isPlainText {
      guard let encoding = encoding.encoding else { throw Self.undecided(export, encoding) }
      settings.encoding = encoding
    } else {
      settings.encoding = wishes.encoding
    }
    layout = Layout(
      encoding: settings.encoding ?? CharacterEncoding.utf8.rawValue,
      delimiter: wishes.delimiter ?? Delimiter.comma.text
    )
    columns = []
    if format.keys.contains(.delimiter) {
      sniffCells(beginning, wishes)
    } else if format.keys.contains(.each) {
      try sniffPaths(export, wishes, mostColumns)
    } else if format.name == FixedWidthSource.format.name, !wishes.columns.isEmpty {
      take(wishes.columns.map { FoundName($0) }, mostColumns)
      cellPlaces = try FixedWidthPlan(settings).places(of: columns.map(\.name))
    } else if let names = format.names {
      take(try names(export, settings, layout), mostColumns)
    } else {
      takeStandardColumns()
    }
  }

  private static func encoding(_ text: TextEvidence, _ wishes: SniffingWishes) -> EncodingVerdict {
    guard let said = wishes.encoding else { return text.verdict }
    return EncodingVerdict(said, isProved: false, "as you said")
  }

  private static func beginning(
    of export: ExportFile,
    _ encoding: String?
  ) throws(ExportError) -> FileBeginning {
    let encoding = encoding.flatMap(CharacterEncoding.init(rawValue:)) ?? .utf8
    var reader = try TextReader(export, encoding, blockSize: 262_144)
    return FileBeginning(bytes: reader.takeFirstBytes(), isWhole: reader.isAtEnd)
  }

  private static func format(
    _ beginning: FileBeginning,
    _ export: ExportFile,
    _ wishes: SniffingWishes
  ) throws(ExportError) -> (ExportFormat, Likeness) {
    if let said = wishes.format, let format = Formats.all.first(where: { $0.name == said }) {
      return (format, Likeness(.certain, "as you said"))
    }
    let head = beginning.bytes.prefix(4_096)
    let isBinary = head.count { $0 == 0 } * 100 > head.count
    guard !isBinary, let found = FormatEvidence(of: beginning) else { throw noFormat(export) }
    return (found.format, found.likeness)
  }

  private mutating func sniffCells(_ beginning: FileBeginning, _ wishes: SniffingWishes) {
    let counts = DelimiterCounts(
      beginning.bytes,
      isWhole: beginning.isWhole,
      trims: settings.trims
    )
    if wishes.delimiter == nil, let best = counts.best {
      layout.delimiter = best.delimiter.text
    }
    settings.delimiter = layout.delimiter
    delimiter = Delimiter.spelled(layout.delimiter)
    delimiterYAML = layout.delimiter == "\t" ? "tab" : "\"\(layout.delimiter)\""
    settings.hasHeader = false
    let rows = sample(beginning)
    let first = rows.first ?? []
    var header = HeaderEvidence(first: first, rows: Array(rows.dropFirst()))
    if let said = wishes.hasHeader {
      settings.hasHeader = said
      let verdict: HeaderEvidence.Verdict = said ? .certain : .none
      // A person's word makes it a header, but what looks like values is not printed for it.
      header = HeaderEvidence(header.verdict == .none ? .none : verdict, "as you said")
    } else {
      settings.hasHeader = header.verdict != .none
    }
    self.header = header
    let place = ColumnMatching.Place(file: "", line: 1)
    let headings = ColumnMatching(cells: first, settings: settings, place: place).headings
    let isNamed = settings.hasHeader && header.verdict == .certain
    columns = headings.enumerated().map { index, heading in
      let isName = isNamed && !heading.isEmpty
      return SniffedColumn(name: isName ? heading : String(index + 1), isName: isName)
    }
  }

  /// The cells of the first 200 rows.
  private func sample(_ beginning: FileBeginning) -> [[String]] {
    let source = CSVSource(settings: settings, layout: layout)
    var framer = source.framer
    var rows: [[String]] = []
    while rows.count < 200 {
      let line = framer.next(beginning.bytes.span, isAtEnd: beginning.isWhole)
      if line.kind == .needsMore || line.kind == .end { break }
      guard line.kind == .row, line.refusal == .none else { continue }
      let bytes = beginning.bytes[line.start..<line.start + line.length]
      guard let cells = source.cellParser.cells(of: bytes) else { continue }
      rows.append(cells)
      framer.expectedCells = cells.count
    }
    return rows
  }

  private mutating func sniffPaths(
    _ export: ExportFile,
    _ wishes: SniffingWishes,
    _ most: Int
  ) throws(ExportError) {
    let shape = try XMLOutline(of: export)
    let said = wishes.each.flatMap { each in
      shape.nodes.indices.first { shape.path(of: $0) == each }
    }
    guard let row = said ?? shape.row else { throw Self.noRows(export) }
    settings.each = shape.path(of: row)
    let leaves = shape.leaves(of: row)
    hasMoreColumns = shape.isCut || leaves.count > most
    for leaf in leaves.prefix(most) {
      var rule = ColumnRule(field: .documentTitle, columns: [leaf.path])
      rule.takesFirst = true
      rule.isOptional = true
      settings.columns.append(rule)
      columns.append(SniffedColumn(name: leaf.path, isName: true, repeats: leaf.repeats))
    }
  }

  private mutating func take(_ found: [FoundName], _ most: Int) {
    let names = found.filter { isUsable($0.text) }
    hasMoreColumns = names.count > most
    for name in names.prefix(most) {
      var rule = ColumnRule(field: .documentTitle, columns: [name.text])
      rule.takesFirst = true
      rule.isOptional = true
      settings.columns.append(rule)
      var column = SniffedColumn(name: name.text, isName: true, repeats: name.repeats)
      column.field = format.standardColumns.first { $0.columns == [name.text] }?.field
      column.mustBeSaid = name.mustBeSaid
      columns.append(column)
    }
    // A record is refused for a name of which nothing is said.
    settings.ignoredColumns = names.dropFirst(most).map {
      IgnoredColumn(column: $0.text, reason: "beyond what is looked at")
    }
    // Formats of named values put each name's values in front of what a field takes of them.
    if format.hasRepeats { cellsBefore = names.count }
  }

  private func isUsable(_ name: String) -> Bool {
    if case .own(_, let problem) = format.columns { return problem(name) == nil }
    return true
  }

  private mutating func takeStandardColumns() {
    settings.columns = format.standardColumns.map { rule in
      var rule = rule
      rule.isOptional = true
      return rule
    }
    columns = format.standardColumns.map { rule in
      var column = SniffedColumn(name: rule.columns.joined(separator: " + "), isName: true)
      column.field = rule.field
      return column
    }
  }
}
