import Digests
import Engine
import PipelineFile
import RecordModel
import Workspace

/// Everything a run works with: settings, workspace, ledger, workers, and who watches.
struct Workbench: Sendable {
  let request: RunRequest
  let settings: PipelineSettings
  let folder: WorkspaceFolder
  let ledger: Ledger
  let store: FilePartStore
  let farm: Farm
  let observer: any NightObserver
  /// Source names in byte order: the order of rows and the index of every source column.
  let sourceNames: [String]

  /// Reads the pipeline file and opens the workspace; the caller holds the lock.
  static func open(
    _ request: RunRequest,
    settings: PipelineSettings,
    folder: WorkspaceFolder,
    observer: any NightObserver
  ) throws(NightError) -> Workbench {
    try checkSourceCount(settings)
    let ledger = try openLedger(folder)
    try checkIdentity(settings, ledger, request.pipelinePath)
    return Workbench(
      request: request,
      settings: settings,
      folder: folder,
      ledger: ledger,
      store: FilePartStore(folder),
      farm: Farm(jobs: request.jobs),
      observer: observer,
      sourceNames: settings.sources.map(\.name).sorted {
        Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
      }
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
    throw NightError(.inputOutput, error.message)
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

/// Reads and checks a pipeline file.
func readPipeline(
  _ path: String,
  workspace: String
) throws(NightError) -> PipelineSettings {
  do {
    return try PipelineReader(catalogue: StageCatalogue.catalogue, workspace: workspace).read(
      path: path
    )
  } catch {
    let isMissing = error.problems.contains { $0.code == "PIPE-00" }
    throw NightError(isMissing ? .inputMissing : .badPipeline, error.problems.map(\.message))
  }
}
