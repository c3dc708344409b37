import Engine
import Linkage
import Persons
import RecordModel
import Reporting
import Workspace

/// Why two rows are, or are not, one patient: what a person sees of it.
///
/// Links what has landed in a private copy; changes nothing.
package struct ExplainedPair: Sendable {
  let pair: PairExplanation
  /// The two rows.
  let rows: (first: ExplainedRow, second: ExplainedRow)
  /// Where other rows stand that the explanation names, by row.
  let others: [UInt32: ExplainedRow]
  /// What the rows of both registrations say; only for a terminal, and only when asked for.
  let values: [[(title: String, values: [String])]]

  /// - Parameters:
  ///   - names: the two: a patient's id, `EXPORT:ROW`, `SOURCE:DOCUMENT-ID` or a row key.
  ///   - withValues: whether the rows are asked what they say.
  ///   - workspace: the workspace folder.
  ///   - jobs: workers at once.
  /// - Throws: `LINK-03` and `LINK-04` for a name that means nobody or two, `EXPLAIN-01` for one row.
  package init(
    _ names: (first: String, second: String),
    withValues: Bool,
    workspace: String,
    jobs: Int
  ) throws(NightError) {
    self = try withWorkspaceAsKept(workspace, jobs: jobs) { (bench) throws(NightError) in
      let persons = try KnownPersons(bench)
      return try Self(names, withValues, persons)
    }
  }

  private init(
    _ names: (first: String, second: String),
    _ withValues: Bool,
    _ persons: KnownPersons
  ) throws(NightError) {
    let explanations = persons.explanations
    let rows = try Self.rows(names, persons, explanations)
    try self.init(explanations.pair(rows.first, rows.second), withValues, persons)
  }

  init(
    _ pair: PairExplanation,
    _ withValues: Bool,
    _ persons: KnownPersons
  ) throws(NightError) {
    self.pair = pair
    rows = (try persons.place(ofRow: pair.rows.first), try persons.place(ofRow: pair.rows.second))
    var others: [UInt32: ExplainedRow] = [:]
    for row in pair.namedRows { others[row] = try persons.place(ofRow: Int(row)) }
    self.others = others
    guard withValues else {
      values = []
      return
    }
    values = [
      try persons.values(ofRows: pair.registrations.first),
      try persons.values(ofRows: pair.registrations.second),
    ]
  }

  /// The rows that are meant; of two patients' ids the registrations that are most alike.
  private static func rows(
    _ names: (first: String, second: String),
    _ persons: KnownPersons,
    _ explanations: Explanations
  ) throws(NightError) -> (first: Int, second: Int) {
    let keys = (try persons.row(named: names.first), try persons.row(named: names.second))
    guard keys.0 != keys.1, let first = persons.row(keys.0), let second = persons.row(keys.1) else {
      throw NightError(
        .usage,
        "EXPLAIN-01 '\(names.first)' and '\(names.second)' are the same row. Name two rows as"
          + " EXPORT:ROW, or one patient alone:  chartlift explain \(shellWord(names.first))"
          + workspaceOption(persons.bench.request.workspace)
      )
    }
    let arePatients = isPatient(names.first) && isPatient(names.second)
    guard arePatients, persons.id(ofRow: first) != persons.id(ofRow: second) else {
      return (first, second)
    }
    return explanations.closest(first, second)
  }

  private static func isPatient(_ name: String) -> Bool {
    let text = name.hasPrefix("Patient/") ? String(name.dropFirst(8)) : name
    return Key128(uuid: Array(text.lowercased().utf8).span) != nil
  }
}

extension PairExplanation {
  /// Rows beside the two that the reasons name.
  fileprivate var namedRows: Set<UInt32> {
    var rows = Set(chain.flatMap { [$0.from, $0.to] })
    if case .merge(let row) = tie { rows.insert(row) }
    for parting in partings {
      switch parting {
      case .vetoOfOthers(let first, let second, _): rows.formUnion([first, second])
      case .rivals(let partners): rows.formUnion(partners.prefix(ExplainedPair.mostNamed))
      default: break
      }
    }
    return rows
  }
}

extension ExplainedPair {
  /// The most partners that are named one by one.
  static let mostNamed = 5
}

extension KnownPersons {
  /// Explains pairs of known rows.
  var explanations: Explanations {
    var result = LinkResult(
      personOfRow: linked.patientOfRow,
      personCount: linked.index.count,
      overlays: linked.overlays
    )
    result.registrationOfRow = linked.registrationOfRow
    result.review = linked.review
    return Explanations(linked.accounted.input, result, workers: bench.farm)
  }
}
