package import RecordModel

/// Writes the row part of one export, batch by batch, in order.
final class RowPartWriter {
  private let part: any PartWriter
  private(set) var trailer = RowPartTrailer()

  init(_ part: any PartWriter) throws(StoreError) {
    self.part = part
    let magic = RowPartFormat.magic
    try part.append(magic.span)
  }

  /// Appends the next batch.
  func append(_ batch: EncodedBatch) throws(StoreError) {
    let start = part.byteCount
    try part.append(batch.records.span)
    if batch.recordCount > 0 {
      trailer.segments.append(
        .init(start: start, end: part.byteCount, records: batch.recordCount)
      )
    }
    trailer.rowsRead += batch.rowsRead
    for (rule, count) in batch.ignored.enumerated() {
      while trailer.ignored.count <= rule { trailer.ignored.append(0) }
      trailer.ignored[rule] += count
    }
    trailer.findings += batch.findings
    trailer.refused += batch.refused
    trailer.refusedKeys += batch.refusedKeys
  }

  /// Makes the part durable; returns its name.
  func finish(bytes: ExportBytes) throws(StoreError) -> ContentDigest {
    trailer.bytes = bytes
    let start = part.byteCount
    var tail = RowPartFormat.encode(trailer)
    RowPartFormat.put(start, to: &tail)
    tail += RowPartFormat.magic
    try part.append(tail.span)
    return try part.finish()
  }

  /// Forgets what was written.
  func cancel() { part.cancel() }
}

/// A row part opened for reading.
package struct RowPart: Sendable {
  package let trailer: RowPartTrailer
  package let reader: any PartReader

  /// Opens a part and reads its trailer.
  package init(_ digest: ContentDigest, in store: some PartStore) throws(StoreError) {
    reader = try store.open(digest)
    let damaged = StoreError(call: "read row part", path: digest.hex, code: 0)
    guard reader.byteCount > RowPartFormat.footerLength else { throw damaged }
    var bytes: [UInt8] = []
    let footer = reader.byteCount - RowPartFormat.footerLength
    try reader.read(footer..<reader.byteCount, into: &bytes)
    guard bytes[8...].elementsEqual(RowPartFormat.magic) else { throw damaged }
    var cursor = Cursor(at: 0)
    let start: UInt64 = cursor.integer(bytes.span)
    guard start <= footer else { throw damaged }
    try reader.read(start..<footer, into: &bytes)
    guard let trailer = RowPartFormat.decode(bytes.span) else { throw damaged }
    self.trailer = trailer
  }
}
