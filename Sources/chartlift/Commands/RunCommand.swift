import ArgumentParser
import Glibc
import Night
import RecordModel
import Reporting

/// When progress is drawn.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// `chartlift run`: tonight's exports in, a published tree out.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read tonight's exports and publish bundles.",
    discussion: """
      Examples:
        chartlift run Pipelines/starter.yaml
        chartlift run Pipelines/starter.yaml -C /srv/charts --as-of 2026-11-21 --jobs 4

      Ends with 0 when published, 1 when a limit is exceeded and nothing is published.
      """
  )

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @OptionGroup var options: WorkspaceOption

  @Option(
    help: ArgumentHelp(
      "Today, for this night: 2026-11-21. Never before the last night.",
      valueName: "date"
    )
  )
  var asOf: String?

  @Option(help: ArgumentHelp("Workers at once; all processors when not given.", valueName: "n"))
  var jobs: Int?

  @Option(help: "When to draw progress: auto, always, never.")
  var progress = ProgressChoice.auto

  @Flag(name: [.short, .long], help: "Only the closing block.")
  var quiet = false

  @Flag(help: "No colour.")
  var noColor = false

  @Flag(help: "The run's report as JSON on standard output.")
  var json = false

  func validate() throws {
    if let asOf, PartialDate(iso: asOf)?.isComplete != true {
      throw ValidationError("--as-of wants a date such as 2026-11-21.")
    }
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs wants a number from 1 to 256.")
    }
  }

  func run() throws {
    let isLive = progress == .always || (progress == .auto && Terminal.isWatched)
    let observer = ProgressView(isLive: isLive, isQuiet: quiet)
    let request = RunRequest(
      pipelinePath: pipeline,
      workspace: options.workspace,
      asOf: asOf.flatMap(PartialDate.init(iso:)),
      jobs: jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    )
    let summary = try reporting { () throws(NightError) in
      try NightRun(request, observer: observer).run()
    }
    if json { Terminal.put(ReportJSON.bytes(summary) + [UInt8(ascii: "\n")]) }
    for line in ClosingBlock.lines(summary) { Terminal.tell(line) }
    if summary.outcome == .staged { throw CommandEnded(exit: .overLimit) }
  }
}
