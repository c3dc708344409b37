import PipelineFile
import RecordModel

extension Pipeline {
  /// What `init` could not know and nobody has decided since, one sentence each.
  var undecided: [String] {
    var lines: [String] = []
    if settings.isSiteUndecided {
      lines.append(
        "PIPE-24 \(files.path): 'site:' is \(settings.site), a placeholder. It becomes part of every"
          + " id and can never change: write a URI the hospital owns."
      )
    }
    for source in settings.sources where source.facility == PipelineSettings.undecidedFacility {
      lines.append(
        "PIPE-24 \(source.place(ofLine: source.line)): 'facility:' of \(source.name) is the placeholder"
          + " \(PipelineSettings.undecidedFacility). Write the code of the facility whose record"
          + " numbers these are, or {column: NAME OF COLUMN}."
      )
    }
    return lines
  }

  /// Refuses to give out ids that would hang on a placeholder for ever.
  ///
  /// `check` takes it, so that a draft can be tried before anybody has to know.
  func requireDecisions() throws(NightError) {
    let lines = undecided
    guard lines.isEmpty else { throw NightError(.badPipeline, lines) }
  }
}

extension NightRun {
  /// What a run would refuse that a check takes: placeholders of a drafted pipeline file.
  package func undecided() throws(NightError) -> [String] {
    try Pipeline(path: request.pipelinePath, workspace: request.workspace).undecided
  }
}
