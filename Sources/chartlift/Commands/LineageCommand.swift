import ArgumentParser
import Night

/// `chartlift lineage`: what happened to a patient's id over the nights.
struct LineageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Show what happened to a patient's id: merged, split, moved, restored.",
    discussion: """
      Example:
        chartlift lineage Patient/1b88a368-5ebf-520d-90d5-b3c7154d030e
      """
  )

  @Argument(help: ArgumentHelp("The patient's id, live or retired.", valueName: "id"))
  var id: String

  @OptionGroup var options: WorkspaceOption

  func run() throws {
    let history = try reporting { () throws(NightError) in
      try LineageHistory(of: id, workspace: options.workspace)
    }
    for line in history.lines { Terminal.print(line) }
  }
}
