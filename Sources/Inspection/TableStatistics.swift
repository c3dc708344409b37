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

  /// Takes the rows of a batch; of its columns the first ones, as many as are counted.
  package mutating func add(_ batch: RecordBatch) {
    rows += UInt64(batch.rowCount)
    let cells = batch.cells.span
    let ends = batch.ends.span
    let count = min(columns.count, batch.columnCount)
    for row in 0..<batch.rowCount {
      guard batch.isUsable(row) else {
        note(batch, row)
        continue
      }
      var index = row * batch.columnCount
      var start = index == 0 ? 0 : Int(ends[index - 1])
      for column in 0..<count {
        let end = Int(ends[index])
        columns[column].take(cells.extracting(start..<end), &pattern)
        start = end
        index += 1
      }
    }
  }

  package mutating func merge(_ other: TableStatistics) {
    rows += other.rows
    ignored += other.ignored
    for index in refused.indices { refused[index] += other.refused[index] }
    for index in columns.indices where index < other.columns.count {
      columns[index].merge(other.columns[index])
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
