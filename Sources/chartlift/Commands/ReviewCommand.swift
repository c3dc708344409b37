import ArgumentParser
import Glibc
import Night

/// `chartlift review`: the list of possible duplicates, out as a file and back in as decisions.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Write the list of pairs that a person should look at, and read decisions back.",
    discussion: """
      The list holds ids, scores and reasons, and no value of a patient: highest gain first, graded as \
      FHIR does (certain, probable, possible, certainly-not). Fill in the column 'decision' with \
      same or different, or leave it empty. Reading a list twice adds nothing; one with a \
      contradiction in it is refused as a whole.

      Examples:
        chartlift review --out review.csv
        chartlift review --in review.csv --because "seen with the charts on the desk" --as "M. Roth"
      """
  )

  @Option(help: ArgumentHelp("Write the list to a new file, .csv or .json.", valueName: "file"))
  var out: String?

  @Option(name: .customLong("in"), help: ArgumentHelp("Read decisions back.", valueName: "file"))
  var answers: String?

  @Flag(help: "With --out: also pairs that were decided, after the others.")
  var all = false

  @Option(help: ArgumentHelp("With --in: the reason.", valueName: "text"))
  var because: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("With --in: who decides; the account when not given.", valueName: "name")
  )
  var who: String?

  @OptionGroup var options: WorkspaceOption

  func validate() throws {
    guard (out == nil) != (answers == nil) else {
      throw ValidationError(
        "Give either --out FILE to write the list, or --in FILE to read it back."
      )
    }
    guard answers == nil || because?.contains(where: { !$0.isWhitespace }) == true else {
      throw ValidationError(
        "--because wants the reason for these decisions, for whoever asks later."
      )
    }
  }

  func run() throws {
    let review = Review(
      workspace: options.workspace,
      jobs: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    )
    let lines = try reporting { () throws(NightError) in
      if let out { return try review.write(to: out, all: all) }
      return try review.read(answers ?? "", who: who, because: because ?? "")
    }
    for line in lines { Terminal.tell(line) }
  }
}
