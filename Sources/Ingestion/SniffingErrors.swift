import RecordModel

/// Why a file cannot be looked at.
extension SniffedExport {
  static func empty(_ export: ExportFile) -> ExportError {
    ExportError(
      code: "FILE-01",
      file: export.deliveredAs,
      problem: "is empty (0 bytes)",
      remedy: "Ask for the export again"
    )
  }

  static func undecided(_ export: ExportFile, _ verdict: EncodingVerdict) -> ExportError {
    ExportError(
      code: "ENC-01",
      file: export.deliveredAs,
      problem: "cannot be read as text: \(verdict.reason)",
      remedy: "Ask which encoding the export has, and say --encoding NAME"
    )
  }

  static func noFormat(_ export: ExportFile) -> ExportError {
    ExportError(
      code: "FILE-11",
      file: export.deliveredAs,
      problem: "is of no format that is known: it has bytes that no text has",
      remedy: "Ask for the index as text or XML; if it is one, say --format and --encoding"
    )
  }

  static func noRows(_ export: ExportFile) -> ExportError {
    ExportError(
      code: "XML-03",
      file: export.deliveredAs,
      problem: "no element has values in elements or attributes below it",
      remedy: "Check that the file is an index; --format says what else it may be"
    )
  }
}
