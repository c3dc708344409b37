import Digests
import Glibc
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
  private let rowsArePages: Bool
  /// The file's own columns in the order in which they are hashed.
  private let order: [Int]
  /// What a document's key, a content's key and a digest begin with.
  private let documentPrefix: [UInt8]
  private let contentPrefix: [UInt8]
  private let digestPrefix: [UInt8]
  private let headings: [UInt8]

  init(settings: SourceSettings, headings names: [String]) {
    rowsArePages = settings.rowsAre == .pages
    order = names.indices.sorted { left, right in
      let (first, second) = (names[left].utf8, names[right].utf8)
      if first.elementsEqual(second) { return left < right }
      return first.lexicographicallyPrecedes(second)
    }
    digestPrefix = Self.part(settings.name)
    documentPrefix = digestPrefix + Self.part("document")
    contentPrefix = digestPrefix + Self.part("content")
    var list: [UInt8] = []
    for column in order { list += Self.part(names[column]) }
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
    var text = HashedText(capacity: longestText(batch))
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
      text.begin(digestPrefix)
      text.append(key)
      appendContent(table, cells, ends, &text)
      digests.append(text.digest)
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
    _ text: inout HashedText
  ) -> RowKey {
    guard let document, !row.range(document, ends).isEmpty else {
      text.begin(contentPrefix)
      appendContent(row, cells, ends, &text)
      return text.digest
    }
    text.begin(documentPrefix)
    text.append(row.range(document, ends), of: cells)
    for page in pages where !row.range(page, ends).isEmpty {
      text.append(row.range(page, ends), of: cells)
      break
    }
    return text.digest
  }

  private func appendContent(
    _ row: RowCells,
    _ cells: borrowing Span<UInt8>,
    _ ends: borrowing Span<UInt32>,
    _ text: inout HashedText
  ) {
    text.append(headings)
    for column in order { text.append(row.range(column, ends), of: cells) }
  }

  private func longestText(_ batch: RecordBatch) -> Int {
    var longest = 0
    for row in 0..<batch.rowCount {
      let last = (row + 1) * batch.columnCount - 1
      guard last >= batch.columnCount else { continue }
      longest = max(longest, Int(batch.ends[last]) - Int(batch.ends[last - batch.columnCount]))
    }
    // The first row has no end before it.
    if batch.columnCount > 0, batch.rowCount > 0 {
      longest = max(longest, Int(batch.ends[batch.columnCount - 1]))
    }
    return contentPrefix.count + documentPrefix.count + headings.count + 16
      + longest * 2 + (batch.columnCount + 4) * 4
  }

  private static func part(_ text: String) -> [UInt8] {
    let length = UInt32(truncatingIfNeeded: text.utf8.count).littleEndian
    return withUnsafeBytes(of: length) { Array($0) } + Array(text.utf8)
  }
}

/// The text that is hashed for one row, in a buffer that serves all rows of a batch.
private struct HashedText {
  private var bytes: [UInt8]
  private var count = 0

  init(capacity: Int) { bytes = Array(repeating: 0, count: capacity) }

  /// Forgets the last text.
  mutating func begin(_ prefix: [UInt8]) {
    count = 0
    append(prefix)
  }

  mutating func append(_ part: [UInt8]) {
    part.withUnsafeBytes { append($0.baseAddress, $0.count) }
  }

  mutating func append(_ key: RowKey) {
    let words = (key.high.bigEndian, key.low.bigEndian)
    withUnsafeBytes(of: words) { append($0.baseAddress, 16) }
  }

  /// Appends the length and the bytes of a cell.
  mutating func append(_ range: Range<Int>, of cells: borrowing Span<UInt8>) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: range.count).littleEndian) {
      append($0.baseAddress, 4)
    }
    cells.extracting(range).withUnsafeBytes { append($0.baseAddress, $0.count) }
  }

  /// The first 128 bits of the text's SHA-256.
  var digest: Key128 {
    let words = sha256(bytes.span.extracting(0..<count))
    return Key128(high: words.0, low: words.1)
  }

  private mutating func append(_ source: UnsafeRawPointer?, _ length: Int) {
    precondition(count + length <= bytes.count, "the buffer holds the longest row of the batch")
    guard length > 0, let source else { return }
    let end = count
    bytes.withUnsafeMutableBytes { target in
      if let base = target.baseAddress { memcpy(base + end, source, length) }
    }
    count = end + length
  }
}
