package import RecordModel

/// Rows that share a key, as sorted runs: a group is a range of `rows`, its rows ascending.
package struct KeyGroups: Sendable {
  /// Row indices, ordered by (key, row).
  package let rows: [UInt32]
  /// Where each group ends in `rows`.
  package let ends: [Int]

  /// Groups rows by key; rows whose key is `.none` are in no group.
  package init(keys: [Key128]) {
    var rows = keys.indices.lazy.filter { keys[$0] != .none }.map { UInt32(truncatingIfNeeded: $0) }
      as [UInt32]
    rows.sort { left, right in
      let (first, second) = (keys[Int(left)], keys[Int(right)])
      return first == second ? left < right : first < second
    }
    var ends: [Int] = []
    for index in rows.indices.dropFirst()
    where keys[Int(rows[index])] != keys[Int(rows[index - 1])] {
      ends.append(index)
    }
    if !rows.isEmpty { ends.append(rows.count) }
    self.rows = rows
    self.ends = ends
  }

  package var count: Int { ends.count }

  /// The rows of a group, ascending.
  package subscript(_ group: Int) -> ArraySlice<UInt32> {
    rows[(group == 0 ? 0 : ends[group - 1])..<ends[group]]
  }
}
