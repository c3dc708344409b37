import Glibc
import RecordModel

/// What has been found for each path, until the row it belongs to ends.
struct XMLRowValues: ~Copyable {
  private let values: UnsafeMutableBufferPointer<XMLValue>
  private var matches: [Int]
  /// For each path: says whether its item is not as the dictionary describes it.
  private var isNoted: [Bool]

  init(plan: XMLPlan) {
    values = .allocate(capacity: plan.columns.count)
    values.initialize(repeating: XMLValue())
    matches = Array(repeating: 0, count: plan.columns.count)
    isNoted = Array(repeating: false, count: plan.columns.count)
  }

  deinit {
    for value in values { value.free() }
    values.deallocate()
  }

  /// Forgets what was found for a path: its element begins again.
  mutating func forget(_ column: Int) {
    values[column].count = 0
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
      values[column].append(plan.joins[column])
    }
    let joined = values[column].count
    values[column].appendCollapsed(value)
    if values[column].count == joined { values[column].count = before }
    let item = plan.columns[column].item
    if item >= 0, isLonger(column, than: plan.items[item].longestValue) { isNoted[column] = true }
  }

  private func isLonger(_ column: Int, than longest: Int) -> Bool {
    guard values[column].count > longest else { return false }
    return values[column].bytes.count { $0 & 0xC0 != 0x80 } > longest
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
    for index in plan.cells.indices {
      let start = block.cells.count
      let single = plan.singleColumns[index]
      if single >= 0 {
        if appendSingle(single, plan, to: &block) { refusal = .severalValues }
      } else if append(plan.cells[index], plan, to: &block) {
        refusal = .severalValues
      }
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

  /// Appends a cell that is one path, as `append` would.
  @inline(__always)
  private func appendSingle(_ column: Int, _ plan: XMLPlan, to block: inout XMLBlock) -> Bool {
    block.cells.append(contentsOf: values[column].bytes)
    block.ends.append(UInt32(truncatingIfNeeded: block.cells.count))
    guard matches[column] > 1 else { return false }
    return !plan.columns[column].hasJoin && !plan.columns[column].takesFirst
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
      block.cells.append(contentsOf: values[found].bytes)
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

/// The bytes of one value, in memory that serves all rows.
struct XMLValue {
  private var memory: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  var count = 0

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory, count: count) }

  /// Gives the memory back.
  func free() { memory?.deallocate() }

  mutating func append(_ piece: [UInt8]) {
    piece.withUnsafeBufferPointer { piece in
      guard let target = room(for: piece.count), let source = piece.baseAddress else { return }
      memcpy(target, source, piece.count)
      count += piece.count
    }
  }

  /// Appends a text with its white space collapsed to single spaces, and dropped at both ends.
  @inline(__always)
  mutating func appendCollapsed(_ value: borrowing Span<UInt8>) {
    value.withUnsafeBufferPointer { value in
      guard let target = room(for: value.count), let source = value.baseAddress else { return }
      var kept = 0
      var hasSpace = false
      for at in 0..<value.count {
        let byte = source[at]
        if byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
          hasSpace = kept > 0
        } else {
          if hasSpace {
            target[kept] = 0x20
            kept += 1
            hasSpace = false
          }
          target[kept] = byte
          kept += 1
        }
      }
      count += kept
    }
  }

  /// Where so many more bytes may be written.
  @inline(__always)
  private mutating func room(for more: Int) -> UnsafeMutablePointer<UInt8>? {
    if count + more > capacity { grow(count + more) }
    return memory.map { $0 + count }
  }

  private mutating func grow(_ wanted: Int) {
    let size = max(64, wanted * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    if let memory {
      memcpy(larger, memory, count)
      memory.deallocate()
    }
    memory = larger
    capacity = size
  }
}
