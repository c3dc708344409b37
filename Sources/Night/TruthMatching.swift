import Persons
import RecordModel
import Scoring

/// Which rows the truth speaks of: known rows and entries of the truth, met by document id.
struct TruthMatching: Sendable {
  /// A row and what the truth says of it.
  struct Meeting: Sendable {
    var row: Int
    var entry: Int
  }

  /// In the order of rows.
  private(set) var meetings: [Meeting] = []
  /// Live rows that cannot be scored, and rows that no complete snapshot holds any more.
  private(set) var rowsWithoutID = 0
  private(set) var rowsNotInTruth = 0
  private(set) var withdrawn = 0
  /// Ids that several live rows have: of several sources, or pages of one document.
  private(set) var sharedIDs = 0
  /// First entries of ids that no live row has.
  private(set) var entriesWithoutRow: [Int] = []
  /// Ids that the truth gives to two persons or more; their rows are not scored.
  private(set) var contradictions = 0
  private(set) var rowsContradicted = 0

  /// Finds for each known row, by the key of its document id, what the truth says of it.
  init(_ keys: [Key128], isWithdrawn: [Bool], _ truth: Truth) {
    var live = keys
    for row in keys.indices {
      if isWithdrawn[row] {
        live[row] = .none
        withdrawn += 1
      } else if keys[row] == .none {
        rowsWithoutID += 1
      }
    }
    let groups = KeyGroups(keys: live + truth.ids)
    for group in 0..<groups.count { take(groups[group], keys.count, truth) }
    meetings.sort { $0.row < $1.row }
    entriesWithoutRow.sort()
  }

  /// Takes the rows and the entries of one id; entries are numbered behind the rows.
  private mutating func take(_ members: ArraySlice<UInt32>, _ rowCount: Int, _ truth: Truth) {
    let rows = members.prefix { $0 < rowCount }
    guard let first = members.dropFirst(rows.count).first.map({ Int($0) - rowCount }) else {
      rowsNotInTruth += rows.count
      return
    }
    let person = truth.persons[first]
    let isOne = members.dropFirst(rows.count).allSatisfy {
      truth.persons[Int($0) - rowCount] == person
    }
    guard isOne else {
      contradictions += 1
      rowsContradicted += rows.count
      return
    }
    if rows.count > 1 { sharedIDs += 1 }
    if rows.isEmpty { entriesWithoutRow.append(first) }
    meetings += rows.map { Meeting(row: Int($0), entry: first) }
  }

  /// The scored rows, grouped by a result, by the truth and by registration.
  ///
  /// `patients` says for each known row its group in the result, a number below the count of rows;
  /// `numbers` its record number, which tells registrations where the truth does not. `addsMissing`
  /// counts ids without a row as patients of their own.
  func scored(
    patients: [UInt32],
    numbers: [Key128],
    _ truth: Truth,
    addsMissing: Bool = false
  ) -> ScoredRows {
    let missing = addsMissing ? entriesWithoutRow : []
    let entries = meetings.map(\.entry) + missing
    var groups = meetings.map { patients[$0.row] }
    groups += missing.indices.map { UInt32(truncatingIfNeeded: patients.count + $0) }
    let registrations =
      truth.registrations.map { all in entries.map { all[$0] } }
      ?? meetings.map { numbers[$0.row] } + missing.map { _ in .none }
    var rows = ScoredRows(
      patients: Numbering(ofRow: groups, count: patients.count + missing.count),
      persons: Numbering(keys: entries.map { truth.persons[$0] }),
      registrations: Numbering(keys: registrations)
    )
    rows.households = truth.households.map { all in householdNumbers(entries.map { all[$0] }) }
    rows.isTwin = truth.isTwin.map { all in entries.map { all[$0] } }
    rows.isNamesake = truth.isNamesake.map { all in entries.map { all[$0] } }
    return rows
  }
}

extension Numbering {
  /// Numbers equal keys alike; each row without a key stands alone.
  init(keys: [Key128]) {
    let groups = KeyGroups(keys: keys)
    var numbers = groupNumbers(groups, rowCount: keys.count)
    var count = UInt32(truncatingIfNeeded: groups.count)
    for row in numbers.indices where numbers[row] == ScoredRows.unknown {
      numbers[row] = count
      count += 1
    }
    self.init(ofRow: numbers, count: Int(count))
  }
}

private func householdNumbers(_ keys: [Key128]) -> [UInt32] {
  groupNumbers(KeyGroups(keys: keys), rowCount: keys.count)
}

/// The group of each row; `ScoredRows.unknown` for a row without a key.
private func groupNumbers(_ groups: KeyGroups, rowCount: Int) -> [UInt32] {
  var numbers = [UInt32](repeating: ScoredRows.unknown, count: rowCount)
  for group in 0..<groups.count {
    for row in groups[group] { numbers[Int(row)] = UInt32(truncatingIfNeeded: group) }
  }
  return numbers
}
