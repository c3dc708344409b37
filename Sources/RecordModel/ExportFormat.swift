/// One kind of export: how a pipeline file speaks about it, and what reads it.
///
/// Every reader declares its own; `Formats.all` lists them. Pipeline files, the JSON Schema, messages
/// and runs all go by the declaration, so that a new format is one file and one line.
package struct ExportFormat: Sendable {
  /// What a column of the pipeline file names in exports of this format.
  package enum ColumnNaming: Sendable {
    /// Headings; numbers from 1 where there is no header line.
    case headings
    /// Paths below the element that is a row.
    case paths
    /// Something of the format's own, checked by it: what is wrong with a column, or nil.
    case own(example: String, problem: @Sendable (String) -> String?)
  }

  /// A key of a source that some formats have and others have not.
  package enum Key: String, CaseIterable, Sendable {
    case each, delimiter, quote, header
    case recordLength = "record-length"
    case ignoredLines = "ignore-lines"
  }

  /// What a person types behind `format:`.
  package let name: String
  /// What such a file is, in one sentence without its full stop.
  package let sentence: String
  package let columns: ColumnNaming
  package let keys: Set<Key>
  /// Says whether the file is text whose encoding the pipeline file may leave to the evidence.
  package let isPlainText: Bool
  /// Says whether the first line holds headings, where the pipeline file does not say.
  package let hasHeader: Bool
  /// Says whether a row can have several values for one column, so that `first` and `join` mean something.
  package let hasRepeats: Bool
  /// Columns that mean the same in every export of this format; a pipeline file overrides them field by field.
  package let standardColumns: [ColumnRule]
  /// How surely the beginning of a file is one of this format's; nil for a format that nothing shows.
  package let recognise: (@Sendable (FileBeginning) -> Likeness?)?
  /// What an export calls its values, where neither a heading nor the format says it: for a first look.
  package let names: NameSearch?
  /// The reader for one source.
  package let reader: @Sendable (SourceSettings, Layout) throws(ExportError) -> any Source

  /// Finds the names in an export, given its encoding: those of records that are built as they should
  /// be, in the order in which they first occur.
  package typealias NameSearch =
    @Sendable (ExportFile, SourceSettings, Layout) throws(ExportError) -> [FoundName]

  package init(
    name: String,
    sentence: String,
    columns: ColumnNaming,
    keys: Set<Key> = [],
    isPlainText: Bool = false,
    hasHeader: Bool = true,
    hasRepeats: Bool = false,
    standardColumns: [ColumnRule] = [],
    recognise: (@Sendable (FileBeginning) -> Likeness?)? = nil,
    names: NameSearch? = nil,
    reader: @escaping @Sendable (SourceSettings, Layout) throws(ExportError) -> any Source
  ) {
    self.name = name
    self.sentence = sentence
    self.columns = columns
    self.keys = keys
    self.isPlainText = isPlainText
    self.hasHeader = hasHeader
    self.hasRepeats = hasRepeats
    self.standardColumns = standardColumns
    self.recognise = recognise
    self.names = names
    self.reader = reader
  }
}

/// What an export calls one of its values.
package struct FoundName: Sendable, Equatable {
  /// As a pipeline file writes it.
  package var text: String
  /// Says whether a record has several values of it.
  package var repeats: Bool
  /// Says whether a pipeline file must map or ignore it, lest records be refused.
  package var mustBeSaid: Bool

  package init(_ text: String, repeats: Bool = false, mustBeSaid: Bool = true) {
    self.text = text
    self.repeats = repeats
    self.mustBeSaid = mustBeSaid
  }
}

/// The first bytes of a file, as text: what a format is recognised by.
package struct FileBeginning: Sendable {
  /// Without byte order mark; UTF-16 and EBCDIC decoded, everything else as it stands in the file.
  package let bytes: [UInt8]
  /// Says whether these are all bytes of the file.
  package let isWhole: Bool

  package init(bytes: [UInt8], isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
  }
}

/// How surely a file is of a format, and what shows it: in words, never a value.
package struct Likeness: Sendable, Equatable {
  /// The higher wins.
  package enum Degree: Int, Comparable, Sendable {
    /// Nothing speaks against it.
    case possible
    /// Its lines or elements are built so.
    case likely
    /// It bears the format's own signature.
    case certain

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package var degree: Degree
  package var reason: String

  package init(_ degree: Degree, _ reason: String) {
    self.degree = degree
    self.reason = reason
  }
}
