import RecordModel

/// Reads the cells of rows from the segments they are made of, row after row.
struct HL7Values {
  private let plan: HL7Plan
  private let trims: Bool
  private let table: SingleByteTable?
  private(set) var cells: [UInt8] = []
  private(set) var ends: [UInt32] = []
  private(set) var refusals: [RuleCode] = []
  private var problem = RuleCode.none
  private var readsMerges = false
  private var escapes = HL7Escapes()

  init(_ plan: HL7Plan, trims: Bool, table: SingleByteTable?) {
    self.plan = plan
    self.trims = trims
    self.table = table
  }

  /// Reads one row; a refused one has empty cells.
  mutating func append(_ row: HL7Block.Row, of block: borrowing HL7Block) {
    let segments = HL7Segments(row, block)
    problem = row.refusal
    if problem == .none { problem = refusal(of: segments, block.text.span) }
    let firstByte = cells.count
    let firstEnd = ends.count
    for cell in plan.cells {
      if problem == .none { append(cell, segments, block.text.span) }
      ends.append(UInt32(truncatingIfNeeded: cells.count))
    }
    refusals.append(problem)
    guard problem != .none else { return }
    cells.removeSubrange(firstByte...)
    for index in firstEnd..<ends.count { ends[index] = UInt32(truncatingIfNeeded: firstByte) }
  }

  private mutating func refusal(of segments: HL7Segments, _ text: Span<UInt8>) -> RuleCode {
    let event = segments.event(text)
    readsMerges = event == .mergesPatients
    if event == .takesBack { return .takenBack }
    return segments.hasPatient ? .none : .noPatient
  }

  private mutating func append(
    _ cell: HL7Plan.Cell,
    _ segments: HL7Segments,
    _ text: Span<UInt8>
  ) {
    let start = cells.count
    var isFirst = true
    var hasText = false
    for column in cell.columns {
      let before = cells.count
      if !isFirst { cells += cell.join }
      let joined = cells.count
      append(column, segments, text)
      if cells.count == joined, !cell.keepsEmptyParts {
        cells.removeSubrange(before...)
        continue
      }
      hasText = hasText || cells.count > joined
      isFirst = false
    }
    if !hasText { cells.removeSubrange(start...) }
    if cells.count - start > HostileInput.longestCell { problem = .oversized }
    guard table == nil else { return }
    let isUTF8 = cells.span.extracting(start..<cells.count).withUnsafeBufferPointer {
      (try? UTF8Span(validating: $0.span)) != nil
    }
    if !isUTF8 { problem = .unreadableBytes }
  }

  /// The first alternative that says anything, unless that is what it may not say.
  private mutating func append(
    _ column: HL7Plan.Column,
    _ segments: HL7Segments,
    _ text: Span<UInt8>
  ) {
    let start = cells.count
    for alternative in column.path.alternatives where cells.count == start {
      for place in alternative {
        let before = cells.count
        if before > start { cells.append(0x20) }
        let joined = cells.count
        append(place, column, segments, text)
        if cells.count == joined { cells.removeSubrange(before...) }
      }
    }
    guard let exception = column.path.exception, cells.count > start else { return }
    let middle = cells.count
    append(exception, column, segments, text)
    let isExcepted = cells[start..<middle] == cells[middle...]
    cells.removeSubrange((isExcepted ? start : middle)...)
  }

  private mutating func append(
    _ place: HL7Path.Place,
    _ column: HL7Plan.Column,
    _ segments: HL7Segments,
    _ text: Span<UInt8>
  ) {
    // Elsewhere MRG tells of accounts and visits, and a number there must not merge people.
    if place.segment == .merge, !readsMerges { return }
    var found = FoundValues(start: cells.count, takesFirst: column.takesFirst)
    for segment in segments.all where segment.name == place.segment && !found.isEnough {
      guard segments.holds(place.condition, segment, text) else { continue }
      guard let field = segments.field(place.field, of: segment, text) else {
        if segment.isCut { problem = .oversized }
        continue
      }
      if segment.isCut, field.upperBound == segment.end { problem = .oversized }
      append(field, place, column, segments, segment, text, &found)
    }
  }

  private mutating func append(
    _ field: Range<Int>,
    _ place: HL7Path.Place,
    _ column: HL7Plan.Column,
    _ segments: HL7Segments,
    _ segment: HL7Segments.Piece,
    _ text: Span<UInt8>,
    _ found: inout FoundValues
  ) {
    if column.join != nil, place.repetition == .first {
      var from = field.lowerBound
      while from <= field.upperBound, !found.isEnough {
        let end = segments.end(of: from..<field.upperBound, segments.separators.repetition, text)
        take(from..<end, place, column, segments, segment, text, &found)
        from = end + 1
      }
    } else if let range = segments.repetition(place.repetition, of: field, text) {
      take(range, place, column, segments, segment, text, &found)
    }
  }

  /// Adds the value of one repetition to those before it, as the column says.
  private mutating func take(
    _ repetition: Range<Int>,
    _ place: HL7Path.Place,
    _ column: HL7Plan.Column,
    _ segments: HL7Segments,
    _ segment: HL7Segments.Piece,
    _ text: Span<UInt8>,
    _ found: inout FoundValues
  ) {
    guard let range = segments.value(place, in: repetition, segment, text) else { return }
    let before = cells.count
    if found.count > 0, let join = column.join { cells += join }
    let start = cells.count
    appendDecoded(text.extracting(range), segments.separators)
    if cells.count == start {
      cells.removeSubrange(before...)
      return
    }
    found.count += 1
    if found.count == 1 {
      found.firstEnd = cells.count
    } else if column.join == nil {
      // The same words again are no contradiction.
      if cells[found.start..<found.firstEnd] != cells[start...] { problem = .severalValues }
      cells.removeSubrange(before...)
    }
  }

  /// Appends a value without its escapes, trimmed, as UTF-8.
  private mutating func appendDecoded(_ value: Span<UInt8>, _ separators: HL7Separators) {
    // Two quotes say that there is nothing, whatever was said before.
    if value.count == 2, value[0] == 0x22, value[1] == 0x22 { return }
    if !escapes.decode(value, separators) { problem = .unreadableBytes }
    var range = 0..<escapes.text.count
    if trims {
      while let first = range.first, isSpace(escapes.text[first]) { range.removeFirst() }
      while let last = range.last, isSpace(escapes.text[last]) { range.removeLast() }
    }
    guard let table else {
      cells += escapes.text[range]
      return
    }
    for index in range {
      var packed = table[escapes.text[index]]
      if packed == 0 { problem = .unreadableBytes }
      while packed != 0 {
        cells.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// Values met so far for one column of one row.
private struct FoundValues {
  let start: Int
  let takesFirst: Bool
  var count = 0
  var firstEnd = 0

  init(start: Int, takesFirst: Bool) {
    self.start = start
    self.takesFirst = takesFirst
  }

  var isEnough: Bool { takesFirst && count > 0 }
}
