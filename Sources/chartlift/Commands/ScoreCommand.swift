import ArgumentParser
import Night

/// What linkage can be held against beside the truth.
enum BaselineChoice: String, ExpressibleByArgument, CaseIterable {
  case cms
}

/// `chartlift score`: how well rows were linked, where somebody knows who they are.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract:
      "Hold the linkage against known persons or labelled pairs: precision, recall, errors.",
    discussion: """
      Links what a run would link, in a private folder that is gone afterwards, and compares. A truth \
      is a CSV file with a header: a row's document id and its person; also, where it has them, \
      'identity_id' (registration), 'household_id' and 'flags' (twin, namesake). The export itself \
      will do when it has such columns. Labelled pairs are a CSV file with the columns id_a, id_b \
      and label: match, possible or not. Prints no value of a row and changes nothing.

      Examples:
        chartlift score pipeline.yaml --truth truth.csv
        chartlift score pipeline.yaml --truth inbox/fake_1000.csv --id unique_id --person cluster
        chartlift score pipeline.yaml --pairs labelled.csv --baseline cms

      Ends with 0 whatever the figures are, 65 when a file cannot be used, 66 when one is missing.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The pipeline file; the one kept with the last run when not given, which leaves out the inbox.",
      valueName: "pipeline"
    )
  )
  var pipeline: String?

  @Option(help: ArgumentHelp("Which rows are one person.", valueName: "file"))
  var truth: String?

  @Option(help: ArgumentHelp("Labelled pairs of rows.", valueName: "file"))
  var pairs: String?

  @Option(
    help: ArgumentHelp("The truth's column of document ids; else doc_id.", valueName: "column")
  )
  var id: String?

  @Option(help: ArgumentHelp("The truth's column of persons; else person_id.", valueName: "column"))
  var person: String?

  @Option(
    help: ArgumentHelp(
      "The truth's column of registrations; else identity_id, else our record numbers.",
      valueName: "column"
    )
  )
  var registration: String?

  @Option(help: "Rules to score beside: cms, the deterministic rules of CMS.")
  var baseline: BaselineChoice?

  @OptionGroup var options: WorkspaceOption
  @OptionGroup var day: AsOfOption
  @OptionGroup var stages: StageOptions

  func validate() throws {
    guard truth != nil || pairs != nil else {
      throw ValidationError(
        "score wants to know who the rows are: --truth FILE, or --pairs FILE, or both."
      )
    }
    guard truth != nil || (id ?? person ?? registration) == nil else {
      throw ValidationError("--id, --person and --registration name columns of --truth FILE.")
    }
  }

  func run() throws {
    let request = request
    let score = try reporting { () throws(NightError) in try linked(request) }
    if stages.json { return Terminal.put(score.json + [UInt8(ascii: "\n")]) }
    for line in score.lines { Terminal.print(line) }
  }

  private func linked(_ request: ScoreRequest) throws(NightError) -> LinkageScore {
    guard let pipeline else {
      return try scoreAsKept(request, workspace: options.workspace, jobs: stages.workers)
    }
    let run = RunRequest(
      pipelinePath: pipeline,
      workspace: options.workspace,
      asOf: day.date,
      jobs: stages.workers
    )
    return try NightRun(run, observer: stages.observer).score(request)
  }

  private var request: ScoreRequest {
    var request = ScoreRequest()
    (request.truth, request.pairs) = (truth, pairs)
    (request.id, request.person, request.registration) = (id, person, registration)
    request.hasBaseline = baseline != nil
    return request
  }
}
