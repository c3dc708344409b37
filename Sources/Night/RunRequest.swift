package import RecordModel

/// What a person asked for with `chartlift run`.
package struct RunRequest: Sendable {
  package var pipelinePath: String
  /// The workspace folder; "." when none was given.
  package var workspace: String
  /// "Today" for this night; nil for today in UTC.
  package var asOf: PartialDate?
  package var jobs: Int
  /// Says whether a run is done again, whose exports may have landed and left the inbox since.
  package var isRerun = false
  /// False when only what has landed counts.
  package var looksIntoInbox = true

  /// Seconds that a delivery which is not complete is waited for; nil for not at all.
  package var waitSeconds: Int?
  /// False when stages are only looked at: what was delivered is then held against no manifest.
  package var checksManifests = true

  package init(pipelinePath: String, workspace: String, asOf: PartialDate?, jobs: Int) {
    self.pipelinePath = pipelinePath
    self.workspace = workspace
    self.asOf = asOf
    self.jobs = jobs
  }
}
