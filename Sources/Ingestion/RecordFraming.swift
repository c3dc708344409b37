import RecordModel

/// The length of records that follow each other without line ends, as on tapes.
struct RecordLength: Sendable {
  /// Bytes of the file.
  let bytes: Int
  /// Says whether each byte of the file has become one character, of one byte or more.
  let isDecoded: Bool
}

/// Framing by length.
extension RowFramer {
  /// The record at a position.
  ///
  /// A record of spaces is blank. What is left behind the last whole record is damaged, unless it is
  /// only what tapes and old disks are filled up with.
  func framed(
    _ record: RecordLength,
    at start: Int,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> FramedLine {
    guard let end = endOfRecord(record, start, bytes) else {
      guard isAtEnd else { return .needsMore }
      let rest = start..<bytes.count
      var line = FramedLine(kind: .row, start: start, length: rest.count)
      if isFilling(rest, bytes) { line.kind = .blank } else { line.refusal = .wrongCellCount }
      return line
    }
    var line = FramedLine(kind: .row, start: start, length: end - start)
    if isBlank(start..<end, bytes) {
      line.kind = .blank
    } else if let rule = ignoringRule(start..<end, bytes) {
      line.kind = .ignored
      line.ignored = rule
    }
    return line
  }

  /// Nil when the buffer ends before the record does.
  private func endOfRecord(
    _ record: RecordLength,
    _ start: Int,
    _ bytes: borrowing Span<UInt8>
  ) -> Int? {
    guard record.isDecoded else {
      return bytes.count - start >= record.bytes ? start + record.bytes : nil
    }
    var left = record.bytes
    var at = start
    while at < bytes.count {
      if !CharacterPlaces.isContinuation(bytes[at]) {
        if left == 0 { return at }
        left -= 1
      }
      at += 1
    }
    // Only whole characters are decoded.
    return left == 0 ? at : nil
  }

  private func isFilling(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Bool {
    for index in range {
      switch bytes[index] {
      case 0x00, 0x09, 0x0A, 0x0D, 0x1A, 0x20: break
      default: return false
      }
    }
    return true
  }
}
