import RecordModel
import Reporting
import Validation

/// The rule catalogue as text.
package enum RuleList {
  /// All rules, or one with its examples.
  package static func lines(code: String?) throws(NightError) -> [String] {
    guard let code else {
      return RuleCatalogue.all.sorted { $0.code.spelled < $1.code.spelled }.map(line)
    }
    guard let found = RuleCode(spelled: code.uppercased()) else {
      throw NightError(
        .usage,
        "RULE-01 there is no rule '\(code)'. Type  chartlift rules  for all."
      )
    }
    let rule = RuleCatalogue.rule(found)
    return [
      line(rule), "  to do:   \(rule.remedy)", "  breaks:  \(example(rule.breaks))",
      "  holds:   \(example(rule.holds))",
    ]
  }

  private static func line(_ rule: Rule) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    return padded(rule.code.spelled, 9) + padded(rule.family.rawValue, 17)
      + padded(rule.effect.rawValue, 8) + rule.sentence
  }

  private static func example(_ cells: [Field: String]) -> String {
    cells.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.spelled) '\($0.value)'" }.joined(separator: ", ")
  }
}
