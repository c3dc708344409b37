import RecordModel

@testable import Engine

/// A row of a test: which document it is, what it says, whose it is.
struct TestRow: Equatable, Sendable {
  var key: UInt64
  var content: UInt64
  var number = ""
  /// A refused row keeps its key when a rule refused it, and has none when it could not be read.
  var refusal = RuleCode.none
  /// A line that a written rule leaves out: a trailer.
  var isIgnored = false
}

/// A batch that holds these rows, normalized.
func batch(_ rows: [TestRow], firstOrdinal: UInt64 = 1) -> RecordBatch {
  var batch = RecordBatch(firstOrdinal: firstOrdinal, columnCount: 1)
  batch.columnOfField[Int(Field.documentID.rawValue)] = 0
  for (index, row) in rows.enumerated() {
    batch.places.append(start: UInt64(index * 10), length: 9, line: UInt32(index + 1))
    batch.keys.append(Key128(high: row.key &* 0x9e37_79b9_7f4a_7c15, low: row.key))
    batch.digests.append(Key128(high: row.content, low: 1))
    batch.refusals.append(row.refusal)
    batch.ignored.append(row.isIgnored ? 1 : 0)
    if row.refusal != .wrongCellCount { batch.cells += Array(String(row.key).utf8) }
    batch.ends.append(UInt32(batch.cells.count))
    if row.refusal != .none { batch.findings.append(row.refusal, .documentID, row: index) }
    for tag in 0..<TextValue.count {
      let text = tag == Int(TextValue.recordNumber.rawValue) ? row.number : ""
      batch.values.text[tag].append(text.utf8)
    }
    for date in batch.values.dates.indices { batch.values.dates[date].append(0) }
    batch.values.sex.append(0)
    batch.values.ssn.append(0)
    batch.values.pageCount.append(0)
  }
  return batch
}

/// A delivery of these rows, kept in the store.
func delivery(
  _ rows: [TestRow],
  night: UInt16 = 1,
  source: UInt8 = 0,
  name: UInt64 = 1,
  isPublished: Bool = false,
  mode: DeliveryMode = .delta,
  bytes: ExportBytes = ExportBytes(),
  hasLeftOut: Bool = false,
  in store: MemoryPartStore
) throws -> Delivery {
  let writer = try RowPartWriter(store.begin())
  for start in stride(from: 0, to: rows.count, by: 3) {
    let piece = Array(rows[start..<min(rows.count, start + 3)])
    try writer.append(EncodedBatch(batch(piece, firstOrdinal: UInt64(start + 1))))
  }
  let part = try RowPart(writer.finish(bytes: bytes), in: store)
  return Delivery(
    part: part,
    export: ContentDigest(words: (name, 0, 0, 0)),
    source: source,
    night: night,
    asOf: .missing,
    isPublished: isPublished,
    mode: mode,
    hasLeftOut: hasLeftOut
  )
}

/// Accounts for deliveries on so many workers.
func account(_ deliveries: [Delivery], jobs: Int = 2, sources: Int = 1) throws -> AccountedRows {
  let farm = Farm(jobs: jobs)
  return accountRows(
    try DeliveredRows(deliveries, workers: farm),
    sourceCount: sources,
    workers: farm
  )
}
