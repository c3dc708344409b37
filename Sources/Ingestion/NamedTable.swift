import RecordModel

/// Builds the cells of records that name their own values, record by record.
///
/// One value serves all records of a block: nothing is allocated for a record once it has grown.
struct NamedTable {
  /// One value of a record, as a range of the record's text; values of one name are chained.
  private struct Value {
    var range: Range<Int>
    var next: Int
  }

  private let columns: NamedColumns
  private(set) var cells: [UInt8] = []
  private(set) var ends: [UInt32] = []
  private var values: [Value] = []
  /// For each name its first and last value in the record, or -1.
  private var first: [Int]
  private var last: [Int]

  init(_ columns: NamedColumns) {
    self.columns = columns
    first = Array(repeating: -1, count: columns.nameCount)
    last = first
  }

  /// Notes a value of the record at hand.
  mutating func add(_ name: Int, _ range: Range<Int>) {
    let number = values.count
    values.append(Value(range: range, next: -1))
    if last[name] < 0 { first[name] = number } else { values[last[name]].next = number }
    last[name] = number
  }

  /// Ends a record that cannot be used: it has empty cells.
  mutating func endRefused() {
    forget()
    appendEmptyRow()
  }

  /// Ends a record; says why it is refused, if it is.
  mutating func end(_ text: [UInt8]) -> RuleCode {
    let firstByte = cells.count
    let firstEnd = ends.count
    let refusal = append(text)
    forget()
    guard refusal != .none else { return .none }
    cells.removeSubrange(firstByte...)
    ends.removeSubrange(firstEnd...)
    appendEmptyRow()
    return refusal
  }

  private mutating func append(_ text: [UInt8]) -> RuleCode {
    var longest = 0
    for name in 0..<columns.nameCount {
      let start = cells.count
      appendAll(name, NamedColumns.separator, text)
      longest = max(longest, cells.count - start)
      endCell()
    }
    for rule in columns.rules {
      let start = cells.count
      guard compose(rule, text) else { return .severalValues }
      longest = max(longest, cells.count - start)
      endCell()
    }
    return longest > HostileInput.longestCell ? .oversized : .none
  }

  /// Appends what a field takes; false when a name has several values and nothing says which counts.
  private mutating func compose(_ rule: NamedColumns.Rule, _ text: [UInt8]) -> Bool {
    let start = cells.count
    var isFirst = true
    var hasText = false
    for name in rule.names {
      let (count, firstFilled) = filled(name)
      if count == 0, !rule.keepsEmptyParts { continue }
      if !isFirst { cells.append(contentsOf: rule.join) }
      isFirst = false
      guard count > 0 else { continue }
      hasText = true
      if count == 1 || rule.takesFirst {
        cells.append(contentsOf: text[values[firstFilled].range])
      } else if let join = rule.repeatJoin {
        appendFilled(name, join, text)
      } else {
        return false
      }
    }
    if !hasText { cells.removeSubrange(start...) }
    return true
  }

  /// How many values of a name are not empty, and which is the first of them.
  private func filled(_ name: Int) -> (count: Int, first: Int) {
    var (count, firstFilled) = (0, -1)
    var at = first[name]
    while at >= 0 {
      if !values[at].range.isEmpty {
        count += 1
        if firstFilled < 0 { firstFilled = at }
      }
      at = values[at].next
    }
    return (count, firstFilled)
  }

  private mutating func appendAll(_ name: Int, _ join: [UInt8], _ text: [UInt8]) {
    var at = first[name]
    while at >= 0 {
      cells.append(contentsOf: text[values[at].range])
      at = values[at].next
      if at >= 0 { cells.append(contentsOf: join) }
    }
  }

  private mutating func appendFilled(_ name: Int, _ join: [UInt8], _ text: [UInt8]) {
    var at = first[name]
    var isFirst = true
    while at >= 0 {
      if !values[at].range.isEmpty {
        if !isFirst { cells.append(contentsOf: join) }
        isFirst = false
        cells.append(contentsOf: text[values[at].range])
      }
      at = values[at].next
    }
  }

  private mutating func endCell() { ends.append(UInt32(truncatingIfNeeded: cells.count)) }

  private mutating func appendEmptyRow() {
    for _ in 0..<columns.columnCount { endCell() }
  }

  private mutating func forget() {
    values.removeAll(keepingCapacity: true)
    for name in first.indices {
      first[name] = -1
      last[name] = -1
    }
  }
}
