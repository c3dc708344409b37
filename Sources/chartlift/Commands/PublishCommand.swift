import ArgumentParser
import Night
import Reporting

/// `chartlift publish`: publishes a staged run by hand.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Publish the newest staged run by hand, although a limit is exceeded.",
    discussion: """
      Example:
        chartlift publish 2026-11-21-n1 --because "the unreadable dates are on the films themselves"

      Publishes what that run's report says: the inbox is not looked into, and when exports or
      settings have changed since, nothing is published. Books that do not balance are never waived.
      """
  )

  @Argument(help: ArgumentHelp("The run, as its report names it.", valueName: "run"))
  var runName: String

  @OptionGroup var because: BecauseOption

  @OptionGroup var options: WorkspaceOption

  @OptionGroup var stages: StageOptions

  func run() throws {
    let summary = try reporting { () throws(NightError) in
      try PublishByHand(
        run: runName,
        because: because.text,
        workspace: options.workspace,
        jobs: stages.workers,
        observer: stages.observer
      ).publish()
    }
    try stages.close(summary, ClosingBlock.lines(summary))
  }
}
