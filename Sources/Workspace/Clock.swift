import Glibc

/// The wall clock, for what people read about a run.
///
/// Never for anything that is published.
enum Clock {
  /// Now, in UTC: `2026-11-21T02:00:00Z`.
  static func utcText() -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    let date = [
      pad(Int(parts.tm_year) + 1900, 4), pad(Int(parts.tm_mon) + 1), pad(Int(parts.tm_mday)),
    ]
    let clock = [pad(Int(parts.tm_hour)), pad(Int(parts.tm_min)), pad(Int(parts.tm_sec))]
    return "\(date.joined(separator: "-"))T\(clock.joined(separator: ":"))Z"
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
