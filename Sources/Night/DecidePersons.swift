import Persons
import RecordModel
import Workspace

/// Writes a technician's word on two rows into the book of decisions; the next run follows it.
///
/// Nothing is published by it. What would contradict the book is refused before anything is written.
package struct DecidePersons: Sendable {
  private let workspace: String
  private let who: String
  private let because: String
  private let jobs: Int

  /// - Parameters:
  ///   - workspace: the workspace folder.
  ///   - who: who decides, when it is not the account that types.
  ///   - because: the reason.
  ///   - jobs: workers at once.
  package init(workspace: String, who: String?, because: String, jobs: Int) {
    self.workspace = workspace
    self.who = who ?? DecisionBook.account
    self.because = because
    self.jobs = jobs
  }

  /// The two are one person; gives the lines that say so.
  package func link(_ one: String, _ other: String) throws(NightError) -> [String] {
    try decide(one, other) { (book, rows, persons) throws(NightError) in
      try add(.link, rows, to: &book, persons)
    }
  }

  /// The two are two people.
  package func keepApart(_ one: String, _ other: String) throws(NightError) -> [String] {
    try decide(one, other) { (book, rows, persons) throws(NightError) in
      try add(.keepApart, rows, to: &book, persons)
    }
  }

  /// Takes back what made the two one; where no decision did, keeps them apart.
  package func unlink(_ one: String, _ other: String) throws(NightError) -> [String] {
    try decide(one, other) { (book, rows, persons) throws(NightError) in
      let links = Self.links(between: rows, persons)
      guard !links.isEmpty else { return try add(.keepApart, rows, to: &book, persons) }
      for link in links { try append(retraction(of: link), to: &book) }
      let numbers = links.map { String($0.sequence) }.joined(separator: ", ")
      return [" Taken back: decision \(numbers)."]
    }
  }

  /// Takes a decision back by its number.
  package func retract(_ number: Int) throws(NightError) -> [String] {
    let desk = try DecisionDesk(workspace)
    defer { withExtendedLifetime(desk) {} }
    var book = try decisionBook(desk.folder)
    try requireDecisionsReadBefore(book, desk.ledger, FilePartStore(desk.folder))
    let told = mended(book)
    let isThere = book.decisions.contains { $0.sequence == number && $0.kind != .retract }
    guard isThere else {
      throw NightError(
        .inputMissing,
        "LINK-06 there is no decision \(number) that could be taken back. chartlift decisions lists"
          + " them" + (workspace == "." ? "." : " (\(workspaceOption(workspace).dropFirst())).")
      )
    }
    guard
      let entry = DecisionsInForce(book.decisions).entries.first(where: { $0.sequence == number })
    else { return [" Decision \(number) is taken back already. Nothing is left to do."] }
    try append(retraction(of: entry), to: &book, in: desk.folder)
    return told + [" Taken back: decision \(number).", next]
  }

  // MARK: - Writing

  private typealias Rows = (first: RowKey, second: RowKey)

  /// Finds the rows and lets `body` add to the book; then says what the next run makes of it.
  private func decide(
    _ one: String,
    _ other: String,
    _ body: (inout OpenBook, Rows, KnownPersons) throws(NightError) -> [String]
  ) throws(NightError) -> [String] {
    let desk = try DecisionDesk(workspace)
    defer { withExtendedLifetime(desk) {} }
    let (workspace, jobs) = (workspace, jobs)
    return try withWorkspaceAsKept(workspace, jobs: jobs) { (bench) throws(NightError) in
      let before = try KnownPersons(bench)
      let rows = (try before.row(named: one), try before.row(named: other))
      guard rows.0 != rows.1 else { throw sameRow(one, other) }
      var book = OpenBook(try decisionBook(desk.folder), in: desk.folder)
      var lines = mended(book.book)
      let count = book.book.decisions.count
      lines += try body(&book, rows, before)
      guard book.book.decisions.count > count else { return lines }
      let after = try KnownPersons(bench)
      return lines + effect(rows, before, after) + [next]
    }
  }

  /// Adds a decision that goes together with the others.
  private func add(
    _ kind: PersonDecision.Kind,
    _ rows: Rows,
    to book: inout OpenBook,
    _ persons: KnownPersons
  ) throws(NightError) -> [String] {
    let inForce = DecisionsInForce(book.book.decisions)
    let linkKind: LinkDecision.Kind = kind == .link ? .mustLink : .cannotLink
    if let known = inForce.entry(linkKind, rows.first, rows.second) {
      return [" Decision \(known.sequence) says so already. Nothing was written."]
    }
    let decision = PersonDecision(kind, rows: rows, who: who, because: because)
    try Self.check([decision], against: book.book, persons, "Nothing was written.")
    try append(decision, to: &book)
    let words = kind == .link ? "are one person" : "are two people"
    return [" Decision \(book.book.decisions.count): these rows, and who they belong to, \(words)."]
  }

  private func append(
    _ decision: PersonDecision,
    to book: inout OpenBook
  ) throws(NightError) {
    try append(decision, to: &book.book, in: book.folder)
  }

  private func append(
    _ decision: PersonDecision,
    to book: inout DecisionBook,
    in folder: WorkspaceFolder
  ) throws(NightError) {
    var written = book
    try storeCall { () throws(StoreError) in try written.append([decision], in: folder) }
    book = written
  }

  private func retraction(of entry: DecisionsInForce.Entry) -> PersonDecision {
    PersonDecision(
      .retract,
      rows: entry.rows,
      retracts: entry.sequence,
      who: who,
      because: because
    )
  }

  /// The must-links about two rows, or between the two registrations they belong to.
  private static func links(
    between rows: Rows,
    _ persons: KnownPersons
  ) -> [DecisionsInForce.Entry] {
    let entries = persons.bench.decisions.entries
    let node = persons.nodes(
      of: entries.flatMap { [$0.rows.first, $0.rows.second] } + [rows.first, rows.second]
    )
    let (one, other) = (node(rows.first), node(rows.second))
    return entries.filter { entry in
      guard entry.kind == .mustLink else { return false }
      let (first, second) = (node(entry.rows.first), node(entry.rows.second))
      return entry.isAbout(rows.first, rows.second)
        || (one != other && ((first, second) == (one, other) || (first, second) == (other, one)))
    }
  }

  /// Refuses decisions that contradict the book, or what it says of whole registrations.
  ///
  /// - Throws: `LINK-02`.
  static func check(
    _ new: [PersonDecision],
    against book: DecisionBook,
    _ persons: KnownPersons,
    _ outcome: String
  ) throws(NightError) {
    let inForce = DecisionsInForce(book.decisions)
    var all = book.decisions
    for (index, decision) in new.enumerated() {
      var numbered = decision
      numbered.sequence = book.decisions.count + 1 + index
      if numbered.when.isEmpty { numbered.when = "not written" }
      all.append(numbered)
    }
    let then = DecisionsInForce(all)
    let node = persons.nodes(of: then.entries.flatMap { [$0.rows.first, $0.rows.second] })
    // Rows may have moved since: only what these decisions bring about is theirs.
    let old = Set(inForce.contradictions(node: node).map(\.apart.sequence))
    let found = then.contradictions() + then.contradictions(node: node)
    if let first = found.first(where: { !old.contains($0.apart.sequence) }) {
      throw contradicting(first, all, outcome)
    }
  }

  // MARK: - What is said

  private func mended(_ book: DecisionBook) -> [String] {
    guard book.tornByteCount > 0 else { return [] }
    return [
      " The last line of \(DecisionBook.place) had been cut short by a death or a full disk"
        + " (\(book.tornByteCount) bytes). It never counted, and goes with the next decision: type that"
        + " decision again."
    ]
  }

  private func sameRow(_ one: String, _ other: String) -> NightError {
    NightError(
      .usage,
      "LINK-05 '\(one)' and '\(other)' are the same row. Nothing was written. Name one row of each: to"
        + " part the rows of one person, name two of its rows as EXPORT:ROW."
    )
  }

  /// What becomes of the two persons in the next run.
  private func effect(
    _ rows: Rows,
    _ before: KnownPersons,
    _ after: KnownPersons
  ) -> [String] {
    guard let one = before.person(of: rows.first), let other = before.person(of: rows.second),
      let then = after.person(of: rows.first), let second = after.person(of: rows.second)
    else { return [] }
    switch (one.id == other.id, then.id == second.id) {
    case (false, true):
      let gone = then.id == one.id ? other : one
      let kept = then.id == one.id ? one : other
      return [
        " The next run makes them one: \(words(kept)) stays, \(words(gone)) will point to it."
      ]
    case (true, false):
      return [
        " The next run parts \(words(one)): into \(words(then)) and \(words(second))."
      ]
    case (true, true):
      return [
        " They are one person all the same, \(words(then)): by their record number or by what the"
          + " rows say. To part them:  chartlift keep-apart A B --because TEXT"
      ]
    case (false, false):
      return [" They stay two: \(words(then)) and \(words(second))."]
    }
  }

  private func words(_ person: (id: Key128, rows: Int)) -> String {
    "Patient/\(person.id.uuidText) (\(person.rows) row\(person.rows == 1 ? "" : "s"))"
  }

  private var next: String {
    " Nothing is published yet. Next:  chartlift run PIPELINE\(workspaceOption(workspace))"
  }
}

/// The book and the folder it lies in.
private struct OpenBook {
  var book: DecisionBook
  let folder: WorkspaceFolder

  init(_ book: DecisionBook, in folder: WorkspaceFolder) {
    self.book = book
    self.folder = folder
  }
}
