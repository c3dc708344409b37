import ArgumentParser
import Night

/// `chartlift rules`: the catalogue of rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List every rule: code, family, what breaking it does, and what to do about it."
  )

  @Argument(help: "One rule, for example DATE-03, with its examples.")
  var code: String?

  func run() throws {
    let lines = try reporting { () throws(NightError) in try RuleList.lines(code: code) }
    for line in lines { Terminal.print(line) }
  }
}
