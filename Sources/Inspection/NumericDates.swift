import RecordModel

/// Dates written in three numbers: in which orders of day, month and year a value is a date.
enum NumericDates {
  /// The kind of a date in numbers with separators; nil for anything else.
  ///
  /// A time of day may follow.
  static func kind(
    _ value: borrowing Span<UInt8>
  ) -> (kind: ValueKind, hasShortYear: Bool)? {
    guard value.count >= 6 else { return nil }
    var at = 0
    guard let first = number(value, &at), let separator = separator(value, &at),
      let second = number(value, &at), self.separator(value, &at) == separator,
      let third = number(value, &at), isEnd(value, at)
    else { return nil }
    if first.digits == 4 {
      let isDate = isDay(first.value, second.value, third.value) && third.digits <= 2
      return isDate ? (.yearFirst, false) : nil
    }
    guard first.digits <= 2, second.digits <= 2, third.digits == 2 || third.digits == 4 else {
      return nil
    }
    // Two digits: of which century does not matter to the order.
    let year = third.digits == 2 ? third.value + 2000 : third.value
    let isMonthFirst = isDay(year, first.value, second.value)
    let isDayFirst = isDay(year, second.value, first.value)
    guard isMonthFirst || isDayFirst else { return nil }
    let kind: ValueKind = isMonthFirst ? (isDayFirst ? .eitherOrder : .monthFirst) : .dayFirst
    return (kind, third.digits == 2)
  }

  /// Says whether eight digits are a year from 1800 to 2100, a month and a day.
  static func isCompact(_ value: borrowing Span<UInt8>) -> Bool {
    func digits(_ range: Range<Int>, _ value: borrowing Span<UInt8>) -> Int {
      var number = 0
      for index in range { number = number * 10 + Int(value[index]) - 0x30 }
      return number
    }
    let year = digits(0..<4, value)
    return (1800...2100).contains(year) && isDay(year, digits(4..<6, value), digits(6..<8, value))
  }

  private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    PartialDate(year: year, month: month, day: day).map(\.isComplete) ?? false
  }

  private static func number(
    _ value: borrowing Span<UInt8>,
    _ at: inout Int
  ) -> (value: Int, digits: Int)? {
    let start = at
    var number = 0
    while at < value.count, at - start < 4, value[at] >= 0x30, value[at] <= 0x39 {
      number = number * 10 + Int(value[at] - 0x30)
      at += 1
    }
    return at > start ? (number, at - start) : nil
  }

  private static func separator(_ value: borrowing Span<UInt8>, _ at: inout Int) -> UInt8? {
    guard at < value.count else { return nil }
    switch value[at] {
    case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x20:
      at += 1
      return value[at - 1]
    default: return nil
    }
  }

  private static func isEnd(_ value: borrowing Span<UInt8>, _ at: Int) -> Bool {
    at == value.count || value[at] == 0x20 || value[at] == UInt8(ascii: "T")
  }
}
