package import RecordModel

/// Reads XML (to come).
package struct XMLSource: Source {
  package struct Block: Sendable {}
  package init(settings: SourceSettings, layout: Layout) throws(ExportError) {
    throw ExportError(
      code: "XML-00",
      file: settings.name,
      problem: "XML cannot be read yet",
      remedy: "Export CSV"
    )
  }
  package func read(_ export: ExportFile, emit: (Block) -> Bool) throws(ExportError) -> ExportBytes
  { ExportBytes() }
  package func parse(_ block: Block) throws(ExportError) -> RecordBatch {
    RecordBatch(firstOrdinal: 1, columnCount: 0)
  }
}
