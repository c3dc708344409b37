import ArgumentParser
import Glibc
import Night
import Reporting

/// `chartlift publish`: publishes a staged run by hand.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Publish the newest staged run by hand, although a limit is exceeded.",
    discussion: """
      Example:
        chartlift publish 2026-11-21-n1 --pipeline Pipelines/starter.yaml \\
          --because "the unreadable dates are on the films themselves"

      Publishes what that run's report says: the inbox is not looked into, and when exports or
      settings have changed since, nothing is published. Books that do not balance are never waived.
      """
  )

  @Argument(help: ArgumentHelp("The run, as its report names it.", valueName: "run"))
  var runName: String

  @Option(help: ArgumentHelp("The pipeline file of that run.", valueName: "file"))
  var pipeline: String

  @OptionGroup var because: BecauseOption

  @OptionGroup var options: WorkspaceOption

  @Option(help: ArgumentHelp("Workers at once; all processors when not given.", valueName: "n"))
  var jobs: Int?

  @Flag(name: [.short, .long], help: "Only the closing block.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs wants a number from 1 to 256.")
    }
  }

  func run() throws {
    let request = RunRequest(
      pipelinePath: pipeline,
      workspace: options.workspace,
      asOf: nil,
      jobs: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    )
    let observer = ProgressView(isLive: Terminal.isWatched, isQuiet: quiet)
    let summary = try reporting { () throws(NightError) in
      try PublishByHand(request, run: runName, because: because.text, observer: observer).publish()
    }
    for line in ClosingBlock.lines(summary) { Terminal.tell(line) }
  }
}
