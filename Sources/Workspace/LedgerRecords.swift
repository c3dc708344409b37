package import RecordModel

/// What became of a landing: landed is not published.
package enum LandingState: String, CaseIterable, Sendable {
  /// Landed, and not in a published tree yet.
  case staged
  case published
  /// Set aside by a person's decision: it counts no more, and is refused until it is restored.
  case dropped
}

/// One export that was landed: when, from where, under which name.
package struct LandedExport: Sendable, Equatable {
  /// Order of landing, from 1; the ledger gives it.
  package var sequence: Int
  package var export: ContentDigest
  package var byteCount: UInt64
  package var source: String
  /// The file name it was delivered under, for messages.
  package var deliveredAs: String
  package var night: Int
  package var asOf: PartialDate
  package var run: String
  package var state: LandingState
  /// In delta mode a source lands an export once; in snapshot mode as often as it is delivered.
  package var mode: DeliveryMode
  /// When a person set it aside, in UTC; nil for one that counts.
  package var setAside: String?
  /// The published run that brought it and was rolled back: published again only by hand.
  package var heldFor: String?

  package init(
    sequence: Int = 0,
    export: ContentDigest,
    byteCount: UInt64,
    source: String,
    deliveredAs: String,
    night: Int,
    asOf: PartialDate,
    run: String,
    state: LandingState = .staged,
    mode: DeliveryMode = .delta,
    setAside: String? = nil,
    heldFor: String? = nil
  ) {
    self.sequence = sequence
    self.export = export
    self.byteCount = byteCount
    self.source = source
    self.deliveredAs = deliveredAs
    self.night = night
    self.asOf = asOf
    self.run = run
    self.state = state
    self.mode = mode
    self.setAside = setAside
    self.heldFor = heldFor
  }
}

/// What a stage made of its inputs: a part, known by the stage's key.
package struct StageResult: Sendable, Equatable {
  package var key: ContentDigest
  package var stage: String
  package var part: ContentDigest
  package var byteCount: UInt64
  package var rows: UInt64
  /// Totals as canonical JSON: an object whose values are numbers, true, false, null, digests of 64
  /// digits, and arrays and objects of these.
  ///
  /// Never text.
  package var summary: [UInt8]

  package init(
    key: ContentDigest,
    stage: String,
    part: ContentDigest,
    byteCount: UInt64,
    rows: UInt64,
    summary: [UInt8]
  ) {
    self.key = key
    self.stage = stage
    self.part = part
    self.byteCount = byteCount
    self.rows = rows
    self.summary = summary
  }
}

/// How a run ended.
package enum RunOutcome: String, CaseIterable, Sendable {
  /// It runs, or died: which of the two, only the lock knows. Nobody has to clear this.
  case begun
  case published
  case staged
  /// Nothing had landed since the last published run.
  case nothingNew = "nothing-new"
  case failed
  case interrupted
}

/// One execution of a pipeline.
package struct RunRecord: Sendable, Equatable {
  package var name: String
  package var key: ContentDigest
  package var asOf: PartialDate
  package var night: Int
  package var outcome: RunOutcome
  /// Nil while the run has not ended.
  package var exitCode: Int32?

  package init(
    name: String,
    key: ContentDigest,
    asOf: PartialDate,
    night: Int,
    outcome: RunOutcome = .begun,
    exitCode: Int32? = nil
  ) {
    self.name = name
    self.key = key
    self.asOf = asOf
    self.night = night
    self.outcome = outcome
    self.exitCode = exitCode
  }
}

/// A run whose tree was published.
package struct PublishedRun: Sendable, Equatable {
  package var name: String
  package var key: ContentDigest
  package var night: Int
  package var asOf: PartialDate
  /// SHA-256 of `manifest.json`.
  package var manifest: ContentDigest
  /// The parts with all ids given out and with the published state.
  package var ids: ContentDigest
  package var state: ContentDigest
  package var stateDigest: ContentDigest
  /// The tree's folder.
  package var tree: String

  package init(
    name: String,
    key: ContentDigest,
    night: Int,
    asOf: PartialDate,
    manifest: ContentDigest,
    ids: ContentDigest,
    state: ContentDigest,
    stateDigest: ContentDigest,
    tree: String
  ) {
    self.name = name
    self.key = key
    self.night = night
    self.asOf = asOf
    self.manifest = manifest
    self.ids = ids
    self.state = state
    self.stateDigest = stateDigest
    self.tree = tree
  }
}

/// One line of a published run's books.
package struct BookEntry: Sendable, Equatable {
  package var run: String
  package var source: String
  /// First book: the export; second book: nil.
  package var export: ContentDigest?
  /// What is counted: `read`, `loaded`, `live-before`.
  package var name: String
  package var rows: UInt64

  package init(run: String, source: String, export: ContentDigest?, name: String, rows: UInt64) {
    self.run = run
    self.source = source
    self.export = export
    self.name = name
    self.rows = rows
  }
}
