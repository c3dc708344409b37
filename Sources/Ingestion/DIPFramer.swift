import RecordModel

/// Finds where each record of a tagged DIP file begins and ends, and which lines are no records.
///
/// A record is everything from a `BEGIN:` line to the next `END:` line. One that meets another
/// `BEGIN:` or the end of the file first is refused, and reading goes on there. Lines between records
/// are the mark of a self-configuring file (a header), blank, ignored by the pipeline file, or stray:
/// a stray line is refused by itself. Works on undecoded bytes: all marks are ASCII.
struct DIPFramer: RecordFramer {
  /// What a line is.
  enum Line { case begin, end, mark, other }

  /// In the bytes of the file.
  let ignoredPrefixes: [[UInt8]]
  private(set) var position = 0
  private var lineFeed = NextByte(0x0A)
  private var carriageReturn = NextByte(0x0D)
  private var overlong = Overlong.none

  /// What is being passed over because it is too long to be kept.
  private enum Overlong {
    case none
    /// A record; the next byte begins a line.
    case record
    /// A line inside a record.
    case lineOfRecord
    /// A line between records.
    case strayLine
  }

  /// No mark is as long as this.
  private static let longestMark = 1_024

  init(ignoredPrefixes: [[UInt8]]) { self.ignoredPrefixes = ignoredPrefixes }

  mutating func rebase() {
    lineFeed.shift(by: position)
    carriageReturn.shift(by: position)
    position = 0
  }

  mutating func next(_ bytes: borrowing Span<UInt8>, isAtEnd: Bool) -> FramedLine {
    if position == bytes.count, overlong == .none { return isAtEnd ? .end : .needsMore }
    let start = position
    let end = min(
      lineFeed.position(from: start, in: bytes),
      carriageReturn.position(from: start, in: bytes)
    )
    let terminator = terminatorLength(at: end, bytes, isAtEnd)
    if overlong != .none { return goOn(start..<end, terminator, bytes, isAtEnd) }
    guard let terminator else {
      guard end - start > HostileInput.longestRow else { return .needsMore }
      overlong = .strayLine
      return piece(to: end, lines: 0)
    }
    let first = FramedLine(kind: .row, start: start, length: end - start, terminator: terminator)
    let found =
      Self.kind(of: start..<end, bytes) == .begin
      ? record(first, bytes, isAtEnd) : lineBetween(first, bytes)
    if found.kind == .row || found.kind == .blank || found.kind == .header
      || found.kind == .ignored
    {
      position = start + found.length + found.terminator
    }
    return found
  }

  /// Says what a line is: blanks around it, `>>` in front and a colon behind mean nothing.
  static func kind(of line: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Line {
    var (from, to) = (line.lowerBound, line.upperBound)
    guard line.count <= longestMark else { return .other }
    while from < to, isSpace(bytes[from]) { from += 1 }
    while from < to, isSpace(bytes[to - 1]) { to -= 1 }
    if isText(">>>>", at: from, to, bytes) { return .mark }
    if isText(">>", at: from, to, bytes) { from += 2 }
    while from < to, isSpace(bytes[from]) { from += 1 }
    if from < to, bytes[to - 1] == UInt8(ascii: ":") { to -= 1 }
    while from < to, isSpace(bytes[to - 1]) { to -= 1 }
    if to - from == 5, isText("BEGIN", at: from, to, bytes) { return .begin }
    if to - from == 3, isText("END", at: from, to, bytes) { return .end }
    return .other
  }

  private static func isText(
    _ text: StaticString,
    at: Int,
    _ end: Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard at + text.utf8CodeUnitCount <= end else { return false }
    for index in 0..<text.utf8CodeUnitCount {
      guard text.withUTF8Buffer({ $0[index] }) == bytes[at + index] else { return false }
    }
    return true
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Frames the record whose first line is `row`.
  private mutating func record(
    _ row: FramedLine,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> FramedLine {
    var row = row
    // Looks ahead on copies: an unfinished record is looked at again with more bytes.
    var (feeds, returns) = (lineFeed, carriageReturn)
    while true {
      let start = row.start + row.length + row.terminator
      if start == bytes.count, isAtEnd { return broken(row) }
      let end = min(
        feeds.position(from: start, in: bytes),
        returns.position(from: start, in: bytes)
      )
      guard end - row.start <= HostileInput.longestRow, row.lines < HostileInput.mostColumns else {
        overlong = .record
        return piece(to: start, lines: row.lines)
      }
      guard let terminator = terminatorLength(at: end, bytes, isAtEnd) else { return .needsMore }
      let kind = Self.kind(of: start..<end, bytes)
      if kind == .begin || kind == .mark { return broken(row) }
      row.length = end - row.start
      row.terminator = terminator
      row.lines += 1
      if kind == .end { return row }
    }
  }

  private func broken(_ row: FramedLine) -> FramedLine {
    var row = row
    row.refusal = .brokenRecord
    return row
  }

  private func lineBetween(_ line: FramedLine, _ bytes: borrowing Span<UInt8>) -> FramedLine {
    var line = line
    let range = line.start..<line.start + line.length
    if range.count > HostileInput.longestRow {
      line.refusal = .oversized
    } else if isBlank(range, bytes) {
      line.kind = .blank
    } else if Self.kind(of: range, bytes) == .mark {
      line.kind = .header
    } else if let rule = ignoringRule(range, bytes) {
      line.kind = .ignored
      line.ignored = rule
    } else {
      line.refusal = .brokenRecord
    }
    return line
  }

  /// Goes on in a record or line that is too long.
  private mutating func goOn(
    _ line: Range<Int>,
    _ terminator: Int?,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> FramedLine {
    if line.lowerBound == bytes.count {
      return isAtEnd ? last(line.lowerBound, 0, lines: 0) : .needsMore
    }
    guard let terminator else {
      // Too long for a mark, so what it is does not matter; a short line may still become one.
      if overlong == .record {
        guard line.count > Self.longestMark else { return .needsMore }
        overlong = .lineOfRecord
      }
      guard !line.isEmpty else { return .needsMore }
      return piece(to: line.upperBound, lines: 0)
    }
    switch overlong {
    case .strayLine: return last(line.upperBound, terminator, lines: 1)
    case .lineOfRecord: break
    default:
      switch Self.kind(of: line, bytes) {
      case .end: return last(line.upperBound, terminator, lines: 1)
      case .begin, .mark: return last(line.lowerBound, 0, lines: 0)
      case .other: break
      }
    }
    overlong = .record
    return piece(to: line.upperBound + terminator, lines: 1)
  }

  private mutating func piece(to end: Int, lines: UInt64) -> FramedLine {
    let piece = FramedLine(
      kind: .piece,
      start: position,
      length: end - position,
      linesOfPiece: lines
    )
    position = end
    return piece
  }

  private mutating func last(_ end: Int, _ terminator: Int, lines: UInt64) -> FramedLine {
    let row = FramedLine(
      kind: .row,
      start: position,
      length: end - position,
      terminator: terminator,
      lines: lines,
      refusal: .oversized
    )
    position = end + terminator
    overlong = .none
    return row
  }

  private func terminatorLength(
    at end: Int,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> Int? {
    guard end < bytes.count else { return isAtEnd ? 0 : nil }
    guard bytes[end] == 0x0D else { return 1 }
    guard end + 1 < bytes.count else { return isAtEnd ? 1 : nil }
    return bytes[end + 1] == 0x0A ? 2 : 1
  }

  private func isBlank(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    for index in range where !Self.isSpace(bytes[index]) { return false }
    return true
  }

  private func ignoringRule(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> UInt8? {
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
