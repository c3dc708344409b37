import RecordModel

/// Batches of records that name their own values.
extension RecordBatch {
  /// Puts the cells of a block's records together with what the block knows about them.
  init(
    _ block: RecordBlock,
    _ columns: NamedColumns,
    _ table: NamedTable,
    _ refusals: [RuleCode],
    _ settings: SourceSettings
  ) {
    self.init(firstOrdinal: block.firstOrdinal, columnCount: columns.columnCount)
    cells = table.cells
    ends = table.ends
    places = block.places
    self.refusals = refusals
    ignored = block.rows.map(\.ignored)
    columnOfField = columns.columnOfField
    FacilityColumn(settings: settings).fill(&self)
  }
}

/// The error of an export in which no record was found.
enum NoRecords {
  static func error(_ export: ExportFile, _ problem: String) -> ExportError {
    ExportError(
      code: "FILE-01",
      file: export.deliveredAs,
      problem: "has \(problem)",
      remedy: "Ask for the export again, or correct 'format:' in the pipeline file"
    )
  }
}
