import RecordModel

/// Builds one text column: values are written byte by byte, then ended, one a row.
///
/// Owns its memory and checks every write, so no caller can leave it; costs one copy at the end. Every
/// value fits the 16-bit length that parts store: a longer one is dropped, never cut.
struct TextWriter: ~Copyable {
  /// The longest value that a part can hold.
  static let longestValue = 65_535

  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0
  private var valueStart = 0
  private let ends: UnsafeMutablePointer<UInt32>
  private let rowCount: Int
  private var row = 0

  /// Makes room for so many rows and about so many bytes.
  init(rows: Int, expecting: Int) {
    capacity = max(64, expecting)
    bytes = .allocate(capacity: capacity)
    rowCount = rows
    ends = .allocate(capacity: max(1, rows))
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  /// Bytes of the value that is being written.
  var openCount: Int { count - valueStart }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    bytes[count] = byte
    count += 1
  }

  /// Appends a whole run of bytes.
  @inline(__always)
  mutating func append(_ run: Span<UInt8>) {
    reserve(run.count)
    let target = UnsafeMutableRawPointer(bytes + count)
    run.withUnsafeBytes { source in
      if source.count <= 16 {
        Self.copyShort(source, to: target)
      } else {
        target.copyMemory(
          from: source.baseAddress ?? UnsafeRawPointer(target),
          byteCount: source.count
        )
      }
    }
    count += run.count
  }

  /// Copies up to 16 bytes in two moves that may overlap, which beats a call for cells this short.
  @inline(__always)
  private static func copyShort(
    _ source: UnsafeRawBufferPointer,
    to target: UnsafeMutableRawPointer
  ) {
    let count = source.count
    if count >= 8 {
      copy(UInt64.self, source, to: target, at: 0)
      copy(UInt64.self, source, to: target, at: count - 8)
    } else if count >= 4 {
      copy(UInt32.self, source, to: target, at: 0)
      copy(UInt32.self, source, to: target, at: count - 4)
    } else {
      for index in 0..<count { copy(UInt8.self, source, to: target, at: index) }
    }
  }

  @inline(__always)
  private static func copy<Word: BitwiseCopyable>(
    _ word: Word.Type,
    _ source: UnsafeRawBufferPointer,
    to target: UnsafeMutableRawPointer,
    at offset: Int
  ) {
    target.storeBytes(
      of: source.loadUnaligned(fromByteOffset: offset, as: word),
      toByteOffset: offset,
      as: word
    )
  }

  /// Appends bytes that are kept in an array.
  mutating func append(_ kept: [UInt8]) { append(kept.span) }

  /// Appends the bytes of a short text of our own.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { for byte in $0 { append(byte) } }
  }

  /// Appends the letters of a packed word.
  @inline(__always)
  mutating func append(_ word: PackedWord) {
    guard word.isWhole, word.count > 0 else { return }
    reserve(16)
    let leading = word.letters << UInt128(truncatingIfNeeded: (16 - word.count) &* 8)
    UnsafeMutableRawPointer(bytes + count).storeBytes(of: leading.bigEndian, as: UInt128.self)
    count += word.count
  }

  /// Appends a run with control characters as spaces, and no outer or doubled spaces.
  @inline(__always)
  mutating func appendTidied(_ run: Span<UInt8>) {
    if isTidy(run) { append(run) } else { appendTidying(run) }
  }

  private mutating func appendTidying(_ run: Span<UInt8>) {
    var index = 0
    var owesSpace = false
    while index < run.count {
      let width = spaceWidth(run, index)
      if width > 0 {
        owesSpace = openCount > 0
        index += width
        continue
      }
      if owesSpace { append(UInt8(ascii: " ")) }
      owesSpace = false
      append(run[index])
      index += 1
    }
  }

  /// Appends only the letters and digits of a run: upper case, without marks on letters.
  @inline(__always)
  mutating func appendFolded(_ run: Span<UInt8>) {
    reserve(run.count)
    let base = bytes
    var at = count
    var index = 0
    while index < run.count {
      let byte = run[index]
      let folded = foldedASCII(byte)
      if folded != 0 {
        base[at] = folded
        at += 1
      } else if byte >= 0x80 {
        let letters = foldedLetters(run, at: index)
        if letters.first != 0 {
          base[at] = letters.first
          at += 1
        }
        if letters.second != 0 {
          base[at] = letters.second
          at += 1
        }
        index += letters.width - 1
      }
      index += 1
    }
    count = at
  }

  /// Forgets what was written of the open value.
  mutating func dropValue() { count = valueStart }

  /// Forgets a part of the open value: all but its first bytes.
  mutating func shortenValue(to length: Int) {
    count = min(count, valueStart + max(0, length))
  }

  /// Lends the open value.
  func withValue<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: bytes + valueStart, count: openCount).span)
  }

  /// Ends the value of the next row; empty means missing.
  ///
  /// More values than rows are not taken.
  @inline(__always)
  mutating func endValue() {
    if count - valueStart > Self.longestValue { count = valueStart }
    guard row < rowCount else {
      count = valueStart
      return
    }
    ends[row] = UInt32(truncatingIfNeeded: count)
    row += 1
    valueStart = count
  }

  /// Ends rows that were left over and hands the column out, once.
  mutating func finish() -> TextColumn {
    while row < rowCount { endValue() }
    var column = TextColumn()
    column.bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
    column.ends = Array(UnsafeBufferPointer(start: ends, count: rowCount))
    return column
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(by: more) }
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    let wider = max(capacity * 2, count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: wider)
    moved.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = moved
    capacity = wider
  }
}
