package import RecordModel

/// What `inspect` found in one file: counts, evidence and patterns; values only when asked for.
package struct FileInspection: Sendable {
  /// A pattern of values and the rows that share it.
  package struct Pattern: Sendable, Equatable {
    package var text: String
    package var rows: UInt64
    package init(text: String, rows: UInt64) {
      self.text = text
      self.rows = rows
    }
  }

  /// Rows by how their date can be read.
  package struct Dates: Sendable, Equatable {
    package var onlyDayFirst: UInt64 = 0
    package var onlyMonthFirst: UInt64 = 0
    package var eitherOrder: UInt64 = 0
    package var yearFirst: UInt64 = 0
    package var compact: UInt64 = 0
    package var twoDigitYears: UInt64 = 0
    package init() {}

    /// Rows that are dates.
    package var all: UInt64 { onlyDayFirst + onlyMonthFirst + eitherOrder + yearFirst + compact }
  }

  /// One column.
  package struct Column: Sendable {
    /// Counted from 1.
    package var number: Int
    /// The heading or path; nil where it might be a value.
    package var name: String?
    /// The field it looks like.
    package var looksLike: Field?
    package var filled: UInt64
    package var distinct: UInt64
    package var isDistinctExact: Bool
    /// Characters of the shortest and the longest value; nil when there is none.
    package var lengths: ClosedRange<Int>?
    package var repeats: Bool
    package var patterns: [Pattern]
    /// Rows in patterns that are not listed.
    package var otherRows: UInt64
    /// Nil where less than half of the values are dates.
    package var dates: Dates?
    /// The most frequent values: only for a terminal, when they were asked for.
    package var values: [(text: PatientText, rows: UInt64)]

    package init(number: Int, name: String?) {
      self.number = number
      self.name = name
      looksLike = nil
      filled = 0
      distinct = 0
      isDistinctExact = true
      lengths = nil
      repeats = false
      patterns = []
      otherRows = 0
      dates = nil
      values = []
    }
  }

  package var name: String
  package var format: String
  package var formatReason: String
  package var encoding: String
  package var isEncodingProved: Bool
  package var encodingReason: String
  package var strayBytes: UInt64
  package var mark: String?
  package var feeds: UInt64
  package var returnFeeds: UInt64
  package var returns: UInt64
  package var delimiter: String?
  package var each: String?
  package var isHeader: Bool?
  package var isHeaderCertain: Bool
  package var headerReason: String?
  package var rows: UInt64 = 0
  package var usable: UInt64 = 0
  package var ignored: UInt64 = 0
  package var refusals: [(rule: RuleCode, sentence: String, rows: UInt64)] = []
  package var bytes = ExportBytes()
  package var columns: [Column] = []
  package var hasMoreColumns = false

  package init(name: String, format: String, formatReason: String) {
    self.name = name
    self.format = format
    self.formatReason = formatReason
    encoding = ""
    isEncodingProved = false
    encodingReason = ""
    strayBytes = 0
    mark = nil
    feeds = 0
    returnFeeds = 0
    returns = 0
    delimiter = nil
    each = nil
    isHeader = nil
    isHeaderCertain = false
    headerReason = nil
  }
}

/// Columns by which files of one shape differ.
package struct InspectionDifference: Sendable, Equatable {
  package var file: String
  /// The file it is compared with.
  package var other: String
  /// Columns it lacks, and columns it has besides.
  package var lacks: [String]
  package var hasBesides: [String]

  package init(file: String, other: String, lacks: [String], hasBesides: [String]) {
    self.file = file
    self.other = other
    self.lacks = lacks
    self.hasBesides = hasBesides
  }
}
