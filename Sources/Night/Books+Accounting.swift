import Engine
import RecordModel
import Reporting

extension Books {
  /// Both books of a run from what accounting found; exports are those that are not published yet.
  init(
    _ landings: [RowsOfLanding],
    accounted: AccountedRows,
    sourceNames: [String],
    cited: UInt64?
  ) {
    var exports: [ExportBook] = []
    var loaded = Array(repeating: UInt64(0), count: sourceNames.count)
    for (index, landing) in landings.enumerated() where !landing.isPublished {
      var counts = accounted.dispositions[index]
      counts[.quarantined] += UInt64(landing.trailer.refused.count)
      counts[.ignored] += landing.trailer.ignored.reduce(0, +)
      loaded[landing.sourceIndex] += counts[.loaded]
      exports.append(
        ExportBook(
          name: landing.deliveredAs,
          source: sourceNames[landing.sourceIndex],
          export: landing.export,
          night: landing.night,
          read: landing.trailer.rowsRead,
          dispositions: counts,
          bytes: landing.trailer.bytes
        )
      )
    }
    exports.sort { ($0.night, $0.source, $0.export) < ($1.night, $1.source, $1.export) }
    let sources = sourceNames.indices.map { source in
      SourceBook(
        source: sourceNames[source],
        before: accounted.sources[source].liveBefore,
        loaded: loaded[source],
        released: 0,
        withdrawn: accounted.sources[source].withdrawn,
        now: accounted.sources[source].liveNow,
        withdrawnNow: accounted.sources[source].withdrawnNow
      )
    }
    self.init(exports: exports, sources: sources, cited: cited)
  }
}
