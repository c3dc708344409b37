import RecordModel

/// What has been found for each path, until the row it belongs to ends.
struct XMLRowValues {
  private var values: [[UInt8]]
  private var matches: [Int]
  /// For each path: says whether its item is not as the dictionary describes it.
  private var isNoted: [Bool]

  init(plan: XMLPlan) {
    values = Array(repeating: [], count: plan.columns.count)
    matches = Array(repeating: 0, count: plan.columns.count)
    isNoted = Array(repeating: false, count: plan.columns.count)
  }

  /// Forgets what was found for a path: its element begins again.
  mutating func forget(_ column: Int) {
    values[column].removeAll(keepingCapacity: true)
    matches[column] = 0
    isNoted[column] = false
  }

  func hasMatch(_ column: Int) -> Bool { matches[column] > 0 }

  mutating func count(_ column: Int) { matches[column] += 1 }

  mutating func note(_ column: Int) { isNoted[column] = true }

  /// Takes a match of a path, with its white space collapsed.
  mutating func add(_ value: borrowing Span<UInt8>, to column: Int, _ plan: XMLPlan) {
    matches[column] += 1
    let before = values[column].count
    // The row is refused by then; nothing is gained by keeping more.
    guard before <= HostileInput.longestCell else { return }
    if matches[column] > 1, plan.columns[column].hasJoin, before > 0 {
      values[column].append(contentsOf: plan.joins[column])
    }
    let joined = values[column].count
    Self.appendCollapsed(value, to: &values[column])
    if values[column].count == joined { values[column].removeSubrange(before...) }
    let item = plan.columns[column].item
    if item >= 0, isLonger(column, than: plan.items[item].longestValue) { isNoted[column] = true }
  }

  private func isLonger(_ column: Int, than longest: Int) -> Bool {
    guard values[column].count > longest else { return false }
    return values[column].count { $0 & 0xC0 != 0x80 } > longest
  }

  private static func appendCollapsed(_ value: borrowing Span<UInt8>, to cell: inout [UInt8]) {
    var from = 0
    var isFirst = true
    while from < value.count {
      guard !isSpace(value[from]) else {
        from += 1
        continue
      }
      var end = from + 1
      while end < value.count, !isSpace(value[end]) { end += 1 }
      if !isFirst { cell.append(0x20) }
      isFirst = false
      value.extracting(from..<end).withUnsafeBufferPointer { cell.append(contentsOf: $0) }
      from = end
    }
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Appends the row's cells to a block, and what is to be told about it.
  func finish(_ plan: XMLPlan, into block: inout XMLBlock) {
    let number = block.refusals.count
    let refusal = appendCells(plan, to: &block)
    block.refusals.append(refusal)
    guard refusal == .none else { return }
    for remark in plan.remarks where matches[remark.column] > remark.limit {
      block.notes.append(remark.code, remark.field, row: number)
    }
    for column in isNoted.indices where isNoted[column] {
      let field = plan.items[plan.columns[column].item].field
      block.notes.append(.itemContradicted, field, row: number)
    }
  }

  private func appendCells(_ plan: XMLPlan, to block: inout XMLBlock) -> RuleCode {
    let firstByte = block.cells.count
    let firstEnd = block.ends.count
    var refusal = RuleCode.none
    for cell in plan.cells {
      let start = block.cells.count
      if append(cell, plan, to: &block) { refusal = .severalValues }
      if block.cells.count - start > HostileInput.longestCell, refusal == .none {
        refusal = .oversized
      }
    }
    for remark in plan.remarks where remark.refuses && matches[remark.column] > remark.limit {
      refusal = remark.code
    }
    guard refusal != .none else { return .none }
    block.cells.removeSubrange(firstByte...)
    for index in firstEnd..<block.ends.count { block.ends[index] = UInt32(firstByte) }
    return refusal
  }

  /// Appends one cell; says whether a column of it has several values and nothing says which counts.
  private func append(_ cell: XMLPlan.Cell, _ plan: XMLPlan, to block: inout XMLBlock) -> Bool {
    let start = block.cells.count
    var isFirst = true
    var hasText = false
    var isAmbiguous = false
    for part in cell.parts {
      let found = value(of: part, plan, &isAmbiguous)
      if values[found].isEmpty, !cell.keepsEmptyParts { continue }
      if !isFirst { block.cells.append(contentsOf: cell.join) }
      isFirst = false
      hasText = hasText || !values[found].isEmpty
      block.cells.append(contentsOf: values[found])
    }
    if !hasText { block.cells.removeSubrange(start...) }
    block.ends.append(UInt32(truncatingIfNeeded: block.cells.count))
    return isAmbiguous
  }

  /// The path that says what a column is about: of the first alternative that has text.
  private func value(of part: [Range<Int>], _ plan: XMLPlan, _ isAmbiguous: inout Bool) -> Int {
    var found = part[0].lowerBound
    for alternative in part {
      var places = 0
      for column in alternative where matches[column] > 0 {
        places += 1
        if matches[column] > 1, !plan.columns[column].hasJoin, !plan.columns[column].takesFirst {
          isAmbiguous = true
        }
        if values[found].isEmpty { found = column }
      }
      if places > 1 { isAmbiguous = true }
    }
    return found
  }
}
