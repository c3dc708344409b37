import RecordModel

/// Framing of rows that hold quotes. The rules stand at `RowFramer`.
extension RowFramer {
  /// What became of a field that opened with a quote.
  private enum QuotedField {
    /// Closed; the position of the delimiter or line end behind it.
    case closed(Int)
    case broken
    case needsMore
  }

  /// Frames a row whose first physical line is `line` and holds a quote.
  mutating func quotedRow(
    _ line: FramedLine,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> FramedLine {
    // Looks ahead on a copy: after a broken quote the search goes back to the next physical line.
    var ahead = self
    var row = line
    var fieldFrom = line.start
    var searchFrom = line.start
    while true {
      let open = ahead.quote.position(from: searchFrom, in: bytes)
      guard open < row.start + row.length else { break }
      if !form.longDelimiter.isEmpty { fieldFrom = fieldStart(open, fieldFrom, searchFrom, bytes) }
      guard opensField(open, fieldFrom, bytes) else {
        searchFrom = open + 1
        continue
      }
      switch ahead.closeField(open, row.start, bytes, isAtEnd) {
      case .needsMore: return .needsMore
      case .broken: return broken(line)
      case .closed(let after):
        switch ahead.extend(&row, to: after, bytes, isAtEnd) {
        case .closed: break
        case .broken: return broken(line)
        case .needsMore: return .needsMore
        }
        let isInside = after < row.start + row.length
        fieldFrom = isInside ? after + form.delimiterLength(at: after, bytes) : after
        searchFrom = fieldFrom
      }
    }
    if row.lines > 1, !isWhole(row, bytes) { return broken(line) }
    lineFeed = ahead.lineFeed
    carriageReturn = ahead.carriageReturn
    quote = ahead.quote
    return row
  }

  private func broken(_ line: FramedLine) -> FramedLine {
    var damaged = line
    damaged.refusal = .brokenQuotes
    return damaged
  }

  private func isWhole(_ row: FramedLine, _ bytes: borrowing Span<UInt8>) -> Bool {
    guard row.length <= HostileInput.longestRow else { return false }
    guard expectedCells > 0 else { return true }
    return cellCount(row.start..<row.start + row.length, bytes) == expectedCells
  }

  /// Says whether nothing but skipped spaces stands between the field's beginning and a quote.
  private func opensField(_ quote: Int, _ fieldFrom: Int, _ bytes: borrowing Span<UInt8>) -> Bool {
    var at = quote
    while at > fieldFrom {
      if form.longDelimiter.isEmpty, bytes[at - 1] == form.delimiter { return true }
      guard form.skipsSpaces, form.isSpace(bytes[at - 1]) else { return false }
      at -= 1
    }
    return true
  }

  /// Where the field begins that a quote stands in, for delimiters that cannot be found backwards.
  ///
  /// No delimiter holds a quote, so the search goes on where the last one ended.
  private func fieldStart(
    _ quote: Int,
    _ fieldFrom: Int,
    _ searchFrom: Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Int {
    var start = fieldFrom
    var at = searchFrom
    while at < quote {
      let length = form.delimiterLength(at: at, bytes)
      at += max(length, 1)
      if length > 0 { start = at }
    }
    return start
  }

  private mutating func closeField(
    _ open: Int,
    _ rowStart: Int,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> QuotedField {
    // Whatever lies further away than a row may be long cannot save the row.
    let isTooFar = bytes.count - rowStart > HostileInput.longestRow
    let unfinished: QuotedField = isAtEnd || isTooFar ? .broken : .needsMore
    var from = open + 1
    while true {
      let close = quote.position(from: from, in: bytes)
      guard close < bytes.count else { return unfinished }
      guard close - rowStart <= HostileInput.longestRow else { return .broken }
      guard close + 1 < bytes.count || isAtEnd else { return unfinished }
      if form.quotes == .doubled, close + 1 < bytes.count, bytes[close + 1] == 0x22 {
        from = close + 2
        continue
      }
      if form.quotes == .backslash, isEscaped(close, open, bytes) {
        from = close + 1
        continue
      }
      var after = close + 1
      while form.skipsSpaces, after < bytes.count, form.isSpace(bytes[after]) { after += 1 }
      guard after < bytes.count else { return isAtEnd ? .closed(after) : unfinished }
      let byte = bytes[after]
      if byte == 0x0A || byte == 0x0D || form.delimiterLength(at: after, bytes) > 0 {
        return .closed(after)
      }
      // The rest of a long delimiter may not have been read yet.
      let mayBeCut = byte == form.delimiter && bytes.count - after < form.longDelimiter.count
      return mayBeCut ? unfinished : .broken
    }
  }

  /// Says whether an odd number of backslashes stands between the opening quote and another one.
  private func isEscaped(_ quote: Int, _ open: Int, _ bytes: borrowing Span<UInt8>) -> Bool {
    var at = quote
    while at - 1 > open, bytes[at - 1] == 0x5C { at -= 1 }
    return (quote - at) % 2 == 1
  }

  /// Takes the physical lines up to `position` into the row.
  private mutating func extend(
    _ row: inout FramedLine,
    to position: Int,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> QuotedField {
    while row.start + row.length < position {
      guard row.lines < HostileInput.mostLinesOfRow else { return .broken }
      let start = row.start + row.length + row.terminator
      let end = min(
        lineFeed.position(from: start, in: bytes),
        carriageReturn.position(from: start, in: bytes)
      )
      guard end - row.start <= HostileInput.longestRow else { return .broken }
      guard let terminator = terminatorLength(at: end, bytes, isAtEnd) else { return .needsMore }
      if expectedCells >= 3, looksLikeRow(start..<end, bytes) { return .broken }
      row.length = end - row.start
      row.terminator = terminator
      row.lines += 1
    }
    return .closed(position)
  }

  /// Says whether one physical line could be a row: as many cells, and no text behind a closing quote.
  private func looksLikeRow(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    var isWellFormed = true
    return cellCount(range, bytes, &isWellFormed) == expectedCells && isWellFormed
  }

  /// The number of cells in a range that is taken for one row.
  func cellCount(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int {
    var isWellFormed = true
    return cellCount(range, bytes, &isWellFormed)
  }

  private func cellCount(
    _ range: Range<Int>,
    _ bytes: borrowing Span<UInt8>,
    _ isWellFormed: inout Bool
  ) -> Int {
    var count = 1
    var isFieldStart = true
    var isBehindQuote = false
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      let length = form.delimiterLength(at: at, bytes)
      if length > 0 {
        count += 1
        isFieldStart = true
        isBehindQuote = false
        at += length
        continue
      }
      if byte == 0x22, isFieldStart, form.quotes != .literal {
        at = form.endOfQuotes(at, range.upperBound, bytes)
        isFieldStart = false
        isBehindQuote = true
      } else if !(form.skipsSpaces && form.isSpace(byte)) {
        isFieldStart = false
        if isBehindQuote { isWellFormed = false }
      }
      at += 1
    }
    return count
  }
}
