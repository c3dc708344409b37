import RecordModel

/// Gathers the cells of each row element while the parser walks through the file.
struct XMLRowCollector: ~Copyable {
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
  /// Where the next value is looked for first.
  private var awaited = 0
  private var text: [UInt8] = []
  private var row: XMLRowValues
  private var rowStart: Place?
  /// Where the element began that is a row when it holds none.
  private var outerStart: Place?
  /// For each depth: says whether the open element there has had a row.
  private var hasRow: [Bool]
  private let rowDepth: Int
  private let outerDepth: Int

  init(plan: XMLPlan) {
    self.plan = plan
    row = XMLRowValues(plan: plan)
    rowDepth = plan.each.count
    outerDepth = plan.outerDepth
    hasRow = Array(repeating: false, count: plan.each.count + 1)
  }

  /// Hands over the rows gathered so far.
  mutating func takeBlock() -> XMLBlock {
    var full = XMLBlock(firstOrdinal: rowCount + 1)
    swap(&full, &block)
    return full
  }

  /// An element begins.
  ///
  /// Its name is a number; nil for one that no path has, or that is foreign.
  mutating func start(_ name: Int?, _ attributes: borrowing XMLAttributes, _ place: Place) {
    depth += 1
    if depth > HostileInput.deepestElement { problem = .tooDeep }
    checkRowLength(place)
    let end = partials.count
    let parent = frames.last ?? end
    frames.append(end)
    guard let name else { return }
    for index in parent..<end where partials[index].name == name { follow(index, attributes) }
    guard matched == depth - 1 else { return }
    if matched > 0 { lookUp(name, attributes) }
    guard depth <= rowDepth, name == plan.each[depth - 1] else { return }
    matched = depth
    longestMatch = max(longestMatch, depth)
    anchor(attributes)
    if depth == rowDepth { rowStart = place }
    if depth == outerDepth { outerStart = place }
  }

  /// Says whether the element that holds the rows is open, and nothing is being gathered.
  var isBetweenRows: Bool {
    rowDepth > 1 && depth == rowDepth - 1 && matched == depth && captures.isEmpty && problem == nil
  }

  /// An element without attributes inside a row that holds text alone, or nothing.
  mutating func leaf(
    _ name: Int,
    _ piece: borrowing Span<UInt8>,
    _ none: borrowing XMLAttributes,
    _ place: Place
  ) {
    guard captures.isEmpty else { return inCapture(name, piece, none, place) }
    guard name >= 0, depth >= rowDepth else { return }
    let first = frames.last ?? partials.count
    let column = plan.pathOfName[name]
    guard column >= 0 else {
      // Nothing to do where no path waits for this name.
      for index in first..<partials.count where partials[index].name == name {
        return inCapture(name, piece, none, place)
      }
      return
    }
    guard isAwaited(column, name, from: first) else { return }
    if accepts(column) { row.add(piece, to: column, plan) }
  }

  /// Says whether the innermost open element is where the last step of a path is to be found.
  ///
  /// The path's name has no other use, so it waits there once or not at all.
  @inline(__always)
  private mutating func isAwaited(_ column: Int, _ name: Int, from first: Int) -> Bool {
    if awaited < partials.count, awaited >= first, partials[awaited].column == column,
      partials[awaited].name == name
    {
      awaited += 1
      return true
    }
    for index in first..<partials.count
    where partials[index].column == column && partials[index].name == name {
      // Rows mostly have their values in the order of the paths.
      awaited = index + 1
      return true
    }
    return false
  }

  private mutating func inCapture(
    _ name: Int,
    _ piece: borrowing Span<UInt8>,
    _ none: borrowing XMLAttributes,
    _ place: Place
  ) {
    start(name < 0 ? nil : name, none, place)
    append(piece)
    end(place)
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
      guard accepts(capture.column) else { continue }
      // Taken out while it is read: no copy, and no access to the collector as a whole.
      var gathered: [UInt8] = []
      swap(&gathered, &text)
      row.add(gathered.span.extracting(capture.start..<gathered.count), to: capture.column, plan)
      swap(&gathered, &text)
    }
    if captures.isEmpty, !text.isEmpty { text.removeAll(keepingCapacity: true) }
    if matched == depth {
      if depth == rowDepth {
        endRow(rowStart, place)
        rowStart = nil
      } else if depth == outerDepth, !hasRow[depth] {
        endRow(outerStart, place)
      }
      matched -= 1
    }
    if let frame = frames.popLast(), frame < partials.count {
      partials.removeLast(partials.count - frame)
    }
    depth -= 1
  }

  private mutating func checkRowLength(_ place: Place) {
    guard let rowStart, place.end - rowStart.start > UInt64(plan.shape.longestRow) else { return }
    problem = .longRow
  }

  // Paths start from this element.
  private mutating func anchor(_ attributes: borrowing XMLAttributes) {
    hasRow[depth] = false
    for column in plan.columns.indices {
      let start = plan.columns[column].anchorDepth
      guard start == depth || start > depth && depth == outerDepth else { continue }
      row.forget(column)
      if start == depth, !plan.columns[column].isKeyed { reach(column, 0, attributes) }
    }
  }

  // Paths below the matched element that are found by what an attribute of their first step says.
  private mutating func lookUp(_ name: Int, _ attributes: borrowing XMLAttributes) {
    for table in 0..<plan.keyed.tableCount {
      for hit in plan.keyed.hits(table, name, below: matched, attributes) {
        let column = plan.keyed.column(table, hit)
        if fits(plan.columns[column].steps.lowerBound, attributes) { reach(column, 1, attributes) }
      }
    }
  }

  private mutating func follow(_ index: Int, _ attributes: borrowing XMLAttributes) {
    let column = partials[index].column
    let step = plan.columns[column].steps.lowerBound + partials[index].step
    partials[index].seen += 1
    let wanted = plan.steps[step].index
    if wanted > 0, wanted != partials[index].seen { return }
    if fits(step, attributes) { reach(column, partials[index].step + 1, attributes) }
  }

  private func fits(_ step: Int, _ attributes: borrowing XMLAttributes) -> Bool {
    for index in plan.steps[step].conditions where !attributes.meet(plan.conditions[index]) {
      return false
    }
    return true
  }

  // So many steps of a path have been followed, down to the element that begins.
  private mutating func reach(_ column: Int, _ step: Int, _ attributes: borrowing XMLAttributes) {
    let rule = plan.columns[column]
    guard step == rule.steps.count else {
      let name = plan.steps[rule.steps.lowerBound + step].name
      partials.append(Partial(column: column, step: step, name: name))
      return
    }
    if rule.item >= 0, let position = attributes.position(of: plan.itemNumber),
      attributes.order(position, plan.items[rule.item].number) != 0
    {
      row.note(column)
    }
    if rule.isCounted {
      row.count(column)
    } else if rule.attribute < 0 {
      captures.append(Capture(column: column, depth: depth, start: text.count))
    } else {
      attributes.read(rule.attribute) { value in
        if accepts(column) { row.add(value, to: column, plan) }
      }
    }
  }

  /// Says whether a value of a path is wanted; one that comes too late is a mistake of the file.
  private mutating func accepts(_ column: Int) -> Bool {
    let rule = plan.columns[column]
    if rule.takesFirst, row.hasMatch(column) { return false }
    if rule.anchorDepth < rowDepth, hasRow[rule.anchorDepth] {
      problem = .lateValue(path: plan.paths[column])
    }
    return true
  }

  private mutating func endRow(_ start: Place?, _ end: Place) {
    guard let start else { return }
    let length = end.end - start.start
    if length > UInt64(plan.shape.longestRow) { problem = .longRow }
    for depth in hasRow.indices { hasRow[depth] = true }
    rowBytes += length
    rowCount += 1
    row.finish(plan, into: &block)
    block.places.append(
      start: start.start,
      length: UInt32(clamping: length),
      line: UInt32(clamping: start.line)
    )
  }
}
