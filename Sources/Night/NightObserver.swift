/// What a run tells while it works.
///
/// Numbers, names and codes only.
package enum NightEvent: Sendable {
  case started(pipeline: String, run: String, asOf: String)
  /// A file whose content has been landed before: it adds nothing.
  case knownExport(name: String, source: String, since: String)
  /// What the exports of a source decided where the pipeline file says nothing; kept from now on.
  case layoutDecided(source: String, decision: String)
  case stageStarted(stage: String, total: UInt64)
  /// Bytes of input and rows done since the last call; from any thread.
  case advanced(stage: String, done: UInt64, rows: UInt64)
  case stageFinished(stage: String, rows: UInt64, unit: String, note: String)
  /// A stage whose result is kept from an earlier run.
  case stageKept(stage: String, count: Int)
  /// A rerun works with the settings of its run; the file says something else today.
  case pipelineChanged(path: String)
  /// The delivery is not complete, and is waited for: what, and for how many seconds at most.
  case waiting(for: [String], seconds: Int)
}

/// Watches a run.
///
/// Called from any thread.
package protocol NightObserver: Sendable {
  func observe(_ event: NightEvent)
}

/// Watches nothing.
package struct SilentObserver: NightObserver {
  package init() {}
  package func observe(_ event: NightEvent) {}
}
