import CanonicalJSON

/// One pair that a technician should look at, or has: ids, a score, a reason; no value of a patient.
package struct ReviewLine: Sendable, Equatable {
  /// How sure a match is, in FHIR's words (value set patient match grade).
  package enum Grade: String, CaseIterable, Sendable {
    case certain, probable, possible
    case certainlyNot = "certainly-not"
  }

  /// What a technician says of the pair.
  package enum Verdict: String, CaseIterable, Sendable {
    case same, different
  }

  package var grade: Grade
  /// Milli-bits.
  package var score: Int32
  package var reason: String
  /// Patients' ids as UUIDs.
  package var persons: (first: String, second: String)
  /// Row keys, 32 hexadecimal digits: what a decision holds for.
  package var rows: (first: String, second: String)
  package var verdict: Verdict?

  package init(
    grade: Grade,
    score: Int32,
    reason: String,
    persons: (first: String, second: String),
    rows: (first: String, second: String),
    verdict: Verdict? = nil
  ) {
    self.grade = grade
    self.score = score
    self.reason = reason
    self.persons = persons
    self.rows = rows
    self.verdict = verdict
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.grade == right.grade && left.score == right.score && left.reason == right.reason
      && left.persons == right.persons && left.rows == right.rows && left.verdict == right.verdict
  }

  /// Bits with three decimals: `-3.250`.
  package var bits: String {
    let thousands = String(score.magnitude % 1000)
    let padded = String(repeating: "0", count: 3 - thousands.utf8.count) + thousands
    return "\(score < 0 ? "-" : "")\(score.magnitude / 1000).\(padded)"
  }
}

/// The review list as files that people open, fill in and hand back.
package enum ReviewList {
  /// The headings of the CSV, in order.
  ///
  /// `decision` is the one column to fill in: `same`, `different` or nothing.
  package static let headings = [
    "decision", "grade", "score", "reason", "person-a", "person-b", "row-a", "row-b",
  ]

  /// A table for a spreadsheet; rows keep their order.
  package static func csv(_ lines: [ReviewLine]) -> [UInt8] {
    var text = headings.joined(separator: ",") + "\r\n"
    for line in lines {
      let cells = [
        line.verdict?.rawValue ?? "", line.grade.rawValue, line.bits, line.reason,
        line.persons.first, line.persons.second, line.rows.first, line.rows.second,
      ]
      text += cells.joined(separator: ",") + "\r\n"
    }
    return Array(text.utf8)
  }

  /// The same as canonical JSON with a line end.
  package static func json(_ lines: [ReviewLine]) -> [UInt8] {
    let pairs = lines.map { line in
      JSONValue.object([
        JSONMember(name: "decision", value: .string(line.verdict?.rawValue ?? "")),
        JSONMember(name: "grade", value: .string(line.grade.rawValue)),
        JSONMember(name: "person-a", value: .string(line.persons.first)),
        JSONMember(name: "person-b", value: .string(line.persons.second)),
        JSONMember(name: "reason", value: .string(line.reason)),
        JSONMember(name: "row-a", value: .string(line.rows.first)),
        JSONMember(name: "row-b", value: .string(line.rows.second)),
        JSONMember(name: "score", value: .number(line.bits)),
      ])
    }
    return JSONValue.object([JSONMember(name: "pairs", value: .array(pairs))]).canonicalBytes
      + [UInt8(ascii: "\n")]
  }
}
