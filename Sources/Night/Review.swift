import Engine
import Persons
import RecordModel
import Reporting
import Workspace

/// The review list: pairs of registrations that a person should look at, out as a file and back in as decisions.
package struct Review: Sendable {
  private let workspace: String
  private let jobs: Int

  package init(workspace: String, jobs: Int) {
    self.workspace = workspace
    self.jobs = jobs
  }

  // MARK: - Out

  /// Writes the pairs that wait to a new file, CSV or by its name JSON; gives the lines that say so.
  ///
  /// With `all` pairs that were decided come after them, with what was decided.
  package func write(to path: String, all: Bool) throws(NightError) -> [String] {
    let lines = try withWorkspaceAsKept(workspace, jobs: jobs) { (bench) throws(NightError) in
      Self.lines(try KnownPersons(bench), all: all)
    }
    let bytes = path.hasSuffix(".json") ? ReviewList.json(lines) : ReviewList.csv(lines)
    try storeCall { () throws(StoreError) in try NewFile.write(bytes.span, to: path) }
    let open = lines.count { $0.verdict == nil }
    var text = [" Wrote \(counted(UInt64(open), "pair")) to look at to \(path)."]
    if all { text[0] += " \(lines.count - open) decided ones follow." }
    text.append(
      " Fill in the column 'decision' (same, different or nothing), then"
        + "  chartlift review --in \(shellWord(path)) --because TEXT\(workspaceOption(workspace))"
    )
    return text
  }

  private static func lines(_ persons: KnownPersons, all: Bool) -> [ReviewLine] {
    let keys = persons.linked.accounted.input.keys
    let decisions = persons.bench.decisions
    let pairs = persons.linked.review.flatMap {
      [keys[Int($0.rows.first)], keys[Int($0.rows.second)]]
    }
    let places = persons.places(
      of: pairs + decisions.entries.flatMap { [$0.rows.first, $0.rows.second] }
    )
    return lines(persons.linked.review, keys: keys, decisions: decisions, all: all) { key in
      places[key].map { persons.id(ofRow: $0).uuidText } ?? ""
    }
  }

  /// The pairs that wait, in linkage's order: highest gain first; with `all` the decided ones after them.
  static func lines(
    _ review: [ReviewPair],
    keys: [RowKey],
    decisions: DecisionsInForce,
    all: Bool,
    id: (RowKey) -> String
  ) -> [ReviewLine] {
    let decided = Set(decisions.entries.map { [$0.rows.first, $0.rows.second] })
    var lines: [ReviewLine] = []
    for pair in review {
      let (one, other) = (keys[Int(pair.rows.first)], keys[Int(pair.rows.second)])
      guard !decided.contains([min(one, other), max(one, other)]) else { continue }
      lines.append(
        ReviewLine(
          grade: grade(of: pair),
          score: pair.score,
          reason: "\(pair.reason)",
          persons: (id(one), id(other)),
          rows: (one.hex, other.hex)
        )
      )
    }
    guard all else { return lines }
    return lines
      + decisions.entries.map { entry in
        let isSame = entry.kind == .mustLink
        return ReviewLine(
          grade: isSame ? .certain : .certainlyNot,
          score: 0,
          reason: "decision \(entry.sequence)",
          persons: (id(entry.rows.first), id(entry.rows.second)),
          rows: (entry.rows.first.hex, entry.rows.second.hex),
          verdict: isSame ? .same : .different
        )
      }
  }

  /// FHIR's word for a pair that waits.
  ///
  /// More likely than not is probable; the rest, and what something forbids, is possible. Certain and
  /// certainly-not are what only a person says.
  static func grade(of pair: ReviewPair) -> ReviewLine.Grade {
    switch pair.reason {
    case .veto: .possible
    case .score, .rivals, .crowd: pair.score >= 0 ? .probable : .possible
    }
  }

  // MARK: - In

  /// Reads the answers of a list back into the book; gives the lines that say so.
  ///
  /// What the book says already is not written again. A file with a contradiction in it, or to the
  /// book, is refused as a whole.
  package func read(
    _ path: String,
    who: String?,
    because: String
  ) throws(NightError) -> [String] {
    let answers = try ReviewAnswers(
      try storeCall { () throws(StoreError) in try DurableFile.read(path) }
    )
    let desk = try DecisionDesk(workspace)
    defer { withExtendedLifetime(desk) {} }
    return try withWorkspaceAsKept(workspace, jobs: jobs) { (bench) throws(NightError) in
      let persons = try KnownPersons(bench)
      var book = try decisionBook(desk.folder)
      let new = Self.decisions(answers, book, who: who ?? DecisionBook.account, because: because)
      let outcome = "Nothing of the list was written."
      try DecidePersons.check(new, against: book, persons, outcome)
      try storeCall { () throws(StoreError) in try book.append(new, in: desk.folder) }
      let places = persons.places(of: new.flatMap { [$0.rows.first, $0.rows.second] })
      let unknown = new.count {
        places[$0.rows.first] == nil || places[$0.rows.second] == nil
      }
      return lines(answers, new.count, unknown: unknown)
    }
  }

  /// The answers that the book does not have yet, each once.
  static func decisions(
    _ answers: ReviewAnswers,
    _ book: DecisionBook,
    who: String,
    because: String
  ) -> [PersonDecision] {
    var known = DecisionsInForce(book.decisions)
    var new: [PersonDecision] = []
    for answer in answers.answers {
      let isSame = answer.verdict == .same
      let kind: LinkDecision.Kind = isSame ? .mustLink : .cannotLink
      guard known.entry(kind, answer.rows.first, answer.rows.second) == nil else { continue }
      var decision = PersonDecision(
        isSame ? .link : .keepApart,
        rows: answer.rows,
        who: who,
        when: "not written, line \(answer.line) of the list",
        because: because
      )
      new.append(decision)
      decision.sequence = book.decisions.count + new.count
      known.take(decision)
    }
    return new
  }

  private func lines(_ answers: ReviewAnswers, _ written: Int, unknown: Int) -> [String] {
    var lines = [
      " \(counted(UInt64(answers.answers.count), "answer")): \(written) new,"
        + " \(answers.answers.count - written) known already; \(answers.blank) left open."
    ]
    if unknown > 0 {
      lines.append(
        " About rows that no export holds which counts: \(unknown) of them. They wait for their rows."
      )
    }
    if written > 0 {
      lines.append(
        " Nothing is published yet. Next:  chartlift run PIPELINE\(workspaceOption(workspace))"
      )
    }
    return lines
  }
}
