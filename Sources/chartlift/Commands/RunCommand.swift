import ArgumentParser
import Night
import Reporting

/// What names a night: pipeline file, workspace, day, and how to go through the stages.
struct NightArguments: ParsableArguments {
  @Argument(help: "The pipeline file.")
  var pipeline: String

  @OptionGroup var options: WorkspaceOption
  @OptionGroup var day: AsOfOption
  @OptionGroup var delivery: WaitOption
  @OptionGroup var stages: StageOptions

  /// Publishes the night.
  func run() throws {
    let night = night
    let summary = try reporting { () throws(NightError) in try night.run() }
    try stages.close(summary, ClosingBlock.lines(summary))
  }

  /// Does all of it but publishing, and changes nothing.
  func check() throws {
    let night = night
    let summary = try reporting { () throws(NightError) in try night.rehearse() }
    let open = try reporting { () throws(NightError) in try night.undecided() }
    if !open.isEmpty { Terminal.tell(" A run would refuse this pipeline until a person decides:") }
    for line in open { Terminal.tell(line) }
    try stages.close(summary, CheckBlock.lines(summary))
  }

  /// Reads the exports, and does nothing else with them.
  func readOnly(identifies: Bool) throws {
    let night = night
    let report = try reporting { () throws(NightError) in try night.readOnly(identifies: identifies)
    }
    if stages.json { Terminal.put(report.json + [UInt8(ascii: "\n")]) }
    for line in report.lines { Terminal.tell(line) }
    guard report.isBalanced else { throw CommandEnded(exit: .unverified) }
  }

  /// Says which stages are fresh.
  func plan() throws {
    let night = night
    let plan = try reporting { () throws(NightError) in try night.plan() }
    for line in plan.lines { Terminal.print(line) }
  }

  private var night: NightRun {
    var request = RunRequest(
      pipelinePath: pipeline,
      workspace: options.workspace,
      asOf: day.date,
      jobs: stages.workers
    )
    request.waitSeconds = delivery.seconds
    return NightRun(request, observer: stages.observer)
  }
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
        chartlift run Pipelines/starter.yaml --wait 30m      wait for files that are still coming

      Ends with 0 when published, 1 when a limit is exceeded and nothing is published, 3 when
      published without an export that cannot be used (a source's 'unusable: leave-out'), 75 when a
      file is still growing.
      """
  )

  @OptionGroup var arguments: NightArguments

  @Flag(name: [.customShort("n"), .long], help: "Change nothing; say what would be published.")
  var dryRun = false

  @Flag(help: "Change nothing; say which stages are fresh, which are stale, and why.")
  var plan = false

  func validate() throws {
    if plan, arguments.delivery.wait != nil {
      throw ValidationError("--plan looks at stages and waits for nothing: leave out --wait.")
    }
  }

  func run() throws {
    if plan { return try arguments.plan() }
    if dryRun { return try arguments.check() }
    try arguments.run()
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

  @OptionGroup var arguments: NightArguments

  @Option(
    help: ArgumentHelp(
      "Go no further than this stage: ingest reads every export where it lies, counts its rows and"
        + " bytes, and judges nothing.",
      valueName: "stage"
    )
  )
  var only: String?

  @Flag(help: ArgumentHelp("With --only ingest: no keys and digests.", visibility: .hidden))
  var cellsOnly = false

  func validate() throws {
    guard let only, only != "ingest" else { return }
    throw ValidationError(
      StageCatalogue.names.contains(only)
        ? "--only cannot be '\(only)': ingest is the one stage that can be checked alone."
        : "--only wants a stage that can be checked alone: ingest."
    )
  }

  func run() throws {
    if only != nil { return try arguments.readOnly(identifies: !cellsOnly) }
    try arguments.check()
  }
}
