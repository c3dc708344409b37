/// What a person asked for with `chartlift score`.
package struct ScoreRequest: Sendable {
  /// The file that says which rows are one person.
  package var truth: String?
  /// Labelled pairs of rows.
  package var pairs: String?
  /// Columns of the truth; nil for their standard names.
  package var id: String?
  package var person: String?
  package var registration: String?
  /// Says whether a deterministic set of rules is scored beside.
  package var hasBaseline = false

  package init() {}
}

/// Scores what has landed with the settings that are kept with it; the inbox is not looked into.
package func scoreAsKept(
  _ request: ScoreRequest,
  workspace: String,
  jobs: Int
) throws(NightError) -> LinkageScore {
  try withWorkspaceAsKept(workspace, jobs: jobs) { (bench) throws(NightError) in
    try LinkageScore(request, try bench.landingsToScore(), bench)
  }
}
