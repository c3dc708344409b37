import PipelineFile
import RecordModel
import Workspace

/// Opens a workspace that stays as it is, with the settings of its last published run, or of what was
/// last asked for when nothing is published.
///
/// What has to be computed goes into a private folder that is gone afterwards; the last value waits
/// for nobody.
func withWorkspaceAsKept<Value>(
  _ workspace: String,
  pipeline path: String? = nil,
  jobs: Int,
  _ body: (Workbench) throws(NightError) -> Value
) throws(NightError) -> Value {
  _ = try existingWorkspace(workspace)
  let home = WorkspaceFolder(reading: workspace)
  let temporary = try storeCall { () throws(StoreError) in try TemporaryFolder(in: home) }
  defer { withExtendedLifetime(temporary) {} }
  let place = try NightPlace(rehearsing: home, in: temporary)
  let pipeline: Pipeline
  if let path {
    pipeline = try Pipeline(path: path, workspace: workspace)
  } else {
    pipeline = try keptSettings(place, workspace: workspace)
  }
  var request = RunRequest(
    pipelinePath: path ?? pipeline.files.path,
    workspace: workspace,
    asOf: nil,
    jobs: jobs
  )
  request.looksIntoInbox = false
  return try body(
    try Workbench.open(request, pipeline: pipeline, place: place, observer: SilentObserver())
  )
}

private func keptSettings(
  _ place: NightPlace,
  workspace: String
) throws(NightError) -> Pipeline {
  let digest = try ledgerCall { () throws(LedgerError) -> ContentDigest? in
    if let run = try place.ledger.lastPublished(),
      let kept = try place.ledger.pipeline(ofRun: run.name)
    {
      return kept
    }
    return try place.ledger.attempt()?.pipeline
  }
  guard let digest else {
    throw NightError(
      .inputMissing,
      "WORK-02 nothing has been run in this workspace yet. Type  chartlift run PIPELINE  first."
    )
  }
  return try Pipeline(kept: try keptPipeline(digest, in: place.store), workspace: workspace)
}

extension Workbench {
  /// The landings whose rows count: the published ones, or while nothing is published those that wait.
  func countingLandings() throws(NightError) -> (landings: [LandingToRead], arePublished: Bool) {
    let ever = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let known = try toRead(ever)
    let published = known.filter(\.isPublished)
    return published.isEmpty ? (known, false) : (published, true)
  }
}
