import Engine
import RecordModel
import Reporting
import Validation

/// Findings of a run by rule, set against the limits of the pipeline file.
struct FindingTotals {
  /// Rows of each rule, by `RuleCode.rawValue`.
  private var rows = Array(repeating: UInt64(0), count: Int(UInt16.max) + 1)
  /// Where the first rows of each rule stand: file and line.
  private var places: [RuleCode: [String]] = [:]
  private static let mostPlaces = 3

  /// Counts what the row stages found in the exports that are not published yet.
  mutating func add(_ landings: [RowsOfLanding]) {
    for landing in landings where !landing.isPublished {
      for entry in landing.trailer.findings { add(entry, of: landing) }
      for entry in landing.trailer.refused { add(entry, of: landing) }
    }
  }

  private mutating func add(_ entry: RowPartTrailer.Entry, of landing: RowsOfLanding) {
    rows[Int(entry.rule.rawValue)] += 1
    guard rows[Int(entry.rule.rawValue)] <= Self.mostPlaces else { return }
    places[entry.rule, default: []].append("\(landing.deliveredAs):\(entry.line)")
  }

  /// Counts rows that the barrier found something about.
  mutating func add(_ rule: RuleCode, rows count: Int) { rows[Int(rule.rawValue)] += UInt64(count) }

  /// Every rule that was broken or is limited, in the order of the catalogue.
  func totals(limits: [Limit], read: UInt64) -> [FindingTotal] {
    RuleCatalogue.all.compactMap { rule in
      let count = rows[Int(rule.code.rawValue)]
      let limit = limits.first { $0.subject == .rule(rule.code) }
      guard count > 0 || limit != nil else { return nil }
      return FindingTotal(
        rule: rule.code,
        sentence: rule.sentence,
        remedy: rule.remedy,
        places: places[rule.code] ?? [],
        family: rule.family,
        effect: rule.effect,
        rows: count,
        limit: limit,
        isOver: limit?.isExceeded(by: count, of: read) ?? false
      )
    }
  }
}
