package import RecordModel

/// Reads HL7 v2 messages: one, many, or batches of them; every patient of a message is a row.
///
/// A message without PID is nobody's and is refused (PAT-01). So is one that takes back what another
/// said (HL7-04): cancelled documents and deleted patients are for a person to decide. All other
/// messages are rows, whatever their kind; those that name no document are rows about a person.
package struct HL7Source: Source {
  package static let format = ExportFormat(
    name: "hl7",
    sentence: "HL7 v2 messages, one or batches of them, with values in fields of segments",
    columns: .own(example: "PID-5.1, PID-3(MR).1, OBX(2=RP)-5.1", problem: HL7Path.problem),
    isPlainText: true,
    hasRepeats: true,
    standardColumns: HL7StandardColumns.all,
    recognise: FormatSignatures.hl7,
    reader: { (settings, layout) throws(ExportError) in
      try HL7Source(settings: settings, layout: layout)
    }
  )

  private let settings: SourceSettings
  private let encoding: CharacterEncoding
  private let plan: HL7Plan
  private let table: SingleByteTable?
  private let blockSize: Int

  /// Prepares a source.
  ///
  /// - Throws: `HL7-02` for a column that is no path.
  package init(settings: SourceSettings, layout: Layout) throws(ExportError) {
    try self.init(settings: settings, layout: layout, blockSize: 1_000_000)
  }

  /// For tests: what is read must not depend on the size of the pieces.
  init(settings: SourceSettings, layout: Layout, blockSize: Int) throws(ExportError) {
    self.settings = settings
    self.blockSize = blockSize
    encoding = CharacterEncoding(rawValue: layout.encoding) ?? .utf8
    table = SingleByteTable(encoding)
    plan = try HL7Plan(settings)
  }

  package func read(
    _ export: ExportFile,
    emit: (HL7Block) -> Bool
  ) throws(ExportError) -> ExportBytes {
    var reading = try HL7Reading(encoding, export, blockSize: blockSize)
    try reading.run(emit)
    return reading.book
  }

  package func parse(_ block: HL7Block) throws(ExportError) -> RecordBatch {
    var batch = table(of: block)
    RowIdentity(settings: settings, headings: plan.headings).identify(&batch)
    return batch
  }

  package func table(of block: HL7Block) -> RecordBatch {
    var batch = RecordBatch(firstOrdinal: block.firstOrdinal, columnCount: plan.cells.count)
    var values = HL7Values(plan, trims: settings.trims, table: table)
    for row in block.rows { values.append(row, of: block) }
    batch.cells = values.cells
    batch.ends = values.ends
    batch.refusals = values.refusals
    batch.places = block.places
    batch.ignored = Array(repeating: 0, count: block.rows.count)
    batch.columnOfField = plan.columnOfField
    FacilityColumn(settings: settings).fill(&batch)
    return batch
  }
}
