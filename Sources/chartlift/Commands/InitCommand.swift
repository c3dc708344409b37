import ArgumentParser
import Glibc
import Night

/// `chartlift init`: a pipeline file drafted from exports.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Draft a pipeline file from exports, with what a person must decide marked.",
    discussion: """
      Reads each export from end to end, guesses format, encoding, columns and date order, and writes \
      a commented pipeline file that check takes at once. Values are never written. On a terminal it \
      asks up to three short questions; an empty answer leaves the decision open.

      Examples:
        chartlift init inbox/film_2026-11-20.csv inbox/fiche_2026-11-20.xml
        chartlift init patients.csv --yes -o central.yaml --facility CENTRAL

      Ends with 73 when the pipeline file is there already: it is never overwritten.
      """
  )

  @Argument(help: ArgumentHelp("The exports.", valueName: "file"))
  var files: [String]

  @Flag(help: "Ask nothing.")
  var yes = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The pipeline file to write; named after the pipeline.", valueName: "file")
  )
  var output: String?

  @Option(help: ArgumentHelp("The pipeline's name.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("A URI the hospital owns; part of every id.", valueName: "uri"))
  var site: String?

  @Option(help: ArgumentHelp("The facility whose record numbers these are.", valueName: "code"))
  var facility: String?

  @OptionGroup var sniffing: SniffingOptions
  @OptionGroup var options: WorkspaceOption

  func validate() throws {
    if let name, !Self.isName(name) {
      throw ValidationError("--name wants letters, digits and hyphens.")
    }
  }

  func run() throws {
    var request = DraftRequest(look: sniffing.request(files), workspace: options.workspace)
    request.output = output
    request.name = name
    request.site = site
    request.facility = facility
    let asked = request
    var draft = try reporting { () throws(NightError) in try PipelineDraft(asked) }
    if !yes, isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 { ask(&draft) }
    let decided = draft
    let lines = try reporting { () throws(NightError) in try decided.write() }
    for line in lines { Terminal.print(line) }
  }

  private func ask(_ draft: inout PipelineDraft) {
    if name == nil, let answer = answer("Name of the pipeline [\(draft.name)]: "),
      Self.isName(answer)
    {
      draft.name = answer
    }
    if site == nil { draft.site = answer("Site, a URI the hospital owns (empty: later): ") }
    if draft.needsFacility { draft.facility = answer("Code of the facility (empty: later): ") }
  }

  private func answer(_ question: String) -> String? {
    Terminal.put(question, to: STDERR_FILENO)
    guard let line = readLine() else { return nil }
    let words = line.split(separator: " ").joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 64 && !text.isEmpty && text.first != "-"
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
      }
  }
}
