/// What an index says about the frames of one reel, fiche, box or folder: which are missing, repeated,
/// covered twice or out of order.
///
/// A row stands at its first frame and covers as many frames as it has pages. Some indexes count
/// documents and not pages in their frame numbers; they are known by this, that most documents would
/// begin inside the one before, and then a row covers one frame.
package struct CarrierFrames: Sendable, Equatable {
  /// A row of the index.
  package struct Row: Sendable, Equatable {
    /// What the frame column holds.
    package enum Frame: Sendable, Equatable {
      case missing
      case number(UInt32)
      /// Something that is no number.
      case text
    }

    package var frame: Frame
    /// 0 where the index does not say.
    package var pages: UInt32
    /// Rows of one document have one number.
    package var document: UInt64
    /// Which export the row stands in, and where: `line` is for messages.
    package var export: Int
    package var ordinal: UInt64
    package var line: UInt32

    package init(
      frame: Frame,
      pages: UInt32,
      document: UInt64,
      export: Int,
      ordinal: UInt64,
      line: UInt32
    ) {
      self.frame = frame
      self.pages = pages
      self.document = document
      self.export = export
      self.ordinal = ordinal
      self.line = line
    }
  }

  /// A row whose frame is lower than that of the row before it in its export.
  package struct Disorder: Sendable, Equatable {
    package var export: Int
    package var line: UInt32
    package var frame: UInt32
    package var before: UInt32
  }

  package private(set) var rows = 0
  /// Rows without a frame, and rows whose frame is no number.
  package private(set) var unframed = 0
  package private(set) var unnumbered = 0
  package private(set) var first: UInt32?
  /// The last frame that a row covers.
  package private(set) var last: UInt32?
  /// Frames between first and last that no row covers, ascending.
  package private(set) var missing: [ClosedRange<UInt32>] = []
  /// Frames at which rows of two documents or more begin, ascending.
  package private(set) var repeated: [UInt32] = []
  /// Frames at which a document begins although one that began earlier covers it, ascending.
  package private(set) var overlapping: [UInt32] = []
  package private(set) var disorders: [Disorder] = []
  /// False where page counts do not fit the frame numbers, so that every row covers one frame.
  package private(set) var countsPages = true

  /// Reckons up the rows of one carrier.
  ///
  /// Their order does not matter: each knows its place.
  package init(_ unsorted: [Row]) {
    rows = unsorted.count
    unframed = unsorted.count { $0.frame == .missing }
    unnumbered = unsorted.count { $0.frame == .text }
    let framed = unsorted.compactMap(Framed.init).sorted(by: Framed.isEarlierInExport)
    findDisorders(framed)
    let byFrame = framed.sorted(by: Framed.isEarlierOnFilm)
    guard let start = byFrame.first?.frame else { return }
    first = start
    countsPages = Self.pagesFit(byFrame)
    findRepeats(byFrame)
    findGaps(byFrame)
  }

  /// Frames that no row covers.
  package var missingCount: UInt64 {
    missing.reduce(0) { $0 + UInt64($1.upperBound - $1.lowerBound) + 1 }
  }

  /// Says whether there is anything a person should look at.
  package var isClean: Bool {
    missing.isEmpty && repeated.isEmpty && overlapping.isEmpty && disorders.isEmpty
      && unnumbered == 0
  }

  private struct Framed {
    var frame: UInt32
    var row: Row

    init?(_ row: Row) {
      guard case .number(let frame) = row.frame else { return nil }
      self.frame = frame
      self.row = row
    }

    func end(_ countsPages: Bool) -> UInt32 {
      guard countsPages, row.pages > 1 else { return frame }
      let (end, overflow) = frame.addingReportingOverflow(row.pages - 1)
      return overflow ? .max : end
    }

    static func isEarlierInExport(_ left: Self, _ right: Self) -> Bool {
      left.row.export == right.row.export
        ? left.row.ordinal < right.row.ordinal : left.row.export < right.row.export
    }

    static func isEarlierOnFilm(_ left: Self, _ right: Self) -> Bool {
      left.frame == right.frame ? isEarlierInExport(left, right) : left.frame < right.frame
    }
  }

  private mutating func findDisorders(_ framed: [Framed]) {
    for (before, row) in zip(framed, framed.dropFirst())
    where row.row.export == before.row.export && row.frame < before.frame {
      disorders.append(
        Disorder(
          export: row.row.export,
          line: row.row.line,
          frame: row.frame,
          before: before.frame
        )
      )
    }
  }

  /// Says whether at most half of the documents would begin inside the one before.
  private static func pagesFit(_ framed: [Framed]) -> Bool {
    var steps = 0
    var inside = 0
    for (before, row) in zip(framed, framed.dropFirst()) where row.frame > before.frame {
      steps += 1
      if row.frame <= before.end(true) { inside += 1 }
    }
    return inside * 2 <= steps
  }

  private mutating func findRepeats(_ framed: [Framed]) {
    var at = 0
    while at < framed.count {
      var end = at + 1
      while end < framed.count, framed[end].frame == framed[at].frame { end += 1 }
      if framed[at..<end].contains(where: { $0.row.document != framed[at].row.document }) {
        repeated.append(framed[at].frame)
      }
      at = end
    }
  }

  private mutating func findGaps(_ framed: [Framed]) {
    var covered: UInt32?
    var start: UInt32?
    for row in framed {
      if let covered, let start {
        if row.frame <= covered {
          // At the same frame it is a repeat.
          if row.frame > start { overlapping.append(row.frame) }
        } else if row.frame - covered > 1 {
          missing.append(covered + 1...row.frame - 1)
        }
      }
      start = row.frame
      covered = max(covered ?? 0, row.end(countsPages))
    }
    last = covered
  }
}
