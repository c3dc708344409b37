import RecordModel

/// Finds where each row of delimited text begins and ends, and which lines are no rows.
///
/// Works on bytes in which delimiter, quote and line ends are ASCII, as `TextReader` hands them out. What it finds depends on the file alone, never on
/// how the file was cut into buffers. A line without quotes costs two or three `memchr`.
///
/// Rules for quotes:
/// - A quote inside an unquoted field is an ordinary character (`5" tube`).
/// - A field that opens with a quote must close with one before a delimiter or line end; `""` inside
///   is one quote. Spaces and tabs around the quotes are allowed where cells are trimmed.
/// - Where the source says `quote: backslash`, `\"` and `\\` inside a quoted field are a quote and a
///   backslash, and `""` is nothing special; where it says `none`, quotes are ordinary characters.
/// - A quoted field may run over line ends. But a quote that somebody forgot looks the same, and must
///   never swallow other rows: so when the field does not close properly, when a line it runs over could be
///   a whole row by itself, or when the row that comes out has not the right number of cells, only
///   the first physical line is damaged, and reading goes on at the next.
struct RowFramer {
  let form: CellForm
  /// In the bytes of the file.
  let ignoredPrefixes: [[UInt8]]
  /// Cells a row should have; 0 until the header has been read.
  var expectedCells = 0
  /// How long a record is where records have no line ends; nil for lines.
  let record: RecordLength?
  /// Says whether 0x1A behind the last line is the end mark of DOS, and no row.
  let hasEndMark: Bool
  private(set) var position = 0
  var lineFeed = NextByte(0x0A)
  var carriageReturn = NextByte(0x0D)
  var quote = NextByte(0x22)
  private var isInsideLongLine = false

  init(
    form: CellForm,
    ignoredPrefixes: [[UInt8]],
    record: RecordLength? = nil,
    hasEndMark: Bool = false
  ) {
    self.form = form
    self.ignoredPrefixes = ignoredPrefixes
    self.record = record
    self.hasEndMark = hasEndMark
  }

  /// Goes on at the front of a buffer from which the framed bytes have been taken away.
  mutating func rebase() {
    lineFeed.shift(by: position)
    carriageReturn.shift(by: position)
    quote.shift(by: position)
    position = 0
  }

  /// The next line or row; steps over it.
  mutating func next(_ bytes: borrowing Span<UInt8>, isAtEnd: Bool) -> FramedLine {
    let start = position
    if start == bytes.count, !isInsideLongLine { return isAtEnd ? .end : .needsMore }
    if let record {
      let line = framed(record, at: start, bytes, isAtEnd)
      if line.kind != .needsMore { position = start + line.length }
      return line
    }
    let end = min(
      lineFeed.position(from: start, in: bytes),
      carriageReturn.position(from: start, in: bytes)
    )
    let terminator = terminatorLength(at: end, bytes, isAtEnd)
    if isInsideLongLine || end - start > HostileInput.longestRow {
      return longLine(start..<end, terminator)
    }
    guard let terminator else { return .needsMore }
    var line = FramedLine(kind: .row, start: start, length: end - start, terminator: terminator)
    if isBlank(start..<end, bytes) || terminator == 0 && isEndMark(start..<end, bytes) {
      line.kind = .blank
    } else if let rule = ignoringRule(start..<end, bytes) {
      line.kind = .ignored
      line.ignored = rule
    } else if form.quotes != .literal, quote.position(from: start, in: bytes) < end {
      line = quotedRow(line, bytes, isAtEnd)
    }
    if line.kind != .needsMore { position = start + line.length + line.terminator }
    return line
  }

  /// The bytes of a line end; nil when the buffer ends too early to tell.
  func terminatorLength(at end: Int, _ bytes: borrowing Span<UInt8>, _ isAtEnd: Bool) -> Int? {
    guard end < bytes.count else { return isAtEnd ? 0 : nil }
    guard bytes[end] == 0x0D else { return 1 }
    guard end + 1 < bytes.count else { return isAtEnd ? 1 : nil }
    return bytes[end + 1] == 0x0A ? 2 : 1
  }

  // A line of a gigabyte must not be kept in memory to be refused.
  private mutating func longLine(_ range: Range<Int>, _ terminator: Int?) -> FramedLine {
    isInsideLongLine = terminator == nil
    if terminator == nil, range.isEmpty { return .needsMore }
    position = range.upperBound + (terminator ?? 0)
    return FramedLine(
      kind: terminator == nil ? .piece : .row,
      start: range.lowerBound,
      length: range.count,
      terminator: terminator ?? 0,
      refusal: .oversized
    )
  }

  func isBlank(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    for index in range where !form.isSpace(bytes[index]) { return false }
    return true
  }

  // DOS programs write 0x1A behind the last line, some up to the end of a disk block.
  private func isEndMark(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    guard hasEndMark else { return false }
    for index in range where bytes[index] != 0x1A { return false }
    return true
  }

  func ignoringRule(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> UInt8? {
    for (index, prefix) in ignoredPrefixes.enumerated() where prefix.count <= range.count {
      var matched = 0
      while matched < prefix.count, bytes[range.lowerBound + matched] == prefix[matched] {
        matched += 1
      }
      if matched == prefix.count { return UInt8(clamping: index + 1) }
    }
    return nil
  }
}
