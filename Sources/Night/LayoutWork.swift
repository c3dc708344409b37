import Ingestion
import RecordModel
import Workspace

/// The layouts of a run by source index: frozen ones as they are, new ones decided tonight and not yet written.
struct Layouts: Sendable {
  var bySource: [Int: Layout] = [:]
  /// Sources whose layout was decided tonight.
  var decided: [Int] = []
}

extension Workbench {
  /// Reads frozen layouts, and decides the others from all exports that count of their source.
  ///
  /// A known source has a frozen layout, unless it was forgotten with an export that was set aside
  /// before anything of the source was published.
  func layouts(
    for arrivals: [Arrival],
    beside known: [LandingToRead]
  ) throws(NightError) -> Layouts {
    var layouts = Layouts()
    var problems: [String] = []
    for index in sourceNames.indices {
      if let frozen = try frozenLayout(of: index) {
        layouts.bySource[index] = frozen
        continue
      }
      let landed = known.filter { $0.arrival.sourceIndex == index }
      guard !landed.contains(where: \.isPublished) else { throw layoutGone(index) }
      let exports = (landed.map(\.arrival) + arrivals.filter { $0.sourceIndex == index })
        .map(exportFile)
      guard !exports.isEmpty else { continue }
      do {
        layouts.bySource[index] = try LayoutDecision.decide(
          settings: source(index),
          exports: exports,
          workers: farm
        )
        layouts.decided.append(index)
      } catch {
        problems.append(error.message)
      }
    }
    guard problems.isEmpty else { throw NightError(.inputUnusable, problems) }
    return layouts
  }

  /// Tells what the exports decided tonight where the pipeline file says nothing.
  func report(_ layouts: Layouts) {
    for index in layouts.decided {
      guard let layout = layouts.bySource[index] else { continue }
      let words = LayoutWords.decided(layout, source(index))
      guard !words.isEmpty else { continue }
      observer.observe(
        .layoutDecided(source: sourceNames[index], decision: words.joined(separator: ", "))
      )
    }
  }

  /// The layout that a source is read by since its first night; nil for a new source.
  func frozenLayout(of index: Int) throws(NightError) -> Layout? {
    let frozen = try storeCall { () throws(StoreError) in
      try LayoutFile.read(source: sourceNames[index], in: place.home)
    }
    return frozen.map { stated(by: source(index), over: $0.layout) }
  }

  /// Published rows were read by it: another one could read them differently.
  private func layoutGone(_ index: Int) -> NightError {
    NightError(
      .unverified,
      "WORK-05 layouts/\(sourceNames[index]).json is gone, and published rows were read by it."
        + " Put it back from a copy of the workspace."
    )
  }

  /// Freezes what was decided tonight.
  func freeze(_ layouts: Layouts) throws(NightError) {
    for index in layouts.decided {
      guard let layout = layouts.bySource[index] else { continue }
      try storeCall { () throws(StoreError) in
        _ = try LayoutFile.write(layout, source: sourceNames[index], in: folder)
      }
    }
  }

  /// What the pipeline file states wins over what was found once.
  private func stated(by settings: SourceSettings, over frozen: Layout) -> Layout {
    var layout = frozen
    if let encoding = settings.encoding { layout.encoding = encoding }
    if let delimiter = settings.delimiter { layout.delimiter = delimiter }
    return layout
  }

  /// A landed export as ingestion reads it.
  func exportFile(_ arrival: Arrival) -> ExportFile {
    ExportFile(
      path: store.path(of: arrival.export),
      deliveredAs: arrival.deliveredAs,
      digest: arrival.export,
      byteCount: arrival.byteCount
    )
  }
}
