package import RecordModel

/// The name of a run, `2026-11-21-n1`: its as-of date and its number.
///
/// Numbers are never reused.
package struct RunName: Sendable, Equatable, Comparable {
  package let asOf: PartialDate
  package let number: Int

  /// Nil unless the date is complete and the number positive.
  package init?(asOf: PartialDate, number: Int) {
    guard asOf.isComplete, number > 0 else { return nil }
    self.asOf = asOf
    self.number = number
  }

  /// Reads `2026-11-21-n1`; nil for anything else, so that a foreign folder is never taken for a run.
  package init?(_ text: String) {
    let parts = text.split(separator: "-n", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let asOf = PartialDate(iso: String(parts[0])),
      let number = Int(parts[1]), let name = RunName(asOf: asOf, number: number), name.text == text
    else { return nil }
    self = name
  }

  package var text: String { "\(asOf.isoText)-n\(number)" }

  package static func < (left: Self, right: Self) -> Bool {
    left.number == right.number ? left.asOf < right.asOf : left.number < right.number
  }
}
