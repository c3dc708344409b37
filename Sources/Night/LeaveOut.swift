import Engine
import RecordModel
import Reporting

extension Workbench {
  /// Parts tonight's exports that can be used from those that cannot and may be left out.
  ///
  /// Only sources that say `unusable: leave-out` are read here, and their parts are kept: the run that
  /// follows finds them. For every other source an unusable export ends the run.
  func sift(
    _ fresh: [LandingToRead],
    layouts: Layouts
  ) throws(NightError) -> (usable: [LandingToRead], leftOut: [LeftOutExport]) {
    let optional = fresh.filter { source($0.arrival.sourceIndex).unusable == .leaveOut }
    guard !optional.isEmpty else { return (fresh, []) }
    var leftOut: [Arrival: LeftOutExport] = [:]
    for (landing, message) in try unusable(optional, layouts: layouts) {
      leftOut[landing.arrival] = LeftOutExport(
        name: landing.arrival.deliveredAs,
        source: sourceNames[landing.arrival.sourceIndex],
        byteCount: landing.arrival.byteCount,
        digest: landing.arrival.export.hex,
        message: message
      )
    }
    let usable = fresh.filter { leftOut[$0.arrival] == nil }
    return (usable, fresh.compactMap { leftOut[$0.arrival] }.sorted { $0.name < $1.name })
  }

  /// A first night needs something to begin with.
  func nothingUsable(_ leftOut: [LeftOutExport]) -> NightError {
    NightError(.inputUnusable, leftOut.map(\.message))
  }
}
