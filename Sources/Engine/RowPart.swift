package import RecordModel

/// What a row part says besides its records: totals, findings and refused rows of one export.
package struct RowPartTrailer: Sendable, Equatable {
  /// Where each segment of records lies in the part, and how many records it has.
  package struct Segment: Sendable, Equatable {
    package var start: UInt64
    package var end: UInt64
    package var records: UInt32

    package init(start: UInt64, end: UInt64, records: UInt32) {
      self.start = start
      self.end = end
      self.records = records
    }
  }

  /// A finding, or a refused row: the rule, the field, where the row stands.
  package struct Entry: Sendable, Equatable {
    package var rule: RuleCode
    package var field: Field
    package var ordinal: UInt64
    package var line: UInt32
    package var start: UInt64
    package var length: UInt32

    package init(
      rule: RuleCode,
      field: Field,
      ordinal: UInt64,
      line: UInt32,
      start: UInt64,
      length: UInt32
    ) {
      self.rule = rule
      self.field = field
      self.ordinal = ordinal
      self.line = line
      self.start = start
      self.length = length
    }
  }

  package var rowsRead: UInt64 = 0
  /// Rows left out by a written rule, by the rule's number.
  package var ignored: [UInt64] = []
  package var bytes = ExportBytes()
  package var segments: [Segment] = []
  package var findings: [Entry] = []
  package var refused: [Entry] = []
  /// For each refused row that says which document it is the key it would have; else `.none`.
  package var refusedKeys: [RowKey] = []

  package init() {}

  /// Rows that have a record.
  package var recordCount: Int { segments.reduce(0) { $0 + Int($1.records) } }
}

/// What the row stages made of one batch, encoded by the worker that did it.
struct EncodedBatch: Sendable {
  var records: [UInt8] = []
  var recordCount: UInt32 = 0
  var rowsRead: UInt64 = 0
  var ignored: [UInt64] = []
  var findings: [RowPartTrailer.Entry] = []
  var refused: [RowPartTrailer.Entry] = []
  var refusedKeys: [RowKey] = []

  /// Encodes a batch that has been through all row stages.
  init(_ batch: borrowing RecordBatch) {
    rowsRead = UInt64(batch.rowCount)
    for row in 0..<batch.rowCount where batch.ignored[row] != 0 {
      if batch.refusals[row] == .none { count(ignoredBy: Int(batch.ignored[row]) - 1) }
    }
    let encoder = RowRecordEncoder(batch)
    records = encoder.bytes
    recordCount = UInt32(truncatingIfNeeded: encoder.count)
    takeFindings(of: batch)
  }

  private mutating func count(ignoredBy rule: Int) {
    while ignored.count <= rule { ignored.append(0) }
    ignored[rule] += 1
  }

  private mutating func takeFindings(of batch: borrowing RecordBatch) {
    for index in 0..<batch.findings.count {
      let row = Int(batch.findings.row[index])
      let entry = RowPartTrailer.Entry(
        rule: batch.findings.rule[index],
        field: batch.findings.field[index],
        ordinal: batch.firstOrdinal + UInt64(row),
        line: batch.places.line[row],
        start: batch.places.start[row],
        length: batch.places.length[row]
      )
      guard batch.refusals[row] == entry.rule else {
        findings.append(entry)
        continue
      }
      refused.append(entry)
      refusedKeys.append(Self.documentKey(of: row, in: batch))
    }
  }

  /// The key of a row that names its document; a key made of what the cells say would be another one
  /// as soon as one cell is corrected.
  private static func documentKey(of row: Int, in batch: borrowing RecordBatch) -> RowKey {
    guard let column = batch.column(of: .documentID), !batch.cell(row, column).isEmpty else {
      return .none
    }
    return batch.keys[row]
  }
}
