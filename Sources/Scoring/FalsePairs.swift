/// Pairs that were joined and are two people: how many, and what they are to each other.
package struct FalsePairs: Sendable, Equatable {
  package let count: UInt64
  /// Of one household; nil where the truth knows of none.
  package let inHousehold: UInt64?
  /// Both twins, and of one household where households are known.
  package let twins: UInt64?
  /// Both namesakes, such as father and son, likewise; a pair of twins is not counted again.
  package let namesakes: UInt64?

  init(_ rows: ScoredRows, _ cells: Numbering) {
    count = rows.patients.pairs - cells.pairs
    inHousehold = rows.households.map { _ in Self.count(rows) { _ in true } }
    twins = rows.isTwin.map { isTwin in Self.count(rows) { isTwin[$0] } }
    namesakes = rows.isNamesake.map { isNamesake in
      let isTwin = rows.isTwin
      let all = Self.count(rows) { isNamesake[$0] }
      return all - Self.count(rows) { isNamesake[$0] && isTwin?[$0] == true }
    }
  }

  /// False pairs of two such rows, within one household where households are known.
  private static func count(_ all: ScoredRows, of isMeant: (Int) -> Bool) -> UInt64 {
    let rows = all.persons.ofRow.indices.filter { row in
      isMeant(row) && all.households?[row] != ScoredRows.unknown
    }
    var groups = all.patients.rows(rows)
    if let households = all.households {
      let own = rows.map { households[$0] }
      let count = own.max().map { Int($0) + 1 } ?? 0
      groups = groups.crossed(with: Numbering(ofRow: own, count: count))
    }
    return groups.pairs - groups.crossed(with: all.persons.rows(rows)).pairs
  }
}
