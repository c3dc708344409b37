import RecordModel

/// Rows in forms that libcsv does not know, written as it reads them.
///
/// libcsv parts cells by one byte and knows doubled quotes only. So every cell is put in quotes, with
/// commas between: whatever byte a cell holds, it then stands for itself. Fields are told apart by
/// the same rules as in `RowFramer`, which has refused a row whose quotes are broken.
extension CellForm {
  /// Says whether libcsv can read rows of this form as they are.
  ///
  /// Where quotes mean nothing it is told to quote with a byte that no readable row has.
  var isLibCSVs: Bool { longDelimiter.isEmpty && quotes != .backslash }

  /// Room for any rewritten row, for the caller to free; nil where none is rewritten.
  func rewritingBuffer() -> UnsafeMutableBufferPointer<UInt8>? {
    // A delimiter of one byte can become three: the quotes of an empty cell and a comma.
    isLibCSVs ? nil : .allocate(capacity: HostileInput.longestRow * 3 + 8)
  }

  /// A row with its line end as libcsv reads it: itself, or rewritten in the buffer.
  func libCSVs(
    _ line: UnsafeBufferPointer<UInt8>,
    _ buffer: UnsafeMutableBufferPointer<UInt8>?
  ) -> UnsafeBufferPointer<UInt8> {
    guard let buffer, !line.isEmpty else { return line }
    let length = rewrite(line.span.extracting(0..<line.count - 1), into: buffer)
    return UnsafeBufferPointer(rebasing: buffer[..<length])
  }

  /// Writes a row without its line end, and a line feed behind it; says how many bytes that are.
  func rewrite(
    _ row: borrowing Span<UInt8>,
    into target: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var writer = RowWriter(target: target)
    var at = 0
    while true {
      writer.put(0x22)
      at = writeCell(from: at, row, &writer)
      writer.put(0x22)
      guard at < row.count else { break }
      at += delimiterLength(at: at, row)
      writer.put(0x2C)
    }
    writer.put(0x0A)
    return writer.count
  }

  /// Writes what a cell holds; the position of the delimiter behind it, or the row's end.
  private func writeCell(
    from start: Int,
    _ row: borrowing Span<UInt8>,
    _ writer: inout RowWriter
  ) -> Int {
    var at = start
    if quotes != .literal {
      var open = start
      while skipsSpaces, open < row.count, isSpace(row[open]) { open += 1 }
      if open < row.count, row[open] == 0x22 {
        at = writeQuoted(open, row, &writer)
        while skipsSpaces, at < row.count, isSpace(row[at]) { at += 1 }
      }
    }
    while at < row.count, delimiterLength(at: at, row) == 0 {
      writer.putInQuotes(row[at])
      at += 1
    }
    return at
  }

  private func writeQuoted(
    _ open: Int,
    _ row: borrowing Span<UInt8>,
    _ writer: inout RowWriter
  ) -> Int {
    let close = endOfQuotes(open, row.count, row)
    var at = open + 1
    while at < close {
      let isPair =
        quotes == .doubled
        ? row[at] == 0x22 : row[at] == 0x5C && at + 1 < close && isEscaped(row[at + 1])
      if isPair { at += 1 }
      if at < close { writer.putInQuotes(row[at]) }
      at += 1
    }
    return min(close + 1, row.count)
  }
}

/// Puts bytes one after the other into a buffer that has room for them.
private struct RowWriter {
  let target: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(target: UnsafeMutableBufferPointer<UInt8>) { self.target = target }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    target[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func putInQuotes(_ byte: UInt8) {
    put(byte)
    if byte == 0x22 { put(byte) }
  }
}
