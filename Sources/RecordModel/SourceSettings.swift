/// One kind of export: its files, format and columns.
package struct SourceSettings: Sendable, Equatable {
  /// The source's name is part of its rows' keys and so of document ids.
  package var name: String
  /// File name patterns (`*`, `?`, `[a-z]`), relative to the workspace.
  package var files: [String]
  /// Patterns of the delivery manifests that say what these files must be; none when there are none.
  package var manifests: [String]
  /// A name of the format catalogue: `csv`, `xml`.
  package var format: String
  /// Says whether exports are lines of text, and no markup.
  package var isPlainText: Bool
  /// An encoding's name, or nil to decide by evidence.
  package var encoding: String?
  /// The delimiter, of one character or more, or nil to decide by evidence.
  package var delimiter: String?
  /// How a quotation mark inside a quoted cell is written.
  package var quotes: QuoteStyle
  /// Bytes of a record, where records have no line ends; nil for lines.
  package var recordLength: Int?
  package var hasHeader: Bool
  package var rowsAre: RowMeaning
  package var mode: DeliveryMode
  /// Says whether a run without any file of this source is an error.
  package var isRequired: Bool
  /// What an export that cannot be used does to the night.
  package var unusable: UnusablePolicy
  /// A constant facility code; with nil the column mapped to `facility` says it.
  package var facility: String?
  package var columns: [ColumnRule]
  package var ignoredColumns: [IgnoredColumn]
  /// Lines that begin with one of these are no rows: trailers, comments.
  package var ignoredLines: [IgnoredLine]
  /// Says whether outer ASCII spaces of headings and cells are dropped.
  package var trims: Bool
  /// XML: the path of the elements that are rows.
  package var each: String?
  /// For a first look: every column is read, whatever its heading, and `columns` may be empty.
  ///
  /// No pipeline file says so.
  package var takesEveryColumn: Bool
  /// The pipeline file as it was named, for messages.
  package var pipelineFile: String
  /// Line of the source in the pipeline file, for messages.
  package var line: Int

  package init(name: String, files: [String], format: String, columns: [ColumnRule]) {
    self.name = name
    self.files = files
    manifests = []
    self.format = format
    self.columns = columns
    isPlainText = true
    encoding = nil
    delimiter = nil
    quotes = .doubled
    recordLength = nil
    hasHeader = true
    rowsAre = .documents
    mode = .delta
    isRequired = true
    unusable = .stop
    facility = nil
    pipelineFile = "pipeline.yaml"
    ignoredColumns = []
    ignoredLines = []
    trims = true
    each = nil
    takesEveryColumn = false
    line = 0
  }

  /// The rule that maps a field, if one does.
  package func rule(for field: Field) -> ColumnRule? { columns.first { $0.field == field } }

  /// A line of the pipeline file as messages say it: `lakeside.yaml:12`.
  package func place(ofLine line: Int) -> String { "\(pipelineFile):\(line)" }
}

/// What quotation marks mean in delimited text.
package enum QuoteStyle: String, CaseIterable, Sendable {
  /// A cell may stand in quotes; `""` inside is one.
  case doubled
  /// A cell may stand in quotes; `\"` inside is a quote and `\\` a backslash.
  case backslash
  /// Nothing: they are characters like others.
  case literal = "none"
}

/// What one row is.
package enum RowMeaning: String, CaseIterable, Sendable { case documents, pages }
/// What it means when a row is not delivered again.
package enum DeliveryMode: String, CaseIterable, Sendable {
  /// Nothing: it stays as it is.
  case delta
  /// It is gone: the files of a night together are all that the source has.
  case snapshot
}

/// What happens when an export as a whole cannot be used.
package enum UnusablePolicy: String, CaseIterable, Sendable {
  /// Nothing is published until it is mended or taken out of the inbox.
  case stop
  /// The others are published, and the run says what is missing.
  case leaveOut = "leave-out"
}

/// A column that nothing is read from, and why.
package struct IgnoredColumn: Sendable, Equatable {
  package var column: String
  package var reason: String
  package init(column: String, reason: String) {
    self.column = column
    self.reason = reason
  }
}

/// Lines that are no rows, and why.
package struct IgnoredLine: Sendable, Equatable {
  package var prefix: String
  package var reason: String
  package init(prefix: String, reason: String) {
    self.prefix = prefix
    self.reason = reason
  }
}
