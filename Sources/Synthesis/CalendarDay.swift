/// A day from 1900 to 2027, counted from 1 January 1900; day 0 is what systems write for "unknown".
struct CalendarDay: Equatable, Comparable, Sendable {
  var number: Int

  init(_ number: Int) { self.number = number }

  init(_ year: Int, _ month: Int, _ day: Int) {
    number = Self.yearStarts[year - 1900] + Self.monthStart(year, month) + day - 1
  }

  static let last = CalendarDay(2026, 11, 20)

  static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

  /// Year, month and day of the month.
  var parts: (year: Int, month: Int, day: Int) {
    var year = min(1900 + number / 366, 2027)
    while year < 2027, Self.yearStarts[year - 1899] <= number { year += 1 }
    let rest = number - Self.yearStarts[year - 1900]
    var month = min(rest / 28 + 1, 12)
    while Self.monthStart(year, month) > rest { month -= 1 }
    return (year, month, rest - Self.monthStart(year, month) + 1)
  }

  var year: Int { parts.year }

  private static let monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

  private static let yearStarts: [Int] = {
    var (starts, total): ([Int], Int) = ([], 0)
    for year in 1900...2028 {
      starts.append(total)
      total += isLeap(year) ? 366 : 365
    }
    return starts
  }()

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && year != 1900 }

  private static func monthStart(_ year: Int, _ month: Int) -> Int {
    monthStarts[month - 1] + (month > 2 && isLeap(year) ? 1 : 0)
  }
}
