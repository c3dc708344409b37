import ArgumentParser
import Night
import Reporting

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
  @OptionGroup var day: AsOfOption
  @OptionGroup var stages: StageOptions

  @Flag(name: [.customShort("n"), .long], help: "Change nothing; say what would be published.")
  var dryRun = false

  @Flag(help: "Change nothing; say which stages are fresh, which are stale, and why.")
  var plan = false

  func run() throws {
    let request = RunRequest(
      pipelinePath: pipeline,
      workspace: options.workspace,
      asOf: day.date,
      jobs: stages.workers
    )
    let night = NightRun(request, observer: stages.observer)
    if plan {
      let plan = try reporting { () throws(NightError) in try night.plan() }
      for line in plan.lines { Terminal.print(line) }
      return
    }
    let isDry = dryRun
    let summary = try reporting { () throws(NightError) in
      isDry ? try night.rehearse() : try night.run()
    }
    try stages.close(
      summary,
      isDry ? CheckBlock.lines(summary) : ClosingBlock.lines(summary)
    )
  }
}

/// `chartlift check`: the same as `run --dry-run`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge tonight's exports: everything a run does, and nothing is changed.",
    discussion: """
      Goes through every stage in a private folder that is gone afterwards, and waits for nobody:
      a run may work meanwhile. The state digest it prints is the one that a run of the same day
      publishes.

      Ends with 0 when a run would publish, 1 when a limit is exceeded, 65 when an export cannot be
      used, 66 when one is missing, 78 when the pipeline file is wrong.
      """
  )

  @Argument(help: "The pipeline file.")
  var pipeline: String

  @OptionGroup var options: WorkspaceOption
  @OptionGroup var day: AsOfOption
  @OptionGroup var stages: StageOptions

  func run() throws {
    let request = RunRequest(
      pipelinePath: pipeline,
      workspace: options.workspace,
      asOf: day.date,
      jobs: stages.workers
    )
    let night = NightRun(request, observer: stages.observer)
    let summary = try reporting { () throws(NightError) in try night.rehearse() }
    try stages.close(summary, CheckBlock.lines(summary))
  }
}
