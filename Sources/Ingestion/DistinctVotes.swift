/// Rows that prove how a column writes its dates, each counted once however often it was delivered.
///
/// Of more rows than `limit` those with the lowest hashes are kept (a bottom-k sample, Cohen 1997):
/// the sample depends on what the rows say, neither on their order nor on the number of copies, and
/// memory stays bounded.
struct DistinctVotes: Sendable {
  static let limit = 16_384

  /// Hashes of rows in ascending order, each once; the lowest bit is set for day first.
  private(set) var rows: [UInt64] = []

  var monthFirst: UInt64 { UInt64(rows.count { $0 & 1 == 0 }) }
  var dayFirst: UInt64 { UInt64(rows.count { $0 & 1 == 1 }) }

  /// The form of a vote in `rows`.
  static func vote(row hash: UInt64, isDayFirst: Bool) -> UInt64 {
    hash & ~1 | (isDayFirst ? 1 : 0)
  }

  /// Takes votes in any order.
  mutating func add(_ votes: [UInt64]) {
    let highest = rows.count < Self.limit ? UInt64.max : rows[Self.limit - 1]
    let fresh = votes.filter { $0 <= highest }.sorted()
    guard !fresh.isEmpty else { return }
    var merged: [UInt64] = []
    merged.reserveCapacity(min(Self.limit, rows.count + fresh.count))
    var (old, new) = (0, 0)
    while merged.count < Self.limit, old < rows.count || new < fresh.count {
      let takesOld = new == fresh.count || (old < rows.count && rows[old] <= fresh[new])
      let next = takesOld ? rows[old] : fresh[new]
      if takesOld { old += 1 } else { new += 1 }
      if merged.last != next { merged.append(next) }
    }
    rows = merged
  }
}
