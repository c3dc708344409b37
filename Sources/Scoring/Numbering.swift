/// Which group each row is in: groups are numbers below `count`, some perhaps without rows.
package struct Numbering: Sendable {
  package let ofRow: [UInt32]
  package let count: Int

  /// - Precondition: every number is below `count`.
  package init(ofRow: [UInt32], count: Int) {
    precondition(ofRow.allSatisfy { Int($0) < count }, "a group's number is below their count")
    self.ofRow = ofRow
    self.count = count
  }

  var rowCount: Int { ofRow.count }

  /// Rows of each group.
  var sizes: [UInt64] {
    var sizes = [UInt64](repeating: 0, count: count)
    for group in ofRow { sizes[Int(group)] += 1 }
    return sizes
  }

  /// The groups of some of the rows.
  func rows(_ rows: [Int]) -> Numbering {
    Numbering(ofRow: rows.map { ofRow[$0] }, count: count)
  }

  /// Pairs of rows that are in one group.
  var pairs: UInt64 { sizes.reduce(0) { $0 + pairCount($1) } }

  /// Rows that are in one group here and there are one group of the result.
  ///
  /// Two counting sorts: linear in rows and groups.
  func crossed(with other: Numbering) -> Numbering {
    precondition(rowCount == other.rowCount, "both number the same rows")
    let order = sortedRows(other.sortedRows((0..<rowCount).map { UInt32(truncatingIfNeeded: $0) }))
    var cells = [UInt32](repeating: 0, count: rowCount)
    var last: Int?
    var cell: UInt32 = 0
    for row in order {
      let row = Int(row)
      if let last, ofRow[last] != ofRow[row] || other.ofRow[last] != other.ofRow[row] { cell += 1 }
      cells[row] = cell
      last = row
    }
    return Numbering(ofRow: cells, count: rowCount == 0 ? 0 : Int(cell) + 1)
  }

  /// Rows by group; those of one group stay in the order given.
  private func sortedRows(_ rows: [UInt32]) -> [UInt32] {
    var next = [Int](repeating: 0, count: count + 1)
    for group in ofRow { next[Int(group) + 1] += 1 }
    for group in 0..<count { next[group + 1] += next[group] }
    var sorted = [UInt32](repeating: 0, count: rows.count)
    for row in rows {
      let group = Int(ofRow[Int(row)])
      sorted[next[group]] = row
      next[group] += 1
    }
    return sorted
  }
}

/// Pairs among so many rows.
@inline(__always)
func pairCount(_ rows: UInt64) -> UInt64 { rows < 2 ? 0 : rows * (rows - 1) / 2 }
