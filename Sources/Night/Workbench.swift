import Digests
import Engine
import Persons
import PipelineFile
import RecordModel
import Workspace

/// Everything a run works with: settings, workspace, ledger, workers, and who watches.
struct Workbench: Sendable {
  let request: RunRequest
  let settings: PipelineSettings
  let files: PipelineFiles
  let place: NightPlace
  let farm: Farm
  let observer: any NightObserver
  /// Source names in byte order: the order of rows and the index of every source column.
  let sourceNames: [String]
  /// Stages whose kept results are not believed.
  let again: StagesAgain
  /// What technicians decided, as far as this run knows.
  var decisions: DecisionsInForce

  var folder: WorkspaceFolder { place.folder }
  var ledger: Ledger { place.ledger }
  var store: FilePartStore { place.store }

  /// Reads the pipeline file and opens the workspace; the caller holds the lock.
  static func open(
    _ request: RunRequest,
    pipeline: Pipeline,
    place: NightPlace,
    observer: any NightObserver,
    again: StagesAgain = .none
  ) throws(NightError) -> Workbench {
    let settings = pipeline.settings
    try checkSourceCount(settings)
    try checkIdentity(settings, place.ledger, request.pipelinePath)
    if pipeline.decisions == nil {
      try requireDecisionsReadBefore(decisionBook(place.home), place.ledger, place.store)
    }
    return Workbench(
      request: request,
      settings: settings,
      files: pipeline.files,
      place: place,
      farm: Farm(jobs: request.jobs),
      observer: observer,
      sourceNames: settings.sources.map(\.name).sorted {
        Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
      },
      again: again,
      decisions: try decisionsInForce(place.home, through: pipeline.decisions)
    )
  }

  /// The settings of a source by its index.
  func source(_ index: Int) -> SourceSettings {
    guard let found = settings.sources.first(where: { $0.name == sourceNames[index] }) else {
      preconditionFailure("every source index comes from the settings")
    }
    return found
  }

  /// Rows carry their source in one byte: one source too many would be filed under another's name.
  private static func checkSourceCount(_ settings: PipelineSettings) throws(NightError) {
    guard settings.sources.count > 255 else { return }
    throw NightError(
      .badPipeline,
      "PIPE-23 the pipeline has \(settings.sources.count) sources; 255 is the most."
        + " Let one source read several files by a pattern, or split the pipeline."
    )
  }

  /// One workspace holds one pipeline: ids hang on its site, rows on its source names.
  private static func checkIdentity(
    _ settings: PipelineSettings,
    _ ledger: Ledger,
    _ path: String
  ) throws(NightError) {
    guard let known = try ledgerCall({ () throws(LedgerError) in try ledger.identity() }) else {
      return
    }
    if known.site != settings.site {
      throw NightError(
        .badPipeline,
        "PIPE-20 \(path): 'site:' is '\(settings.site)', but this workspace has given out ids for"
          + " '\(known.site)'. Set it back: it is part of every id and can never change."
      )
    }
    if known.pipeline != settings.name {
      throw NightError(
        .badPipeline,
        "PIPE-21 \(path): this workspace belongs to the pipeline '\(known.pipeline)', not"
          + " '\(settings.name)'. Give each pipeline a workspace of its own with -C DIR."
      )
    }
  }
}

/// Opens the ledger of a workspace.
func openLedger(_ folder: WorkspaceFolder) throws(NightError) -> Ledger {
  try ledgerCall { () throws(LedgerError) in try Ledger(folder) }
}

/// Runs a ledger call; its error becomes one for people.
func ledgerCall<Value>(_ body: () throws(LedgerError) -> Value) throws(NightError) -> Value {
  do {
    return try body()
  } catch {
    throw NightError(error.problem == .damaged ? .unverified : .inputOutput, error.message)
  }
}

/// Runs a file operation; its error becomes one for people.
func storeCall<Value>(_ body: () throws(StoreError) -> Value) throws(NightError) -> Value {
  do {
    return try body()
  } catch {
    throw NightError(error)
  }
}

/// A pipeline as a run uses it: the settings, and the files they were made of.
struct Pipeline: Sendable {
  let settings: PipelineSettings
  let files: PipelineFiles
  /// How many decisions of the book count; nil for all that are there.
  let decisions: Int?

  /// Reads and checks a pipeline file.
  init(path: String, workspace: String) throws(NightError) {
    decisions = nil
    (settings, files) = try Self.read { () throws(PipelineProblems) in
      try PipelineReader(catalogue: StageCatalogue.catalogue, workspace: workspace)
        .readAll(path: path)
    }
  }

  /// Checks files that were kept with a run.
  init(kept: KeptPipeline, workspace: String) throws(NightError) {
    let files = kept.files
    self.files = files
    decisions = kept.decisions
    settings = try Self.read { () throws(PipelineProblems) in
      try PipelineReader(catalogue: StageCatalogue.catalogue, workspace: workspace).read(files)
    }
  }

  private static func read<Value>(
    _ body: () throws(PipelineProblems) -> Value
  ) throws(NightError) -> Value {
    do {
      return try body()
    } catch {
      let isMissing = error.problems.contains { $0.code == "PIPE-00" }
      throw NightError(isMissing ? .inputMissing : .badPipeline, error.problems.map(\.message))
    }
  }
}
