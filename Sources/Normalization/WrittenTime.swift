/// The time of day that many exports put behind a date.
///
/// It is checked and let go.
///
/// A time zone never moves the date: the calendar day as written is what the chart says.
enum WrittenTime {
  /// Says whether a cell, from an index on, is empty or a time of day.
  ///
  /// An HL7 date of eight digits or more (`afterCompact`) may be followed by a fraction or a zone.
  @inline(__always)
  static func isTail(_ cell: Span<UInt8>, _ index: Int, afterCompact: Bool) -> Bool {
    index == cell.count || isWrittenTail(cell, index, afterCompact: afterCompact)
  }

  private static func isWrittenTail(
    _ cell: Span<UInt8>,
    _ start: Int,
    afterCompact: Bool
  ) -> Bool {
    var index = start
    if afterCompact {
      skipFraction(cell, &index)
      if isZone(cell, index) { return true }
    }
    if index < cell.count, cell[index] | 0x20 == UInt8(ascii: "t") { index += 1 }
    skipSpaces(cell, &index)
    if index == cell.count { return true }
    return isClock(cell, index)
  }

  /// `00:00`, `12:30:59.123`, `12.30.59 PM`, `00:00:00Z`, `00:00:00+01:00`.
  private static func isClock(_ cell: Span<UInt8>, _ start: Int) -> Bool {
    var index = start
    guard let hours = twoDigits(cell, &index), hours <= 24 else { return false }
    guard skipColon(cell, &index), let minutes = twoDigits(cell, &index), minutes < 60 else {
      return false
    }
    if skipColon(cell, &index) {
      guard let seconds = twoDigits(cell, &index), seconds <= 60 else { return false }
      skipFraction(cell, &index)
    }
    skipSpaces(cell, &index)
    if index + 1 < cell.count, cell[index + 1] | 0x20 == UInt8(ascii: "m"),
      cell[index] | 0x20 == UInt8(ascii: "a") || cell[index] | 0x20 == UInt8(ascii: "p")
    {
      index += 2
    }
    return isZone(cell, index)
  }

  /// Nothing, `Z`, `+01:00`, `-0500` or `+02`, then only spaces.
  private static func isZone(_ cell: Span<UInt8>, _ start: Int) -> Bool {
    var index = start
    guard index < cell.count else { return true }
    if cell[index] | 0x20 == UInt8(ascii: "z") {
      index += 1
    } else if cell[index] == UInt8(ascii: "+") || cell[index] == UInt8(ascii: "-") {
      index += 1
      guard let hours = twoDigits(cell, &index), hours <= 14 else { return false }
      if index < cell.count, cell[index] == UInt8(ascii: ":") { index += 1 }
      if let minutes = twoDigits(cell, &index), minutes >= 60 { return false }
    }
    skipSpaces(cell, &index)
    return index == cell.count
  }

  private static func twoDigits(_ cell: Span<UInt8>, _ index: inout Int) -> Int? {
    guard index < cell.count, isDigit(cell[index]) else { return nil }
    var value = Int(cell[index] - 48)
    index += 1
    if index < cell.count, isDigit(cell[index]) {
      value = value * 10 + Int(cell[index] - 48)
      index += 1
    }
    return value
  }

  private static func skipColon(_ cell: Span<UInt8>, _ index: inout Int) -> Bool {
    guard index < cell.count, cell[index] == UInt8(ascii: ":") || cell[index] == UInt8(ascii: ".")
    else { return false }
    index += 1
    return true
  }

  private static func skipFraction(_ cell: Span<UInt8>, _ index: inout Int) {
    guard index + 1 < cell.count,
      cell[index] == UInt8(ascii: ".") || cell[index] == UInt8(ascii: ","),
      isDigit(cell[index + 1])
    else { return }
    index += 1
    while index < cell.count, isDigit(cell[index]) { index += 1 }
  }

  private static func skipSpaces(_ cell: Span<UInt8>, _ index: inout Int) {
    while index < cell.count, cell[index] <= 0x20 { index += 1 }
  }
}
