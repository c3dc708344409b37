/// What one pipeline file says, checked and with its defaults filled in.
package struct PipelineSettings: Sendable, Equatable {
  /// The pipeline's name: letters, digits and hyphens.
  package var name: String
  /// A URI the hospital owns; part of every id that is ever given out.
  package var site: String
  /// In the order of the file.
  ///
  /// The order changes nothing.
  package var sources: [SourceSettings]
  /// Added to the built-in placeholder values, by field.
  package var placeholders: [Field: [String]]
  /// Over one of these, a night is staged and not published.
  package var limits: [Limit]
  /// Files that patients are spread over, by id.
  package var partitions: Int
  /// Put before an image path to make a URL.
  package var imageBase: String?
  /// Whose word counts first when sources differ about a patient.
  package var trust: [String]
  /// Folder of the published trees, relative to the workspace.
  package var publishTo: String
  /// The base URL of the server the bundles are for; with it every entry has a `fullUrl`.
  package var publishBase: String?
  /// Says what `fullUrl` entries have when no base is given.
  package var fullURL: FullURLPolicy
  /// Published runs kept.
  package var keepRuns: Int
  /// When the whole snapshot is written beside the changes.
  package var snapshot: SnapshotPolicy

  package init(name: String, site: String, sources: [SourceSettings]) {
    self.name = name
    self.site = site
    self.sources = sources
    placeholders = [:]
    limits = []
    partitions = 64
    imageBase = nil
    trust = []
    publishTo = "out"
    publishBase = nil
    fullURL = .uuid
    keepRuns = 3
    snapshot = .always
  }
}

/// What stands in a drafted pipeline file where only a person can know: `check` takes it, `run` does not.
extension PipelineSettings {
  /// A host that nobody can own (RFC 2606).
  package static let undecidedSite = "https://decide.invalid/charts"
  package static let undecidedFacility = "DECIDE"

  /// Says whether the site lies on a host that nobody can own.
  package var isSiteUndecided: Bool { site == Self.undecidedSite }
}

/// What an entry's `fullUrl` is while the server's address is not known.
///
/// FHIR R4 wants one in every entry (Bundle.entry.fullUrl); servers that store by `request.url` do
/// without, and a tree is 58 bytes an entry smaller then.
package enum FullURLPolicy: String, CaseIterable, Sendable { case uuid, none }

/// When the whole snapshot is written.
package enum SnapshotPolicy: String, CaseIterable, Sendable { case always, weekly, first }

/// A limit on findings: rows, or a share of the rows read.
package struct Limit: Sendable, Equatable {
  /// What is limited.
  package enum Subject: Sendable, Equatable {
    /// Rows that were refused.
    case quarantined
    /// Live rows of one snapshot source that tonight's whole set of files does not hold any more.
    case withdrawn
    case rule(RuleCode)
  }
  /// How many are still good.
  package enum Amount: Sendable, Equatable {
    case rows(UInt64)
    /// In millionths of the rows read, so that 0.30 % is exact.
    case partsPerMillion(UInt64)
  }

  /// What a snapshot source may withdraw where the pipeline file says nothing: 1 % of its live rows.
  package static let ordinaryWithdrawal = Limit(
    subject: .withdrawn,
    amount: .partsPerMillion(10_000)
  )

  package var subject: Subject
  package var amount: Amount

  package init(subject: Subject, amount: Amount) {
    self.subject = subject
    self.amount = amount
  }

  /// Says whether so many rows are over the limit.
  package func isExceeded(by rows: UInt64, of read: UInt64) -> Bool {
    switch amount {
    case .rows(let most): rows > most
    case .partsPerMillion(let share): rows * 1_000_000 > share * read
    }
  }
}

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

/// One field and the column that says it.
package struct ColumnRule: Sendable, Equatable {
  package var field: Field
  /// Headings (delimited), column numbers from 1 (no header), or paths (XML).
  ///
  /// Several are joined.
  package var columns: [String]
  /// Put between several columns, or several matches of one XML path.
  package var join: String?
  /// XML: take the first of several matches.
  package var takesFirst: Bool
  /// Says whether the column may be absent from an export.
  package var isOptional: Bool
  /// Record numbers: who gives them; nil for the facility.
  package var assigner: String?
  /// Names: the order the parts are written in.
  package var nameOrder: NameOrder
  /// Dates: the order of day, month and year; nil to decide by the column's own evidence.
  package var dateOrder: DateOrder?
  /// Dates: the years that two digits may mean; nil for the hundred years up to the as-of date.
  package var twoDigitYears: ClosedRange<Int>?
  /// Codes as written, and what they mean.
  ///
  /// Sorted by the written code.
  package var map: [MappedCode]
  /// Line in the pipeline file, for messages.
  package var line: Int

  package init(field: Field, columns: [String]) {
    self.field = field
    self.columns = columns
    join = nil
    takesFirst = false
    isOptional = false
    assigner = nil
    nameOrder = .lastFirstMiddle
    dateOrder = nil
    twoDigitYears = nil
    map = []
    line = 0
  }
}

extension ColumnRule {
  /// Put between several columns.
  package var joinOfColumns: String {
    if let join { return join }
    switch field {
    case .documentID: return "/"
    case .mergedRecordNumber: return "^"
    default: return " "
    }
  }

  /// Says whether an empty column keeps its place: in numbers, where `7//3` is not `7/3`.
  package var keepsEmptyParts: Bool { field == .documentID || field == .mergedRecordNumber }
}

/// A written code and its meaning; `system` is set when a map file names one.
package struct MappedCode: Sendable, Equatable {
  package var written: String
  package var meaning: String
  package var system: String?

  package init(written: String, meaning: String, system: String? = nil) {
    self.written = written
    self.meaning = meaning
    self.system = system
  }
}

/// How a combined name is written.
package enum NameOrder: String, CaseIterable, Sendable {
  case lastFirstMiddle = "LAST, FIRST MIDDLE"
  case lastFirstMiddleNoComma = "LAST FIRST MIDDLE"
  case firstMiddleLast = "FIRST MIDDLE LAST"
}

/// The order in which a date's numbers are written.
package enum DateOrder: String, CaseIterable, Sendable {
  case yearMonthDay = "year-month-day"
  case monthDayYear = "month-day-year"
  case dayMonthYear = "day-month-year"
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
