package import RecordModel

/// What is counted of all rows of an export, batch by batch.
///
/// Batches can be taken and statistics merged in any order with one result.
package struct TableStatistics: Sendable {
  /// Rows, refused ones included.
  package private(set) var rows: UInt64 = 0
  package private(set) var ignored: UInt64 = 0
  package private(set) var columns: [ColumnStatistics]
  private var refused = [UInt64](repeating: 0, count: 256)
  private var pattern = ValuePattern()

  /// - Parameters:
  ///   - columns: The number of columns.
  ///   - keepsValues: Says whether the most frequent values are wanted, for a terminal.
  package init(columns: Int, keepsValues: Bool) {
    let bounds = StatisticsBounds(columns: columns, keepsValues: keepsValues)
    self.columns = Array(repeating: ColumnStatistics(bounds), count: columns)
  }

  /// Rows that were read and not refused or ignored.
  package var usable: UInt64 { rows - ignored - refused.reduce(0, +) }

  /// Refused rows by rule, in the order of the rules' numbers.
  package var refusals: [(rule: RuleCode, rows: UInt64)] {
    RuleCode.allCases.compactMap { rule in
      let count = Int(rule.rawValue) < refused.count ? refused[Int(rule.rawValue)] : 0
      return count > 0 ? (rule, count) : nil
    }
  }

  /// Takes the rows of a batch; `places` are the cells of the columns, -1 for none.
  package mutating func add(_ batch: RecordBatch, at places: [Int]) {
    rows += UInt64(batch.rowCount)
    let cells = batch.cells.span
    let ends = batch.ends.span
    for row in 0..<batch.rowCount {
      guard batch.isUsable(row) else {
        note(batch, row)
        continue
      }
      for (column, place) in places.enumerated()
      where place >= 0 && place < batch.columnCount && column < columns.count {
        let index = row * batch.columnCount + place
        let start = index == 0 ? 0 : Int(ends[index - 1])
        columns[column].take(cells.extracting(start..<Int(ends[index])), &pattern)
      }
    }
  }

  /// Takes what was counted elsewhere of the same columns.
  package mutating func merge(_ other: TableStatistics) {
    merge(other, at: Array(other.columns.indices))
  }

  /// Takes what was counted elsewhere; `places` says which of the columns here each of the others is.
  ///
  /// One place behind the last column makes a new one.
  package mutating func merge(_ other: TableStatistics, at places: [Int]) {
    rows += other.rows
    ignored += other.ignored
    for index in refused.indices { refused[index] += other.refused[index] }
    for (column, place) in zip(other.columns, places) {
      if place == columns.count {
        columns.append(column)
      } else if columns.indices.contains(place) {
        columns[place].merge(column)
      }
    }
  }

  private mutating func note(_ batch: RecordBatch, _ row: Int) {
    guard batch.refusals[row] != .none else {
      ignored += 1
      return
    }
    let number = Int(batch.refusals[row].rawValue)
    if number < refused.count { refused[number] += 1 }
  }
}
