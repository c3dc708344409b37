import ArgumentParser
import Night

/// `chartlift quarantine`: what was refused and what waits; `drop` and `restore` settle an export.
struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "List refused rows and waiting exports; set an export aside.",
    discussion: """
      Examples:
        chartlift quarantine
        chartlift quarantine 2026-11-21-n1
        chartlift quarantine drop 615db5a2446a --because "the vendor sent last year's index"
        chartlift quarantine restore 615db5a2446a --because "it was the right one after all"
      """,
    subcommands: [List.self, Drop.self, Restore.self],
    defaultSubcommand: List.self
  )

  /// What every decision about an export needs.
  struct ExportOptions: ParsableArguments {
    @Argument(
      help: ArgumentHelp(
        "The export: eight or more digits of its SHA-256, or the name of its file.",
        valueName: "export"
      )
    )
    var export: String

    @Option(help: ArgumentHelp("Its source, where two have it.", valueName: "name"))
    var source: String?

    @OptionGroup var because: BecauseOption

    @OptionGroup var options: WorkspaceOption

    var decision: SetAside {
      SetAside(
        workspace: options.workspace,
        export: export,
        source: source,
        because: because.text
      )
    }
  }

  /// The list; it changes nothing.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Show which rules refused how many rows, what waits and what was set aside."
    )

    @Argument(
      help: ArgumentHelp("The run; the newest one when not given.", valueName: "run")
    )
    var runName: String?

    @OptionGroup var options: WorkspaceOption

    func run() throws {
      let list = try reporting { () throws(NightError) in
        try QuarantineList(run: runName, workspace: options.workspace)
      }
      for line in list.lines { Terminal.print(line) }
    }
  }

  /// Leaves a staged export out.
  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "drop",
      abstract: "Set a staged export aside: it counts no more, also when it is delivered again."
    )

    @OptionGroup var export: ExportOptions

    func run() throws {
      let lines = try reporting { () throws(NightError) in try export.decision.drop() }
      for line in lines { Terminal.tell(line) }
    }
  }

  /// Lets an export count again.
  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Let an export that was set aside count again: it is staged."
    )

    @OptionGroup var export: ExportOptions

    func run() throws {
      let lines = try reporting { () throws(NightError) in try export.decision.restore() }
      for line in lines { Terminal.tell(line) }
    }
  }
}
