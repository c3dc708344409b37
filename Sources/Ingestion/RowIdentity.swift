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
    batch.cells.withUnsafeBytes { cells in
      batch.ends.withUnsafeBufferPointer { ends in
        for row in 0..<batch.rowCount {
          guard batch.isUsable(row) else {
            keys.append(.none)
            digests.append(.none)
            continue
          }
          let table = RowCells(cells: cells, ends: ends, first: row * batch.columnCount)
          let key = self.key(table, document, pages, &text)
          keys.append(key)
          text.begin(digestPrefix)
          text.append(key)
          appendContent(table, &text)
          digests.append(text.digest)
        }
      }
    }
    return (keys, digests)
  }

  /// Finds the cells of one row in the arena.
  private struct RowCells {
    let cells: UnsafeRawBufferPointer
    let ends: UnsafeBufferPointer<UInt32>
    let first: Int

    @inline(__always)
    subscript(column: Int) -> Range<Int> {
      let index = first + column
      return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }
  }

  private func key(
    _ row: RowCells,
    _ document: Int?,
    _ pages: [Int],
    _ text: inout HashedText
  ) -> RowKey {
    guard let document, !row[document].isEmpty else {
      text.begin(contentPrefix)
      appendContent(row, &text)
      return text.digest
    }
    text.begin(documentPrefix)
    text.append(row[document], of: row.cells)
    for page in pages where !row[page].isEmpty {
      text.append(row[page], of: row.cells)
      break
    }
    return text.digest
  }

  private func appendContent(_ row: RowCells, _ text: inout HashedText) {
    text.append(headings)
    for column in order { text.append(row[column], of: row.cells) }
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
private struct HashedText: ~Copyable {
  private let bytes: UnsafeMutableRawBufferPointer
  private let capacity: Int
  private var count = 0
  /// Cells are copied by so many bytes at a time, the last ones over their end.
  private static let step = 16

  init(capacity: Int) {
    self.capacity = capacity
    bytes = .allocate(byteCount: capacity + Self.step + sha256Padding, alignment: Self.step)
  }

  deinit { bytes.deallocate() }

  /// Forgets the last text.
  mutating func begin(_ prefix: [UInt8]) {
    count = 0
    append(prefix)
  }

  mutating func append(_ part: [UInt8]) {
    let start = take(part.count)
    part.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(rebasing: bytes[start...]).copyMemory(from: $0)
    }
  }

  mutating func append(_ key: RowKey) {
    let start = take(16)
    bytes.storeBytes(of: key.high.bigEndian, toByteOffset: start, as: UInt64.self)
    bytes.storeBytes(of: key.low.bigEndian, toByteOffset: start + 8, as: UInt64.self)
  }

  /// Appends the length and the bytes of a cell.
  @inline(__always)
  mutating func append(_ range: Range<Int>, of cells: UnsafeRawBufferPointer) {
    let start = take(4 + range.count)
    let length = UInt32(truncatingIfNeeded: range.count)
    guard let target = bytes.baseAddress, let source = cells.baseAddress else {
      return bytes.storeBytes(of: length.littleEndian, toByteOffset: start, as: UInt32.self)
    }
    target.storeBytes(of: length.littleEndian, toByteOffset: start, as: UInt32.self)
    let to = target + start + 4
    let from = source + range.lowerBound
    guard range.upperBound &+ Self.step <= cells.count else {
      memcpy(to, from, range.count)
      return
    }
    // Most cells are shorter than that: no question is asked of them.
    to.storeBytes(of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    var at = Self.step
    while at < range.count {
      let piece = from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      to.storeBytes(of: piece, toByteOffset: at, as: SIMD16<UInt8>.self)
      at &+= Self.step
    }
  }

  /// The first 128 bits of the text's SHA-256.
  var digest: Key128 {
    var span = bytes.bindMemory(to: UInt8.self).mutableSpan
    let words = sha256(padding: &span, count: count)
    return Key128(high: words.0, low: words.1)
  }

  @inline(__always)
  private mutating func take(_ length: Int) -> Int {
    let start = count
    precondition(start + length <= capacity, "the buffer holds the longest row of the batch")
    count = start + length
    return start
  }
}
