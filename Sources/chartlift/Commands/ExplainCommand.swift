import ArgumentParser
import Glibc
import Night

/// `chartlift explain`: why two rows are, or are not, one patient; what a patient is made of.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why two are, or are not, one patient; what holds a patient together.",
    discussion: """
      Each of the two is a patient's id, a row of an export (film_a.csv:411) or a document of a \
      source (film:F-100). Of two patients the registrations that are most alike are compared. With \
      one name, shows the registrations of that patient, what ties each to the others, and who comes \
      near. Weights are bits for one patient and against each other explanation: strangers, \
      relatives, twins, namesakes. Links what has landed, changes nothing.

      Examples:
        chartlift explain film_a.csv:411 film_b.csv:7
        chartlift explain Patient/1b88a368-5ebf-520d-90d5-b3c7154d030e
      """
  )

  @Argument(
    help: ArgumentHelp(
      "A patient's id, a row (film_a.csv:411) or a document (film:F-100).",
      valueName: "a"
    )
  )
  var first: String

  @Argument(help: ArgumentHelp("The other one; none for all of a patient.", valueName: "b"))
  var second: String?

  @Flag(help: "The explanation as JSON, in milli-bits, without values.")
  var json = false

  @OptionGroup var values: ShowValuesOption
  @OptionGroup var options: WorkspaceOption

  func validate() throws {
    guard json, values.showValues else { return }
    throw ValidationError("--json never holds values: leave out --show-values.")
  }

  func run() throws {
    let (lines, bytes) = try reporting { () throws(NightError) in try explained() }
    if json { return Terminal.put(bytes + [UInt8(ascii: "\n")]) }
    for line in lines { Terminal.print(line) }
  }

  private func explained() throws(NightError) -> (lines: [String], json: [UInt8]) {
    let jobs = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    guard let second else {
      let person = try ExplainedPerson(
        first,
        withValues: values.showValues,
        workspace: options.workspace,
        jobs: jobs
      )
      return (person.lines, person.json)
    }
    let pair = try ExplainedPair(
      (first, second),
      withValues: values.showValues,
      workspace: options.workspace,
      jobs: jobs
    )
    return (pair.lines, pair.json)
  }
}
