package import RecordModel

/// Reads index files that OnBase takes in by its document import processor without tags: "ordered DIP".
///
/// One line a document: the values in the order the import process was set up with, delimiters
/// between, no headings. A keyword that a document may have several times has as many places in
/// every line, empty ones where there is no value; a field takes them all, joined:
/// `encounter-number: {columns: ["5", "6"], join: ";"}`. So a line is delimited text without a header.
package enum OnBaseOrderedSource {
  package static let format = ExportFormat(
    name: "onbase-ordered",
    sentence: "OnBase index lines without headings, values in a fixed order",
    columns: .headings,
    keys: [.delimiter, .quote, .ignoredLines],
    isPlainText: true,
    hasHeader: false,
    reader: { (settings, layout) throws(ExportError) in
      CSVSource(settings: settings, layout: layout)
    }
  )
}
