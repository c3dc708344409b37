package import RecordModel

/// The first book: what became of every row of one export, and where every byte of it went.
package struct ExportBook: Sendable, Equatable {
  /// The name it was delivered under.
  package var name: String
  package var source: String
  package var export: ContentDigest
  /// The night it was landed, counted from 1.
  package var night: Int
  package var read: UInt64
  package var dispositions: DispositionCounts
  package var bytes: ExportBytes

  package init(
    name: String,
    source: String,
    export: ContentDigest,
    night: Int,
    read: UInt64,
    dispositions: DispositionCounts,
    bytes: ExportBytes
  ) {
    self.name = name
    self.source = source
    self.export = export
    self.night = night
    self.read = read
    self.dispositions = dispositions
    self.bytes = bytes
  }

  /// Says whether every row has exactly one disposition and every byte its place.
  package var isBalanced: Bool {
    read == dispositions.total && bytes.isBalanced
  }
}

/// The second book: the live rows of one source, before and now, and the withdrawn ones beside them.
package struct SourceBook: Sendable, Equatable {
  package var source: String
  package var before: UInt64
  package var loaded: UInt64
  /// Rows that came back from quarantine in a corrected delivery.
  package var released: UInt64
  /// Live rows that a complete snapshot did not hold any more.
  package var withdrawn: UInt64
  package var now: UInt64
  /// Rows withdrawn tonight or before that did not come back: known, and still cited.
  package var withdrawnNow: UInt64

  package init(
    source: String,
    before: UInt64,
    loaded: UInt64,
    released: UInt64,
    withdrawn: UInt64,
    now: UInt64,
    withdrawnNow: UInt64 = 0
  ) {
    self.source = source
    self.before = before
    self.loaded = loaded
    self.released = released
    self.withdrawn = withdrawn
    self.now = now
    self.withdrawnNow = withdrawnNow
  }

  package var isBalanced: Bool { now == before + loaded + released - withdrawn }
}

/// Both books of a run, and the count of rows that the bundles cite.
package struct Books: Sendable, Equatable {
  package var exports: [ExportBook]
  package var sources: [SourceBook]
  /// Rows cited by a Provenance, all bundles together; each known row is cited once.
  ///
  /// Nil while no bundle is written.
  package var cited: UInt64?

  package init(exports: [ExportBook], sources: [SourceBook], cited: UInt64?) {
    self.exports = exports
    self.sources = sources
    self.cited = cited
  }

  /// Live rows of all sources.
  package var live: UInt64 { sources.reduce(0) { $0 + $1.now } }

  /// Withdrawn rows of all sources.
  package var withdrawn: UInt64 { sources.reduce(0) { $0 + $1.withdrawnNow } }

  /// Rows of all sources that are known, live or withdrawn: what the bundles must cite.
  package var known: UInt64 { live + withdrawn }

  package var isBalanced: Bool {
    exports.allSatisfy(\.isBalanced) && sources.allSatisfy(\.isBalanced)
      && (cited ?? known) == known
  }

  /// Rows of all exports by disposition.
  package var dispositions: DispositionCounts {
    exports.reduce(into: DispositionCounts()) { $0 += $1.dispositions }
  }

  package var read: UInt64 { exports.reduce(0) { $0 + $1.read } }
}
