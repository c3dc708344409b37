/// A calendar date as precise as it was written: year, year and month, or year, month and day.
///
/// Packed into 32 bits (`year << 9 | month << 5 | day`), so that comparing two packed values orders
/// them in time, a missing part first. Zero is "missing". Only real calendar dates can be made.
package struct PartialDate: Sendable, Hashable, Comparable {
  /// The packed form, as parts store it.
  package let packed: UInt32

  /// No date.
  package static let missing = PartialDate(packed: 0)

  /// Takes a packed form that came from a part.
  @inlinable
  package init(packed: UInt32) { self.packed = packed }

  /// Makes a date, or nil when the calendar (proleptic Gregorian, years 1 to 9999) has none such.
  ///
  /// - Parameters:
  ///   - year: 1 to 9999.
  ///   - month: 1 to 12, or 0 when only the year is known.
  ///   - day: 1 to the length of that month, or 0 when the day is not known.
  package init?(year: Int, month: Int = 0, day: Int = 0) {
    guard (1...9999).contains(year), (0...12).contains(month), day >= 0 else { return nil }
    guard month > 0 || day == 0 else { return nil }
    guard day <= (month == 0 ? 0 : Self.days(in: month, of: year)) else { return nil }
    packed = UInt32(year) << 9 | UInt32(month) << 5 | UInt32(day)
  }

  package var year: Int { Int(packed >> 9) }
  package var month: Int { Int(packed >> 5 & 15) }
  package var day: Int { Int(packed & 31) }
  package var isMissing: Bool { packed == 0 }
  /// Says whether year, month and day are all known.
  package var isComplete: Bool { packed & 31 != 0 }

  package static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

  /// Says whether this date certainly lies before the other: at the precision both have.
  package func isCertainlyBefore(_ other: PartialDate) -> Bool {
    guard !isMissing, !other.isMissing else { return false }
    if year != other.year { return year < other.year }
    guard month > 0, other.month > 0 else { return false }
    if month != other.month { return month < other.month }
    guard day > 0, other.day > 0 else { return false }
    return day < other.day
  }

  /// Says whether one is the other, written less precisely.
  package func agrees(with other: PartialDate) -> Bool {
    guard !isMissing, !other.isMissing, year == other.year else { return false }
    guard month > 0, other.month > 0 else { return true }
    guard month == other.month else { return false }
    return day == 0 || other.day == 0 || day == other.day
  }

  /// The number of days in a month of the Gregorian calendar.
  package static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Writes `1961`, `1961-03` or `1961-03-04`, as FHIR's `date` does; nothing when missing.
  package func write(to bytes: inout [UInt8]) {
    guard !isMissing else { return }
    Self.writeDigits(year, width: 4, to: &bytes)
    guard month > 0 else { return }
    bytes.append(UInt8(ascii: "-"))
    Self.writeDigits(month, width: 2, to: &bytes)
    guard day > 0 else { return }
    bytes.append(UInt8(ascii: "-"))
    Self.writeDigits(day, width: 2, to: &bytes)
  }

  /// The date in FHIR's form.
  ///
  /// For settings and manifests, not for patients' dates.
  package var isoText: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads `1961`, `1961-03` or `1961-03-04`; nil for anything else.
  package init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4 else { return nil }
    guard parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }) else { return nil }
    guard text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 > 0 }) else {
      return nil
    }
    self.init(
      year: numbers[0],
      month: numbers.count > 1 ? numbers[1] : 0,
      day: numbers.count > 2 ? numbers[2] : 0
    )
  }

  private static func writeDigits(_ number: Int, width: Int, to bytes: inout [UInt8]) {
    var scale = width == 4 ? 1000 : 10
    while scale > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 48 + number / scale % 10))
      scale /= 10
    }
  }
}
