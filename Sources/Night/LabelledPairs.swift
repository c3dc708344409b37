import Persons
import RecordModel
import Scoring

/// Pairs of rows with what a person said they are.
struct LabelledPairs: Sendable {
  struct Pair: Sendable {
    var first: Key128
    var second: Key128
    var label: PairZone
  }

  private(set) var pairs: [Pair] = []
  /// Rows without two ids or without a label that means something, and rows that cannot be read.
  private(set) var incomplete = 0
  let damaged: Int

  private static let names = ["id_a", "id_b", "label"]

  /// Reads a file with the columns `id_a`, `id_b` and `label`.
  init(_ path: String, workers: some Workers) throws(NightError) {
    let table = try SideTable(path: path, columns: Self.names, workers: workers)
    for (name, column) in zip(Self.names, table.columns) where column == nil {
      throw NightError(
        .inputUnusable,
        "SCORE-04 \(path) has no column '\(name)'. A file of labelled pairs has the columns"
          + " id_a, id_b and label; a label is match, possible or not."
      )
    }
    let columns = table.columns.compactMap(\.self)
    damaged = table.damaged
    table.forEachRow { batch, row in
      let (first, second) = (batch.key(row, columns[0]), batch.key(row, columns[1]))
      guard first != .none, second != .none, let label = Self.label(batch.cell(row, columns[2]))
      else {
        incomplete += 1
        return
      }
      pairs.append(Pair(first: first, second: second, label: label))
    }
    guard pairs.isEmpty, incomplete > 0 else { return }
    throw NightError(
      .inputUnusable,
      "SCORE-05 \(path): no row has two ids and a label that is one of match, possible, not"
        + " (also: yes, no, 1, 0, true, false)."
    )
  }

  private static func label(_ cell: ArraySlice<UInt8>) -> PairZone? {
    let letters = cell.lazy.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      .filter { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    switch String(decoding: Array(letters), as: UTF8.self) {
    case "match", "yes", "true", "1", "1.0", "certain", "same": return .match
    case "possible", "possiblematch", "maybe", "notsure", "probable": return .possible
    case "not", "notamatch", "nomatch", "nonmatch", "no", "false", "0", "0.0", "different":
      return .not
    default: return nil
    }
  }
}

/// What linkage made of labelled pairs.
struct PairScoring: Sendable {
  private(set) var table = ZoneTable()
  /// Pairs one of whose ids no live row has.
  private(set) var notFound = 0

  /// Finds the rows of each pair and asks what the result says of them.
  ///
  /// `keys` are those of the known rows' document ids, `.none` for rows that do not count.
  init(_ labelled: LabelledPairs, keys: [Key128], zone: (Int, Int) -> PairZone) {
    let ids = labelled.pairs.flatMap { [$0.first, $0.second] }
    let groups = KeyGroups(keys: keys + ids)
    var rows = [ArraySlice<UInt32>](repeating: [], count: ids.count)
    for group in 0..<groups.count {
      let members = groups[group]
      let known = members.prefix { $0 < keys.count }
      for member in members.dropFirst(known.count) { rows[Int(member) - keys.count] = known }
    }
    for (index, pair) in labelled.pairs.enumerated() {
      guard let best = Self.best(rows[2 * index], rows[2 * index + 1], zone) else {
        notFound += 1
        continue
      }
      table.add(label: pair.label, zone: best)
    }
  }

  /// The closest that any row of one id is to any row of the other; nil where one id has no row.
  private static func best(
    _ first: ArraySlice<UInt32>,
    _ second: ArraySlice<UInt32>,
    _ zone: (Int, Int) -> PairZone
  ) -> PairZone? {
    var best: PairZone?
    // An id has a handful of rows; one that hundreds of rows share is no id.
    for left in first.prefix(mostRows) {
      for right in second.prefix(mostRows) {
        let found = zone(Int(left), Int(right))
        if found.rawValue < best?.rawValue ?? PairZone.allCases.count { best = found }
        if found == .match { return .match }
      }
    }
    return best
  }

  private static let mostRows = 32
}
