import Engine
import Ingestion
import Persons
import RecordModel
import Workspace

/// Every known row of a workspace and who it is, for a person who decides something about rows.
///
/// Computed with all decisions that count, the staged nights included; nothing is changed.
struct KnownPersons {
  let bench: Workbench
  let rows: [RowsOfLanding]
  let linked: LinkedPersons
  /// For each known row the person (index) it belongs to.
  private let personOfRow: [UInt32]

  /// Reads and links all rows that count; `decisions` are those that hold, or all of the book when nil.
  init(_ bench: Workbench, decisions: DecisionsInForce? = nil) throws(NightError) {
    var bench = bench
    if let decisions {
      bench.decisions = decisions
    } else {
      bench.decisions = try decisionsInForce(bench.place.home)
    }
    self.bench = bench
    let ever = try ledgerCall { () throws(LedgerError) in try bench.ledger.landings() }
    // A source that only the newest pipeline file has is not among the settings of the last run.
    let known = try bench.toRead(ever.filter { bench.sourceNames.contains($0.source) })
    rows = try bench.rows(of: known, layouts: try bench.layouts(for: [], beside: known))
    linked = try bench.link(rows, night: known.map(\.night).max() ?? 1)
    var personOfRow = [UInt32](repeating: 0, count: linked.accounted.input.rowCount)
    for person in 0..<linked.index.count {
      for row in linked.index.rows(of: person) { personOfRow[Int(row)] = UInt32(person) }
    }
    self.personOfRow = personOfRow
  }

  /// The person of a row: id, and how many rows it has; nil for a row that is not known.
  func person(of key: RowKey) -> (id: Key128, rows: Int)? {
    guard let row = row(key) else { return nil }
    let person = Int(personOfRow[row])
    return (linked.index.ids[person], linked.index.rows(of: person).count)
  }

  /// The row with a key.
  func row(_ key: RowKey) -> Int? {
    linked.accounted.input.keys.firstIndex(of: key)
  }

  /// Where rows stand, found in one pass; those that are not known are not in it.
  func places(of keys: [RowKey]) -> [RowKey: Int] {
    let wanted = Set(keys)
    var places: [RowKey: Int] = [:]
    for (row, key) in linked.accounted.input.keys.enumerated() where wanted.contains(key) {
      places[key] = row
    }
    return places
  }

  /// The id of the person a row belongs to.
  func id(ofRow row: Int) -> Key128 { linked.index.ids[Int(personOfRow[row])] }

  /// Says which rows are one by their registration: the key of its first row stands for all of them.
  func nodes(of keys: [RowKey]) -> (RowKey) -> RowKey {
    let nodes = places(of: keys).mapValues { row in
      linked.accounted.input.keys[Int(linked.registrationOfRow[row])]
    }
    return { nodes[$0] ?? $0 }
  }
}

// MARK: - What people call a row

extension KnownPersons {
  /// The row that is meant: that of a person's id, live or retired; EXPORT:ROW; SOURCE:DOCUMENT-ID; or
  /// a row key.
  ///
  /// - Throws: `LINK-03` when there is none that counts, `LINK-04` when two are meant.
  func row(named name: String) throws(NightError) -> RowKey {
    var key = try anchor(name)
    if key == nil { key = RowKey(hex: name) }
    if key == nil { key = try placed(name) }
    guard let key else { throw Self.unknown(name) }
    guard row(key) != nil else {
      throw NightError(
        .inputMissing,
        "LINK-03 '\(name)' is a row that does not count: it was refused, or its export was set aside."
          + " Nothing was written. chartlift trace says what became of it."
      )
    }
    return key
  }

  private func anchor(_ name: String) throws(NightError) -> RowKey? {
    let text = name.hasPrefix("Patient/") ? String(name.dropFirst(8)) : name
    guard let id = Key128(uuid: Array(text.lowercased().utf8).span) else { return nil }
    guard let entry = linked.ids.entries.first(where: { $0.id == id }) else {
      throw Self.unknown(name)
    }
    return entry.anchor
  }

  private func placed(_ name: String) throws(NightError) -> RowKey? {
    let delivered = try inExport(name)
    let document = inSource(name)
    guard let delivered, let document, delivered != document else { return delivered ?? document }
    throw NightError(
      .usage,
      "LINK-04 '\(name)' is a row of an export and a document of a source, and these are two rows."
        + " Name the export by eight or more digits of its SHA-256; chartlift account lists them."
    )
  }

  private func inExport(_ name: String) throws(NightError) -> RowKey? {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1, let ordinal = UInt64(parts[parts.count - 1]), ordinal > 0 else {
      return nil
    }
    let ever = try ledgerCall { () throws(LedgerError) in try bench.ledger.landings() }
    let export = parts.dropLast().joined(separator: ":")
    let landing: LandedExport
    do throws(NightError) {
      landing = try Trace.landing(export, of: ever)
    } catch {
      // Two exports of one name are for the person to tell apart; none may still be a source.
      guard error.kind == .inputMissing else { throw error }
      return nil
    }
    guard
      let place = rows.firstIndex(where: {
        $0.export == landing.export && bench.sourceNames[$0.sourceIndex] == landing.source
      })
    else { return nil }
    return try storeCall { () throws(StoreError) in
      try DeliveredRows([rows[place].delivery], workers: bench.farm).key(
        ofRow: ordinal,
        delivery: 0
      )
    }
  }

  /// A document's row; of a document of pages the page stands behind another colon.
  private func inSource(_ name: String) -> RowKey? {
    guard let colon = name.firstIndex(of: ":") else { return nil }
    let (source, rest) = (String(name[..<colon]), String(name[name.index(after: colon)...]))
    guard bench.sourceNames.contains(source), !rest.isEmpty else { return nil }
    let key = DocumentKey.of(source: source, document: rest)
    if row(key) != nil { return key }
    guard let last = rest.lastIndex(of: ":") else { return nil }
    let page = DocumentKey.of(
      source: source,
      document: String(rest[..<last]),
      page: String(rest[rest.index(after: last)...])
    )
    return row(page) == nil ? nil : page
  }

  private static func unknown(_ name: String) -> NightError {
    NightError(
      .inputMissing,
      "LINK-03 nobody and no row is named '\(name)'. Nothing was written. Give a patient's id, a row as"
        + " EXPORT:ROW (film_a.csv:411), or a document as SOURCE:DOCUMENT-ID (film:F-100)."
    )
  }
}
