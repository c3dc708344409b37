import ArgumentParser
import Night

/// `chartlift status`: what has been, what waits for whom, what to type.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the last runs, what is published, what waits, and what to type next.",
    discussion: """
      Changes nothing and never waits: a run may work meanwhile. A run that was stopped before its \
      end, and exports that wait for a decision, are shown with what goes on from there.

      Examples:
        chartlift status
        chartlift status -C /srv/charts --json
      """
  )

  @OptionGroup var options: WorkspaceOption

  @Flag(help: "The same as JSON.")
  var json = false

  func run() throws {
    let status = try reporting { () throws(NightError) in
      try Status(workspace: options.workspace)
    }
    if json {
      Terminal.put(status.json + [UInt8(ascii: "\n")])
    } else {
      for line in status.lines { Terminal.print(line) }
    }
  }
}
