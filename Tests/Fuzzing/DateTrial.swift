import RecordModel

@testable import Normalization

/// One execution of the date reader: the first byte says the order and the window, each line behind it is a cell.
enum DateTrial {
  private static let orders: [DateOrder?] = [nil, .yearMonthDay, .monthDayYear, .dayMonthYear]
  private static let windows: [ClosedRange<Int>?] = [nil, 1850...1949, 1900...1999, 1926...2026]

  static func execute(_ input: UnsafeBufferPointer<UInt8>) {
    guard let first = input.first else { return }
    let window = YearWindow(windows[Int(first >> 2 & 3)], asOf: asOf.year)
    let reader = DateReader(order: orders[Int(first & 3)], window: window)
    for line in input.dropFirst().split(separator: 0x0A) { hold(reader, Array(line)) }
  }

  private static func hold(_ reader: DateReader, _ cell: [UInt8]) {
    let reading = reader.read(cell.span)
    precondition(reading == reader.read(cell.span), "the same cell reads the same")
    let date = reading.date
    guard !date.isMissing else { return }
    let again = PartialDate(year: date.year, month: date.month, day: date.day)
    precondition(again == date, "a date that was read is in the calendar")
    guard date.isComplete, date.year >= 1800 else { return }
    let written = [
      digits(date.year, 4), [0x2D], digits(date.month, 2), [0x2D], digits(date.day, 2),
    ].flatMap { $0 }
    precondition(reader.read(written.span).date == date, "a date written anew reads the same")
  }

  private static func digits(_ number: Int, _ count: Int) -> [UInt8] {
    var (rest, digits) = (number, [UInt8](repeating: 0x30, count: count))
    for place in digits.indices.reversed() {
      digits[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
    return digits
  }
}
