import ArgumentParser
import Night
import Reporting

/// `chartlift rerun`: takes up the last run, or does stages of it again.
struct RerunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Finish a run that stopped, or do stages of it again, with its own settings.",
    discussion: """
      Kept results are used where what they were made of is the same, byte for byte. A published run
      is computed again and held against what was published; it is never changed.

      Examples:
        chartlift rerun --plan            each stage, fresh or stale, and why
        chartlift rerun                   finish what stopped
        chartlift rerun --from bundle     write all bundles again

      Ends with 0 when published or found to be the same, 1 when staged, 76 when not the same.
      """
  )

  @Argument(help: ArgumentHelp("The run; the last one when not given.", valueName: "run"))
  var runName: String?

  @OptionGroup var options: WorkspaceOption
  @OptionGroup var stages: StageOptions

  @Option(
    help: ArgumentHelp(
      "Do this stage and all after it again: \(StageCatalogue.names.joined(separator: ", ")).",
      valueName: "stage"
    )
  )
  var from: String?

  @Option(help: ArgumentHelp("Read only this source again.", valueName: "source"))
  var only: String?

  @Flag(help: "Only say which stages are fresh, which are stale, and why.")
  var plan = false

  func validate() throws {
    if let from, !StageCatalogue.names.contains(from) {
      throw ValidationError(
        "--from wants a stage: \(StageCatalogue.names.joined(separator: ", "))."
      )
    }
  }

  func run() throws {
    let rerun = Rerun(
      run: runName,
      from: from,
      only: only,
      workspace: options.workspace,
      jobs: stages.workers,
      observer: stages.observer
    )
    if plan {
      let plan = try reporting { () throws(NightError) in try rerun.plan() }
      for line in plan.lines { Terminal.print(line) }
      return
    }
    let summary = try reporting { () throws(NightError) in try rerun.perform() }
    try stages.close(summary, ClosingBlock.lines(summary))
  }
}

/// `chartlift rebuild`: the published state computed anew from what was landed.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Compute the published state anew from landings, layouts, decisions and ids.",
    discussion: """
      No kept result is used. Ends with 0 when the state digest is the published one, else with 76.
      """
  )

  @OptionGroup var options: WorkspaceOption
  @OptionGroup var stages: StageOptions

  func run() throws {
    let rerun = Rerun(
      rebuilding: options.workspace,
      jobs: stages.workers,
      observer: stages.observer
    )
    let summary = try reporting { () throws(NightError) in try rerun.rebuild() }
    try stages.close(summary, ClosingBlock.lines(summary))
  }
}
