import Bundling
import Engine
import Linkage
import Persons
import RecordModel
import Reporting
import Workspace

/// What a night has come to before it is published or staged.
struct NightState: Sendable {
  var run: String
  var key: ContentDigest
  var night: Int
  var asOf: PartialDate
  var rows: [RowsOfLanding]
  var linked: LinkedPersons
  var layouts: Layouts
  var before: PublishedRun?
  /// Files in the inbox whose content a person set aside.
  var setAside: [SetAsideFile] = []
  /// Exports in the inbox that cannot be used, left out by their source's policy.
  var leftOut: [LeftOutExport] = []
  var delivery = DeliveryReport()
}

extension Workbench {
  /// The as-of date: what was asked for, else today; never before a night that has been.
  func asOfDate(_ landed: [LandedExport]) throws(NightError) -> PartialDate {
    let last = landed.map(\.asOf).max() ?? .missing
    let asOf = request.asOf ?? max(Clock.today(), last)
    guard asOf >= last else {
      throw NightError(
        .usage,
        "TIME-01 --as-of \(asOf.isoText) lies before the last night, \(last.isoText)."
          + " Nights never go back: give \(last.isoText) or a later date."
      )
    }
    guard last.isMissing || asOf.year <= last.year + 10 else {
      throw NightError(
        .usage,
        "TIME-02 --as-of \(asOf.isoText) lies more than ten years after the last night,"
          + " \(last.isoText), and nights never go back. Look at the year."
      )
    }
    return asOf
  }

  func report(_ known: [Arrival], landed: [LandedExport]) {
    for arrival in known {
      let earlier = landed.last {
        $0.export == arrival.export && $0.source == sourceNames[arrival.sourceIndex]
      }
      observer.observe(
        .knownExport(
          name: arrival.deliveredAs,
          source: sourceNames[arrival.sourceIndex],
          since: earlier?.run ?? "tonight"
        )
      )
    }
  }

  /// Every landing that counts, as a run reads it.
  func toRead(_ ever: [LandedExport]) throws(NightError) -> [LandingToRead] {
    let leftOut = ever.filter { $0.state == .dropped }
    return try ever.filter { $0.state != .dropped }.map { landing throws(NightError) in
      try toRead(landing, leftOut: leftOut)
    }
  }

  /// A landing of an earlier night as a run reads it.
  ///
  /// `leftOut` are the landings that a person dropped.
  func toRead(
    _ landing: LandedExport,
    leftOut: [LandedExport]
  ) throws(NightError) -> LandingToRead {
    guard let index = sourceNames.firstIndex(of: landing.source) else {
      throw NightError(
        .badPipeline,
        "PIPE-22 \(request.pipelinePath) has no source '\(landing.source)', but rows of it were"
          + " landed in run \(landing.run). A source's name is part of its rows' ids: put it back"
          + " (with 'required: false' if no more files will come)."
      )
    }
    let arrival = Arrival(
      sourceIndex: index,
      deliveredAs: landing.deliveredAs,
      export: landing.export,
      byteCount: landing.byteCount
    )
    return LandingToRead(
      arrival: arrival,
      night: landing.night,
      asOf: landing.asOf,
      isPublished: landing.state == .published,
      mode: landing.mode,
      hasLeftOut: leftOut.contains { $0.run == landing.run && $0.source == landing.source }
    )
  }

  /// A landing of tonight as a run reads it.
  func toRead(_ arrival: Arrival, night: Int, asOf: PartialDate) -> LandingToRead {
    LandingToRead(
      arrival: arrival,
      night: night,
      asOf: asOf,
      isPublished: false,
      mode: source(arrival.sourceIndex).mode
    )
  }

  /// What a published tree depends on: equal key, nothing to do.
  func runKey(
    _ landings: [LandingToRead],
    layouts: Layouts
  ) -> ContentDigest {
    var key = StageKey(stage: "run", version: 1)
    key.add(bundleBasis(layouts))
    key.add(UInt64(settings.partitions))
    key.add(settings.publishTo)
    add(decisionsTo: &key)
    key.add(UInt64(Linking.version))
    for landing in landings {
      key.add(sourceNames[landing.arrival.sourceIndex])
      key.add(landing.arrival.export)
      key.add(UInt64(landing.night) << 32 | UInt64(landing.asOf.packed))
      key.add(landing.mode.rawValue)
      key.add(landing.hasLeftOut ? 1 : 0)
    }
    return key.digest
  }

  /// Says whether the tree of a published run is still where it was put, with `current` on it.
  func isPublished(_ run: PublishedRun) -> Bool {
    (try? PublishedTrees.current(in: outFolder)) == run.name
  }

  /// Says whether readers find a published run, and leads `current` back to it where its tree is there.
  ///
  /// A tree that is gone has to be published anew.
  func leads(to run: PublishedRun) throws(NightError) -> Bool {
    let manifest = place.home.file(run.tree + "/manifest.json")
    guard Manifest.counts(of: manifest) != nil else { return false }
    if !isPublished(run), !place.isRehearsal {
      try storeCall { () throws(StoreError) in
        try PublishedTrees.moveCurrent(to: run.name, in: outFolder)
      }
    }
    return true
  }

  func nothingToDo(
    _ published: PublishedRun,
    asOf: PartialDate,
    setAside: [SetAsideFile],
    leftOut: [LeftOutExport] = []
  ) -> RunSummary {
    var summary = RunSummary(
      outcome: .nothingToDo,
      pipeline: settings.name,
      pipelinePath: request.pipelinePath,
      run: published.name
    )
    summary.tree = published.tree
    summary.workspace = request.workspace
    summary.isRehearsal = place.isRehearsal
    summary.asOf = asOf.isoText
    summary.night = published.night
    summary.setAside = setAside
    summary.leftOut = leftOut
    summary.stateDigest = published.stateDigest.hex
    if let counts = Manifest.counts(of: place.home.file(published.tree + "/manifest.json")) {
      (summary.patients, summary.documents) = counts
    }
    return summary
  }

  /// Names the run and tells the ledger that it has begun.
  func begin(key: ContentDigest, asOf: PartialDate, night: Int) throws(NightError) -> String {
    let name = try ledgerCall { () throws(LedgerError) in
      if try ledger.identity() == nil {
        try ledger.recordIdentity(pipeline: settings.name, site: settings.site)
      }
      // The lock is ours: a run that has begun and not ended has died, and goes on under its name.
      if let last = try ledger.runs().last, last.outcome == .begun, last.asOf == asOf,
        last.night == night
      {
        try ledger.takeUp(run: last.name, key: key, pipeline: keptDigest)
        return last.name
      }
      let name = try ledger.nextRunName(asOf: asOf)
      try ledger.beginRun(
        RunRecord(name: name, key: key, asOf: asOf, night: night, outcome: .begun),
        pipeline: keptDigest
      )
      return name
    }
    observer.observe(.started(pipeline: settings.name, run: name, asOf: asOf.isoText))
    return name
  }

  /// Writes tonight's landings into the ledger: from here on a staged night is never lost.
  func land(
    _ new: [Arrival],
    night: Int,
    asOf: PartialDate,
    run: String
  ) throws(NightError) {
    guard !new.isEmpty else { return }
    let landings = new.map {
      LandedExport(
        sequence: 0,
        export: $0.export,
        byteCount: $0.byteCount,
        source: sourceNames[$0.sourceIndex],
        deliveredAs: $0.deliveredAs,
        night: night,
        asOf: asOf,
        run: run,
        state: .staged,
        mode: source($0.sourceIndex).mode
      )
    }
    try ledgerCall { () throws(LedgerError) in _ = try ledger.addLandings(landings) }
  }

  /// Books, findings and limits of a night; writes the quarantine and the findings.
  func summarize(_ state: NightState) throws(NightError) -> RunSummary {
    var summary = RunSummary(
      outcome: .staged,
      pipeline: settings.name,
      pipelinePath: request.pipelinePath,
      run: state.run
    )
    summary.asOf = state.asOf.isoText
    summary.night = state.night
    summary.workspace = request.workspace
    summary.isRehearsal = place.isRehearsal
    summary.tree = settings.publishTo + "/" + state.run
    summary.books = Books(
      state.rows,
      accounted: state.linked.accounted,
      sourceNames: sourceNames,
      cited: nil
    )
    summary.patients = UInt64(state.linked.index.count)
    let read = summary.books.read
    var totals = FindingTotals()
    totals.add(state.rows)
    totals.add(.conflictingVersions, rows: state.linked.newConflicts(state.rows).count)
    totals.add(.overlay, rows: state.linked.newOverlays(state.rows).count)
    totals.add(.mergeUnclear, rows: state.linked.newUnclearMerges(state.rows).count)
    summary.findings = totals.totals(limits: settings.limits, read: read)
    summary.quarantineLimit = settings.limits.first { $0.subject == .quarantined }
    summary.isOverQuarantineLimit =
      summary.quarantineLimit?.isExceeded(
        by: summary.books.dispositions[.quarantined],
        of: read
      ) ?? false
    summary.snapshots = snapshotReports(state)
    summary.withdrawals = withdrawals(state)
    summary.stagedSince = state.rows.filter { !$0.isPublished }.map(\.asOf).min()?.isoText
    summary.before = try countsBefore(state.before)
    summary.quarantineFolder = try quarantine(
      state.rows,
      linked: state.linked,
      layouts: state.layouts,
      run: state.run
    )
    let runFolder = try storeCall { () throws(StoreError) in try folder.runFolder(state.run) }
    try writeFindings(state.rows, linked: state.linked, runFolder: runFolder)
    summary.lineage = try writeLineage(state, runFolder: runFolder)
    return summary
  }

  private func countsBefore(
    _ published: PublishedRun?
  ) throws(NightError) -> (patients: UInt64, documents: UInt64)? {
    guard let published else { return nil }
    return Manifest.counts(of: place.home.file(published.tree + "/manifest.json"))
  }

  /// Writes the report and tells the ledger how the run ended.
  func finish(
    _ summary: RunSummary,
    outcome: RunOutcome,
    exitCode: Int32
  ) throws(NightError) {
    try storeCall { () throws(StoreError) in
      let runFolder = try folder.runFolder(summary.run)
      try DurableFile.write(ReportJSON.bytes(summary).span, to: runFolder + "/report.json")
    }
    try ledgerCall { () throws(LedgerError) in
      try ledger.finishRun(name: summary.run, outcome: outcome, exitCode: exitCode)
    }
  }
}
