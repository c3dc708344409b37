import CanonicalJSON
import Persons
import RecordModel
import Workspace

/// The book of decisions as a person reads it: what holds, what was taken back, and whom it is about.
///
/// Reasons are shown only on demand: they are typed text and may name a patient. Changes nothing.
package struct DecisionList: Sendable {
  /// A decision with the ids that hang on its rows.
  struct Line: Sendable {
    var decision: PersonDecision
    var ids: (first: Key128?, second: Key128?)
    /// The number of the line that took it back.
    var takenBackBy: Int?
  }

  let lines: [Line]
  private let tornByteCount: Int

  /// Reads the book of a workspace.
  package init(workspace: String) throws(NightError) {
    let copy = try WorkspaceCopy(workspace)
    let book = try decisionBook(copy.folder)
    tornByteCount = book.tornByteCount
    var ids = IdsGivenOut()
    let given = try copy.read { (ledger) throws(LedgerError) in try ledger.idsEverGivenOut() }
    if let given {
      ids = try storeCall { () throws(StoreError) in
        try IdsPart.read(given, from: FilePartStore(copy.folder))
      }
    }
    lines = book.decisions.map { decision in
      Line(
        decision: decision,
        ids: (
          ids.entry(anchor: decision.rows.first)?.id, ids.entry(anchor: decision.rows.second)?.id
        ),
        takenBackBy: book.decisions.first { $0.retracts == decision.sequence }?.sequence
      )
    }
  }

  /// Lines for a terminal.
  package func text(withReasons: Bool) -> [String] {
    var text: [String] = []
    for line in lines {
      let decision = line.decision
      let kind = decision.kind.rawValue
      let gap = String(repeating: " ", count: max(1, 12 - kind.utf8.count))
      text.append(
        " \(decision.sequence)  \(kind)\(gap)\(decision.who)  \(decision.when)  \(Self.state(line))"
      )
      if decision.kind != .retract {
        text.append("    \(Self.name(line.ids.first, decision.rows.first))")
        text.append("    \(Self.name(line.ids.second, decision.rows.second))")
      }
      if withReasons { text.append("    because: \(decision.because)") }
    }
    if lines.isEmpty { text.append(" Nobody has decided anything about persons yet.") }
    if tornByteCount > 0 {
      text.append(
        " The last line had been cut short (\(tornByteCount) bytes); it never counted, and goes with"
          + " the next decision."
      )
    }
    return text
  }

  private static func state(_ line: Line) -> String {
    if let back = line.decision.retracts { return "takes back \(back)" }
    return line.takenBackBy.map { "taken back by \($0)" } ?? "in force"
  }

  private static func name(_ id: Key128?, _ row: RowKey) -> String {
    id.map { "Patient/\($0.uuidText)" } ?? "row \(row.hex)"
  }

  /// The same as canonical JSON, never with reasons.
  package var json: [UInt8] {
    let decisions = lines.map { line in
      let decision = line.decision
      var members = [
        JSONMember(name: "kind", value: .string(decision.kind.rawValue)),
        JSONMember(name: "number", value: .number(String(decision.sequence))),
        JSONMember(name: "rowA", value: .string(decision.rows.first.hex)),
        JSONMember(name: "rowB", value: .string(decision.rows.second.hex)),
        JSONMember(name: "when", value: .string(decision.when)),
        JSONMember(name: "who", value: .string(decision.who)),
      ]
      func add(_ name: String, _ value: JSONValue?) {
        if let value { members.append(JSONMember(name: name, value: value)) }
      }
      add("patientA", line.ids.first.map { .string($0.uuidText) })
      add("patientB", line.ids.second.map { .string($0.uuidText) })
      add("retracts", decision.retracts.map { .number(String($0)) })
      add("retractedBy", line.takenBackBy.map { .number(String($0)) })
      if decision.kind != .retract { add("inForce", .boolean(line.takenBackBy == nil)) }
      return JSONValue.object(members)
    }
    return JSONValue.object([JSONMember(name: "decisions", value: .array(decisions))])
      .canonicalBytes
  }
}
