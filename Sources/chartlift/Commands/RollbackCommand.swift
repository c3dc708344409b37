import ArgumentParser
import Night

/// `chartlift rollback`: takes back the newest published night.
struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Take back the newest published night: current is the run before again.",
    discussion: """
      Example:
        chartlift rollback --because "the fiche index was of another hospital"

      What the night had brought waits until each export is set aside ('quarantine drop') or all is
      published by hand ('publish'); until then every run ends with 1. Ids given out stay given out.
      """
  )

  @OptionGroup var because: BecauseOption

  @OptionGroup var options: WorkspaceOption

  func run() throws {
    let lines = try reporting { () throws(NightError) in
      try Rollback(workspace: options.workspace, because: because.text).rollBack()
    }
    for line in lines { Terminal.tell(line) }
  }
}
