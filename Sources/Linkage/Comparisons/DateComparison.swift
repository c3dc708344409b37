import RecordModel

/// Compares birth dates.
enum DateComparison {
  /// The level of two known dates.
  static func level(_ left: PartialDate, _ right: PartialDate) -> BirthLevel {
    if left.packed == right.packed { return left.isComplete ? .equal : .partlyEqual }
    if left.agrees(with: right) { return .partlyEqual }
    let years = abs(left.year - right.year)
    guard left.isComplete, right.isComplete else { return partial(left, right, years) }
    if years == 0 { return sameYear(left, right) }
    if left.month == right.month, left.day == right.day {
      if years == 1 || years == 2 || years == 10 || years == 100 { return .yearOff }
      return isOneEdit(digits(left), digits(right)) ? .oneDigit : .otherYear
    }
    return years <= 12 ? .differsLittle : .differs
  }

  private static func sameYear(_ left: PartialDate, _ right: PartialDate) -> BirthLevel {
    if left.day == right.month, left.month == right.day { return .swapped }
    guard left.month == right.month || left.day == right.day else { return .sameYear }
    if left.month == right.month {
      let days = abs(left.day - right.day)
      if days == 1 || days == 10 { return .dayOff }
    }
    if isOneEdit(digits(left), digits(right)) { return .oneDigit }
    return left.month == right.month ? .dayOnly : .monthOnly
  }

  private static func partial(
    _ left: PartialDate,
    _ right: PartialDate,
    _ years: Int
  ) -> BirthLevel {
    if years == 0 { return .sameYear }
    return years <= 12 ? .differsLittle : .differs
  }

  /// The eight digits of a date, four bits each.
  private static func digits(_ date: PartialDate) -> UInt64 {
    packedDigits(date.year * 10_000 + date.month * 100 + date.day, count: 8)
  }

  /// So many decimal digits of a number, four bits each, the last one lowest.
  static func packedDigits(_ number: Int, count: Int) -> UInt64 {
    var (rest, packed): (Int, UInt64) = (number, 0)
    for place in 0..<count {
      packed |= UInt64(rest % 10) << UInt64(place * 4)
      rest /= 10
    }
    return packed
  }

  /// How many digits differ, two neighbours swapped counting as one; 3 stands for more than two.
  static func edits(_ left: UInt64, _ right: UInt64) -> Int {
    var difference = left ^ right
    var edits = 0
    while difference != 0, edits < 3 {
      let place = UInt64(difference.trailingZeroBitCount / 4 * 4)
      let isSwapped =
        left >> place & 15 == right >> (place + 4) & 15
        && left >> (place + 4) & 15 == right >> place & 15
      edits += 1
      difference &= ~((isSwapped ? 0xFF : 0xF) << place)
    }
    return edits
  }

  private static func isOneEdit(_ left: UInt64, _ right: UInt64) -> Bool { edits(left, right) == 1 }
}
