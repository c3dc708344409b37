import ArgumentParser
import Night
import Reporting

/// `chartlift account`: the books of a run; fails when they do not balance.
struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Show what became of every row, and fail when the books do not balance.",
    discussion: """
      The first book has a line for each export: rows read, and what became of them. The second has
      a line for each source: rows live before and now. The tree is counted again as it lies there.

      Ends with 0 when everything balances, 76 when it does not.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The run, for example 2026-11-21-n1; the last published one when not given.",
      valueName: "run"
    )
  )
  var runName: String?

  @OptionGroup var options: WorkspaceOption

  @Flag(help: "The books as JSON.")
  var json = false

  func run() throws {
    let account = try reporting { () throws(NightError) in
      try Account(run: runName, workspace: options.workspace)
    }
    if json {
      Terminal.put(account.json + [UInt8(ascii: "\n")])
    } else {
      for line in account.lines { Terminal.print(line) }
    }
    guard account.isBalanced else { throw CommandEnded(exit: .unverified) }
  }
}
