/// What became of a row that was read: exactly one of these, so that the books balance to the row.
package enum Disposition: UInt8, CaseIterable, Sendable {
  /// New, and in tonight's bundles.
  case loaded
  /// Known, with new content that replaces the old.
  case updated
  /// Known, with the content that is already published.
  case unchanged
  /// Said twice tonight in the same words; the other one counts.
  case repeated
  /// Refused, with its original bytes kept and a way back in.
  case quarantined
  /// Left out by a rule somebody wrote into the pipeline file, with its reason.
  case ignored

  /// The word used in books, reports and JSON.
  package var spelled: String {
    switch self {
    case .loaded: "loaded"
    case .updated: "updated"
    case .unchanged: "unchanged"
    case .repeated: "repeated"
    case .quarantined: "quarantined"
    case .ignored: "ignored"
    }
  }
}

/// Rows by disposition.
package struct DispositionCounts: Sendable, Equatable {
  private var counts: [UInt64]

  package init() { counts = Array(repeating: 0, count: Disposition.allCases.count) }

  package subscript(_ disposition: Disposition) -> UInt64 {
    get { counts[Int(disposition.rawValue)] }
    set { counts[Int(disposition.rawValue)] = newValue }
  }

  /// All rows that have a disposition.
  package var total: UInt64 { counts.reduce(0, +) }

  package static func += (left: inout Self, right: Self) {
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
  }
}
