import CanonicalJSON
import Engine
import Linkage
import Persons
import RecordModel
import Reporting

/// What one patient is made of: registrations, what ties each to the others, and who nearly belongs.
///
/// Links what has landed in a private copy; changes nothing.
package struct ExplainedPerson: Sendable {
  /// A registration and its strongest tie.
  struct Registration: Sendable {
    var tie: RegistrationTie
    var row: ExplainedRow
    /// The place of the registration it is tied to most, in the list.
    var other: Int?
    var values: [(title: String, values: [String])]
  }

  /// A pair of the review list: a registration of this patient, and one of another.
  struct NearMiss: Sendable {
    var pair: ReviewPair
    var own: Int
    var other: ExplainedRow
  }

  let id: Key128
  let registrations: [Registration]
  /// Highest gain first.
  let nearMisses: [NearMiss]

  /// - Parameters:
  ///   - name: a patient's id, or a row of the patient.
  ///   - withValues: whether the rows are asked what they say.
  ///   - workspace: the workspace folder.
  ///   - jobs: workers at once.
  /// - Throws: `LINK-03` and `LINK-04` for a name that means nobody or two.
  package init(
    _ name: String,
    withValues: Bool,
    workspace: String,
    jobs: Int
  ) throws(NightError) {
    self = try withWorkspaceAsKept(workspace, jobs: jobs) { (bench) throws(NightError) in
      let persons = try KnownPersons(bench)
      let key = try persons.row(named: name)
      guard let row = persons.row(key) else {
        preconditionFailure("a row that is found by its name is known")
      }
      return try Self(row, withValues, persons)
    }
  }

  private init(_ row: Int, _ withValues: Bool, _ persons: KnownPersons) throws(NightError) {
    id = persons.id(ofRow: row)
    let ties = persons.explanations.ties(ofPersonOfRow: row)
    var places: [UInt32: Int] = [:]
    for (place, tie) in ties.enumerated() { places[tie.rows.first ?? 0] = place }
    var registrations: [Registration] = []
    for tie in ties {
      registrations.append(
        Registration(
          tie: tie,
          row: try persons.place(ofRow: Int(tie.rows.first ?? 0)),
          other: tie.other.flatMap { places[$0] },
          values: withValues ? try persons.values(ofRows: tie.rows) : []
        )
      )
    }
    self.registrations = registrations
    var misses: [NearMiss] = []
    for pair in persons.waiting {
      let (one, other) = pair.rows
      guard let own = places[one] ?? places[other] else { continue }
      let stranger = places[one] == nil ? one : other
      misses.append(NearMiss(pair: pair, own: own, other: try persons.place(ofRow: Int(stranger))))
    }
    nearMisses = misses
  }

  // MARK: - Lines

  /// Lines for a terminal.
  package var lines: [String] {
    let rows = registrations.reduce(0) { $0 + $1.tie.rows.count }
    var lines = [
      " Patient/\(id.uuidText): \(counted(UInt64(registrations.count), "registration")),"
        + " \(counted(UInt64(rows), "row"))."
    ]
    for (place, registration) in registrations.enumerated() {
      let count = registration.tie.rows.count
      lines.append(
        " \(place + 1)  \(registration.row.words)" + (count > 1 ? "; \(grouped(count)) rows" : "")
      )
      if let words = words(registration) { lines.append("    \(words)") }
      for (title, values) in registration.values {
        lines.append("    \(ExplainedPair.padded(title, 15))\(values.joined(separator: " | "))")
      }
    }
    return lines + missLines
  }

  private func words(_ registration: Registration) -> String? {
    guard let other = registration.other else { return nil }
    let tie = registration.tie
    let score = "\(ExplainedPair.rounded(tie.score)) bits, next best: \(tie.strongest.words)"
    return tie.isDecided
      ? "is one with \(other + 1) by somebody's word (\(score))" : "tied to \(other + 1): \(score)"
  }

  private var missLines: [String] {
    guard !nearMisses.isEmpty else { return [" Nobody else comes near."] }
    return [" Who comes near, and waits for a person to look (chartlift review):"]
      + nearMisses.prefix(Self.mostMisses).map { miss in
        "    \(miss.own + 1) and Patient/\(miss.other.patient.uuidText), \(miss.other.words):"
          + " \(ExplainedPair.rounded(miss.pair.score)) bits, \(Self.words(miss.pair.reason))"
      }
      + (nearMisses.count > Self.mostMisses
        ? ["    and \(nearMisses.count - Self.mostMisses) more"] : [])
      + [" Why one of them is apart:  chartlift explain A B"]
  }

  private static let mostMisses = 20

  private static func words(_ reason: ReviewPair.Reason) -> String {
    switch reason {
    case .score: "too little to be sure"
    case .rivals: "another fits as well"
    case .veto: "something forbids it"
    case .crowd: "too many hang together"
    }
  }

  /// The same as canonical JSON, in milli-bits; never with values.
  package var json: [UInt8] {
    typealias Pair = ExplainedPair
    let registrations = registrations.map { registration in
      var members: [(String, JSONValue)] = [
        ("firstRow", Pair.json(registration.row, registration.tie.rows.count))
      ]
      if let other = registration.other {
        members += [
          ("decided", .boolean(registration.tie.isDecided)),
          ("score", Pair.number(registration.tie.score)),
          ("strongest", .string(registration.tie.strongest.name)),
          ("tiedTo", Pair.number(other + 1)),
        ]
      }
      return Pair.object(members)
    }
    let misses = nearMisses.map { miss in
      Pair.object([
        ("patient", .string(miss.other.patient.uuidText)),
        ("reason", .string("\(miss.pair.reason)")),
        ("registration", Pair.number(miss.own + 1)),
        ("row", .string(miss.other.key.hex)),
        ("score", Pair.number(miss.pair.score)),
      ])
    }
    return Pair.object([
      ("nearMisses", .array(misses)),
      ("patient", .string(id.uuidText)),
      ("registrations", .array(registrations)),
    ]).canonicalBytes
  }
}

extension KnownPersons {
  /// The pairs of the review list that nobody has decided.
  fileprivate var waiting: [ReviewPair] {
    let keys = linked.accounted.input.keys
    let decided = Set(bench.decisions.entries.map { [$0.rows.first, $0.rows.second] })
    return linked.review.filter { pair in
      let (one, other) = (keys[Int(pair.rows.first)], keys[Int(pair.rows.second)])
      return !decided.contains([min(one, other), max(one, other)])
    }
  }
}
