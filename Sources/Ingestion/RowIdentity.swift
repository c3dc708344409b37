import Digests
import RecordModel

/// Gives each row the key it is known by for ever, and the digest of what it says.
///
/// Both are the first 128 bits of a SHA-256 over parts that each carry their length (32 bits, little-endian):
/// - key of a document's row: source name, `document`, document id (rows that are pages: and the
///   frame, or where that is missing the image);
/// - key of a row without document id: source name, `content`, then each column's heading and cell;
/// - digest: source name, row key, then each column's heading and cell.
///
/// Columns go by the bytes of their headings, so an export whose columns were moved says the same.
/// To hash less, the headings go in as one SHA-256 of the ordered list: it stands for the same text.
struct RowIdentity: Sendable {
  private let sourceName: [UInt8]
  private let rowsArePages: Bool
  /// The file's own columns in the order in which they are hashed.
  private let order: [Int]
  private let headings: [UInt8]

  init(settings: SourceSettings, headings names: [String]) {
    sourceName = Array(settings.name.utf8)
    rowsArePages = settings.rowsAre == .pages
    order = names.indices.sorted { left, right in
      let (first, second) = (names[left].utf8, names[right].utf8)
      if first.elementsEqual(second) { return left < right }
      return first.lexicographicallyPrecedes(second)
    }
    var list: [UInt8] = []
    for column in order { Self.append(Array(names[column].utf8), to: &list) }
    let words = sha256(list.span)
    headings = [words.0, words.1, words.2, words.3].flatMap { word in
      withUnsafeBytes(of: word.bigEndian) { Array($0) }
    }
  }

  /// Fills in keys and digests; refused and ignored rows have none.
  func identify(_ batch: inout RecordBatch) {
    (batch.keys, batch.digests) = identities(batch)
  }

  private func identities(_ batch: RecordBatch) -> ([RowKey], [RowDigest]) {
    var keys: [RowKey] = []
    var digests: [RowDigest] = []
    keys.reserveCapacity(batch.rowCount)
    digests.reserveCapacity(batch.rowCount)
    let document = batch.column(of: .documentID)
    let pages =
      rowsArePages ? [batch.column(of: .frame), batch.column(of: .image)].compactMap(\.self) : []
    var text: [UInt8] = []
    text.reserveCapacity(4096)
    let cells = batch.cells.span
    let ends = batch.ends.span
    for row in 0..<batch.rowCount {
      guard batch.isUsable(row) else {
        keys.append(.none)
        digests.append(.none)
        continue
      }
      let table = RowCells(first: row * batch.columnCount)
      let key = self.key(table, document, pages, cells, ends, &text)
      keys.append(key)
      begin(&text)
      append(key.high, to: &text)
      append(key.low, to: &text)
      appendContent(table, cells, ends, &text)
      digests.append(Self.digest(text))
    }
    return (keys, digests)
  }

  /// Finds the cells of one row in the arena.
  private struct RowCells {
    let first: Int

    @inline(__always)
    func range(_ column: Int, _ ends: borrowing Span<UInt32>) -> Range<Int> {
      let index = first + column
      return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
  }

  private func key(
    _ row: RowCells,
    _ document: Int?,
    _ pages: [Int],
    _ cells: borrowing Span<UInt8>,
    _ ends: borrowing Span<UInt32>,
    _ text: inout [UInt8]
  ) -> RowKey {
    begin(&text)
    guard let document, !row.range(document, ends).isEmpty else {
      Self.append(Array("content".utf8), to: &text)
      appendContent(row, cells, ends, &text)
      return Self.digest(text)
    }
    Self.append(Array("document".utf8), to: &text)
    append(row.range(document, ends), of: cells, to: &text)
    for page in pages where !row.range(page, ends).isEmpty {
      append(row.range(page, ends), of: cells, to: &text)
      break
    }
    return Self.digest(text)
  }

  private func begin(_ text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    Self.append(sourceName, to: &text)
  }

  private func appendContent(
    _ row: RowCells,
    _ cells: borrowing Span<UInt8>,
    _ ends: borrowing Span<UInt32>,
    _ text: inout [UInt8]
  ) {
    text.append(contentsOf: headings)
    for column in order { append(row.range(column, ends), of: cells, to: &text) }
  }

  @inline(__always)
  private func append(
    _ range: Range<Int>,
    of cells: borrowing Span<UInt8>,
    to text: inout [UInt8]
  ) {
    Self.appendLength(range.count, to: &text)
    cells.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }

  private func append(_ word: UInt64, to text: inout [UInt8]) {
    withUnsafeBytes(of: word.bigEndian) { text.append(contentsOf: $0) }
  }

  private static func append(_ part: [UInt8], to text: inout [UInt8]) {
    appendLength(part.count, to: &text)
    text.append(contentsOf: part)
  }

  @inline(__always)
  private static func appendLength(_ length: Int, to text: inout [UInt8]) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: length).littleEndian) {
      text.append(contentsOf: $0)
    }
  }

  private static func digest(_ text: [UInt8]) -> Key128 {
    let words = sha256(text.span)
    return Key128(high: words.0, low: words.1)
  }
}
