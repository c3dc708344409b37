import Glibc
package import RecordModel

/// The one place that reads the clock, for a run's default as-of date and for progress.
///
/// Nothing it says gets into a bundle but through the as-of date of a landing.
package enum Clock {
  /// Today in UTC: the same date whatever the machine's time zone.
  package static func today() -> PartialDate {
    let days = Int(time(nil)) / 86_400
    let (year, month, day) = civil(fromDays: days)
    return PartialDate(year: year, month: month, day: day) ?? .missing
  }

  /// Nanoseconds since 1970, as files are stamped: tells how long ago one was written.
  static func nanosecondsSince1970() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
  }

  /// Lets so many seconds go by.
  static func pause(seconds: Double) {
    guard seconds > 0 else { return }
    usleep(UInt32(min(seconds, 60) * 1_000_000))
  }

  /// Seconds since some moment; only differences mean something.
  package static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// The Gregorian date of a day counted from 1970-01-01.
  ///
  /// Days are shifted so that eras of 400 years begin on 1 March: leap days then end a year.
  static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted >= 0 ? shifted / 146_097 : (shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let isAfterNewYear = month >= 10
    return (
      yearOfEra + era * 400 + (isAfterNewYear ? 1 : 0), isAfterNewYear ? month - 9 : month + 3, day
    )
  }
}

/// The system's words for an error number.
func systemReason(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text).lowercased()
}
