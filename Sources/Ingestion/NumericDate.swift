import RecordModel

/// A date written in three numbers, the year last: the only form that can prove a column's order.
enum NumericDate {
  /// The one order in which a cell is a date; nil when it is a date in both, in none, or in another form.
  static func onlyOrder(_ cell: borrowing Span<UInt8>) -> DateOrder? {
    var at = 0
    while at < cell.count, cell[at] == 0x20 || cell[at] == 0x09 { at += 1 }
    guard let first = number(cell, &at, 1...2), let separator = separator(cell, &at),
      let second = number(cell, &at, 1...2), self.separator(cell, &at) == separator
    else { return nil }
    let yearAt = at
    guard var year = number(cell, &at, 2...4), at - yearAt != 3, isEnd(cell, at) else { return nil }
    if at - yearAt == 2 { year += 2000 }
    let isMonthFirst = PartialDate(year: year, month: first, day: second).map(\.isComplete) ?? false
    let isDayFirst = PartialDate(year: year, month: second, day: first).map(\.isComplete) ?? false
    guard isMonthFirst != isDayFirst else { return nil }
    return isMonthFirst ? .monthDayYear : .dayMonthYear
  }

  private static func number(
    _ cell: borrowing Span<UInt8>,
    _ at: inout Int,
    _ digits: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    let start = at
    while at < cell.count, cell[at] >= 0x30, cell[at] <= 0x39 {
      guard at - start < digits.upperBound else { return nil }
      value = value * 10 + Int(cell[at] - 0x30)
      at += 1
    }
    return digits.contains(at - start) ? value : nil
  }

  private static func separator(_ cell: borrowing Span<UInt8>, _ at: inout Int) -> UInt8? {
    guard at < cell.count else { return nil }
    switch cell[at] {
    case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "):
      at += 1
      return cell[at - 1]
    default: return nil
    }
  }

  // A time of day may follow.
  private static func isEnd(_ cell: borrowing Span<UInt8>, _ at: Int) -> Bool {
    at == cell.count || cell[at] == 0x20 || cell[at] == UInt8(ascii: "T")
  }
}
