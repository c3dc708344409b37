import RecordModel

/// Gathers the cells of each row element while the parser walks through the file.
struct XMLRowCollector {
  /// Why the whole export cannot be used.
  enum Problem: Equatable {
    case tooDeep, longText, longRow
    /// A value outside the row elements came behind the first row it belongs to.
    case lateValue(path: String)
  }

  /// Where a tag stands in the export.
  struct Place {
    var start: UInt64
    var end: UInt64
    var line: UInt64
  }

  /// A path that has been followed down to the element that owns this entry.
  private struct Partial {
    var column: Int
    var step: Int
    /// Name of the step, so that most children cost one comparison.
    var name: Int
    /// Children of the step's name met so far.
    var seen = 0
  }

  /// An element whose text is a value.
  private struct Capture {
    var column: Int
    var depth: Int
    var start: Int
  }

  let plan: XMLPlan
  private(set) var block = XMLBlock(firstOrdinal: 1)
  private(set) var problem: Problem?
  /// Bytes in row elements.
  private(set) var rowBytes: UInt64 = 0
  private(set) var rowCount: UInt64 = 0
  private(set) var depth = 0
  /// Elements of the path to the rows that were found at most.
  private(set) var longestMatch = 0
  private var matched = 0
  private var partials: [Partial] = []
  /// Where the partials of each open element begin.
  private var frames: [Int] = []
  private var captures: [Capture] = []
  private var text: [UInt8] = []
  private var values: [[UInt8]]
  private var matches: [Int]
  private var rowStart: Place?
  /// For each depth: says whether the open element there has had a row.
  private var hasRow: [Bool]

  init(plan: XMLPlan) {
    self.plan = plan
    values = Array(repeating: [], count: plan.columns.count)
    matches = Array(repeating: 0, count: plan.columns.count)
    hasRow = Array(repeating: false, count: plan.each.count + 1)
  }

  /// Hands over the rows gathered so far.
  mutating func takeBlock() -> XMLBlock {
    var full = XMLBlock(firstOrdinal: rowCount + 1)
    swap(&full, &block)
    return full
  }

  /// An element begins.
  mutating func start(_ name: Int?, _ attributes: borrowing XMLAttributes, _ place: Place) {
    depth += 1
    if depth > HostileInput.deepestElement { problem = .tooDeep }
    checkRowLength(place)
    let parent = frames.last.map { $0..<partials.count } ?? 0..<0
    frames.append(partials.count)
    for index in parent { follow(index, name, attributes) }
    guard matched == depth - 1, depth <= plan.each.count, name == plan.each[depth - 1] else {
      return
    }
    matched = depth
    longestMatch = max(longestMatch, depth)
    anchor(attributes)
    if depth == plan.each.count { rowStart = place }
  }

  /// Character data, in pieces.
  mutating func append(_ piece: borrowing Span<UInt8>) {
    guard let first = captures.first else { return }
    piece.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    if text.count - first.start > HostileInput.longestText { problem = .longText }
  }

  /// The innermost open element ends.
  mutating func end(_ place: Place) {
    checkRowLength(place)
    while let capture = captures.last, capture.depth == depth {
      captures.removeLast()
      take(capture.column, Array(text[capture.start...]))
    }
    if captures.isEmpty { text.removeAll(keepingCapacity: true) }
    if depth == plan.each.count, matched == depth { endRow(place) }
    if matched == depth { matched -= 1 }
    if let frame = frames.popLast() { partials.removeSubrange(frame...) }
    depth -= 1
  }

  private mutating func checkRowLength(_ place: Place) {
    guard let rowStart, place.end - rowStart.start > UInt64(HostileInput.longestRowElement) else {
      return
    }
    problem = .longRow
  }

  // Paths start from this element.
  private mutating func anchor(_ attributes: borrowing XMLAttributes) {
    hasRow[depth] = false
    for column in plan.columns.indices where plan.columns[column].anchorDepth == depth {
      values[column].removeAll(keepingCapacity: true)
      matches[column] = 0
      reach(column, 0, attributes)
    }
  }

  private mutating func follow(_ index: Int, _ name: Int?, _ attributes: borrowing XMLAttributes) {
    guard partials[index].name == name else { return }
    let column = partials[index].column
    let step = plan.columns[column].steps[partials[index].step]
    partials[index].seen += 1
    if let wanted = step.index, wanted != partials[index].seen { return }
    if let attribute = step.attribute, !attributes.has(attribute, step.value) { return }
    reach(column, partials[index].step + 1, attributes)
  }

  // So many steps of a path have been followed, down to the element that begins.
  private mutating func reach(_ column: Int, _ step: Int, _ attributes: borrowing XMLAttributes) {
    guard step == plan.columns[column].steps.count else {
      let name = plan.columns[column].steps[step].name
      partials.append(Partial(column: column, step: step, name: name))
      return
    }
    guard let attribute = plan.columns[column].attribute else {
      captures.append(Capture(column: column, depth: depth, start: text.count))
      return
    }
    var value: [UInt8] = []
    if attributes.append(attribute, to: &value) { take(column, value) }
  }

  private mutating func take(_ column: Int, _ value: [UInt8]) {
    let rule = plan.columns[column]
    if matches[column] > 0, rule.takesFirst { return }
    if rule.anchorDepth < plan.each.count, hasRow[rule.anchorDepth] {
      problem = .lateValue(path: rule.path)
    }
    matches[column] += 1
    let before = values[column].count
    if matches[column] > 1, let join = rule.join, before > 0 {
      values[column].append(contentsOf: join)
    }
    let joined = values[column].count
    appendCollapsed(value, to: &values[column])
    if values[column].count == joined { values[column].removeSubrange(before...) }
  }

  private func appendCollapsed(_ value: [UInt8], to cell: inout [UInt8]) {
    var hasGap = false
    var hasText = false
    for byte in value {
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        hasGap = true
        continue
      }
      if hasGap, hasText { cell.append(0x20) }
      cell.append(byte)
      hasGap = false
      hasText = true
    }
  }

  private mutating func endRow(_ end: Place) {
    guard let start = rowStart else { return }
    rowStart = nil
    let length = end.end - start.start
    for depth in hasRow.indices { hasRow[depth] = true }
    rowBytes += length
    rowCount += 1
    let refusal = appendCells()
    block.refusals.append(refusal)
    block.places.append(
      start: start.start,
      length: UInt32(clamping: length),
      line: UInt32(clamping: start.line)
    )
  }

  private mutating func appendCells() -> RuleCode {
    let firstByte = block.cells.count
    let firstEnd = block.ends.count
    var refusal = RuleCode.none
    for cell in plan.cells {
      let start = block.cells.count
      append(cell)
      if block.cells.count - start > HostileInput.longestCell { refusal = .oversized }
    }
    let isAmbiguous = plan.columns.indices.contains { column in
      matches[column] > 1 && plan.columns[column].join == nil
    }
    if isAmbiguous { refusal = .severalValues }
    guard refusal != .none else { return .none }
    block.cells.removeSubrange(firstByte...)
    for index in firstEnd..<block.ends.count { block.ends[index] = UInt32(firstByte) }
    return refusal
  }

  private mutating func append(_ cell: XMLPlan.Cell) {
    let start = block.cells.count
    var isFirst = true
    var hasText = false
    for column in cell.columns {
      if values[column].isEmpty, !cell.keepsEmptyParts { continue }
      if !isFirst { block.cells.append(contentsOf: cell.join) }
      isFirst = false
      hasText = hasText || !values[column].isEmpty
      block.cells.append(contentsOf: values[column])
    }
    if !hasText { block.cells.removeSubrange(start...) }
    block.ends.append(UInt32(truncatingIfNeeded: block.cells.count))
  }
}
