import RecordModel

/// Which stages are to be done again although their results are kept.
struct StagesAgain: Sendable, Equatable {
  /// Rows are read and normalized again: of this source only, when one is named.
  var rows = false
  var source: String?
  /// Bundles are written again.
  var bundles = false

  static let none = StagesAgain()
  static let all = StagesAgain(rows: true, source: nil, bundles: true)

  /// Everything from a stage on.
  ///
  /// Row rules are applied while rows are read, so `normalize` and `validate` begin there; persons
  /// are joined anew in every run.
  init(from stage: String?, only source: String?) {
    self.source = source
    switch stage {
    case "ingest", "normalize", "validate":
      rows = true
      bundles = true
    case "link", "bundle": bundles = true
    case nil: rows = source != nil
    default: break
    }
  }

  private init(rows: Bool = false, source: String? = nil, bundles: Bool = false) {
    self.rows = rows
    self.source = source
    self.bundles = bundles
  }

  /// Says whether the rows of a source are to be read again.
  func readsAgain(_ name: String) -> Bool { rows && (source == nil || source == name) }
}
