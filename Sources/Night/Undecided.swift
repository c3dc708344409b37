import PipelineFile
import RecordModel

extension Pipeline {
  /// Refuses what `init` could not know and nobody has decided since: it would be part of every id.
  ///
  /// `check` takes it, so that a draft can be tried before anybody has to know.
  func requireDecisions() throws(NightError) {
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
    guard lines.isEmpty else { throw NightError(.badPipeline, lines) }
  }
}
