import Reporting

/// The words and bars of the progress lines.
enum ProgressText {
  /// The line of a running stage: bar, rows, rate, share, time left.
  static func line(
    stage: String,
    done: UInt64,
    total: UInt64,
    rows: UInt64,
    seconds: Double
  ) -> String {
    let name = stage + String(repeating: " ", count: max(0, 9 - stage.count))
    guard total > 0 else { return " ▸ \(name)" }
    let share = min(1, Double(done) / Double(total))
    let filled = Int(share * 20)
    let bar =
      String(repeating: "━", count: filled) + String(repeating: "╌", count: 20 - filled)
    var line = " ▸ \(name)  \(bar)"
    if rows > 0 { line += "   \(grouped(rows)) rows   \(rate(rows, in: seconds))" }
    line += "   \(Int(share * 100))%"
    if share > 0.02, share < 1 {
      line += "  eta \(duration(seconds * (1 - share) / share))"
    }
    return line
  }

  /// `61.2k/s`; nothing when too short to tell.
  static func rate(_ rows: UInt64, in seconds: Double) -> String {
    guard seconds > 0.05, rows > 0 else { return "" }
    let perSecond = Double(rows) / seconds
    if perSecond >= 1e6 { return tenths(perSecond / 1e6) + "M/s" }
    return perSecond >= 1000 ? tenths(perSecond / 1000) + "k/s" : "\(Int(perSecond))/s"
  }

  /// `4s`, `3m12s`, `0.4s`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 10 { return tenths(seconds) + "s" }
    let whole = Int(seconds)
    return whole < 60 ? "\(whole)s" : "\(whole / 60)m\(whole % 60)s"
  }

  /// One decimal, rounded down.
  static func tenths(_ value: Double) -> String {
    let tenths = Int(value * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }

  static func grouped(_ number: UInt64) -> String { Reporting.grouped(number) }
}
