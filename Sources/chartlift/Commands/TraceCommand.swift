import ArgumentParser
import Glibc
import Night
import RecordModel

/// `chartlift trace`: a row of an export, from where it stands to what became of it.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show where a row stands, what became of it and its original bytes.",
    discussion: """
      The export is named by its file or by eight or more digits of its SHA-256; rows are counted \
      from 1, without the header line. Without --show-values nothing that the row says is shown but \
      the place on film.

      Examples:
        chartlift trace film_a.csv:411
        chartlift trace film_a.csv --line 412
        chartlift trace film_a.csv:411 --raw row.bin
      """
  )

  @Argument(help: ArgumentHelp("The export, with the row behind a colon.", valueName: "export:row"))
  var row: String

  @Option(help: ArgumentHelp("The row in this line of the export.", valueName: "n"))
  var line: UInt64?

  @Option(
    help: ArgumentHelp("Write the row's original bytes to a new file.", valueName: "file")
  )
  var raw: String?

  @OptionGroup var values: ShowValuesOption
  @OptionGroup var options: WorkspaceOption

  func validate() throws { _ = try named() }

  func run() throws {
    let (export, row) = try named()
    let trace = try reporting { () throws(NightError) in
      try Trace(
        export: export,
        row: row,
        workspace: options.workspace,
        jobs: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
      )
    }
    for line in trace.lines { Terminal.print(line) }
    if let raw {
      try reporting { () throws(NightError) in try trace.writeOriginal(to: raw) }
      Terminal.tell(" Wrote \(trace.original.count) bytes to \(raw), as delivered.")
    }
    guard values.showValues else { return }
    Terminal.print(" as delivered, control characters written out:")
    for line in trace.originalLines { Terminal.print(line) }
  }

  private func named() throws -> (export: String, row: RowName) {
    if let line { return (row, .line(line)) }
    let parts = row.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last, let ordinal = UInt64(last), ordinal > 0 else {
      throw ValidationError("Name a row: film_a.csv:411, or a line: film_a.csv --line 412.")
    }
    return (parts.dropLast().joined(separator: ":"), .ordinal(ordinal))
  }
}
