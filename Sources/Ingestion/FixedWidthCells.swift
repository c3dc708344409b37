import RecordModel

/// Cuts the rows of a block into cells by position.
///
/// What makes a row unfit is said at `FixedWidthSource`.
struct FixedWidthCells {
  private let plan: FixedWidthPlan
  private let trims: Bool
  private let countsBytes: Bool
  private let isDecoded: Bool
  private let table: SingleByteTable?

  init(
    _ plan: FixedWidthPlan,
    _ settings: SourceSettings,
    _ encoding: CharacterEncoding,
    _ table: SingleByteTable?
  ) {
    self.plan = plan
    self.table = table
    trims = settings.trims
    countsBytes = settings.recordLength != nil
    isDecoded = encoding.isDecodedFirst
  }

  /// The cells of all rows; refused and ignored rows get empty ones.
  func cut(_ block: CSVBlock) -> CellTable {
    let traits = BlockTraits(block.bytes.span)
    var result = CellTable()
    result.refusals = block.rows.map(\.refusal)
    result.cells.reserveCapacity(block.bytes.count + (table == nil ? 0 : traits.highBytes * 2))
    result.ends.reserveCapacity(block.rows.count * block.columns.columnCount)
    for (index, row) in block.rows.enumerated() {
      let usedBefore = result.cells.count
      let endsBefore = result.ends.count
      if row.refusal == .none, row.ignored == 0 {
        let start = Int(row.start)
        let refusal = append(start..<start + Int(row.length), block, traits, &result)
        if refusal == .none { continue }
        result.refusals[index] = refusal
        result.cells.removeLast(result.cells.count - usedBefore)
        result.ends.removeLast(result.ends.count - endsBefore)
      }
      for _ in 0..<block.columns.columnCount { result.ends.append(UInt32(clamping: usedBefore)) }
    }
    return result
  }

  private func append(
    _ row: Range<Int>,
    _ block: CSVBlock,
    _ traits: BlockTraits,
    _ result: inout CellTable
  ) -> RuleCode {
    let bytes = block.bytes
    if traits.hasZeros, bytes[row].contains(0) { return .unreadableBytes }
    let isSingleByte = table != nil || traits.highBytes == 0
    guard let places = RowCharacters(row, of: bytes, isSingleByte: isSingleByte) else {
      return .unreadableBytes
    }
    guard fits(places, bytes) else { return .wrongCellCount }
    let firstEnd = result.ends.count
    let start = result.cells.count
    for column in plan.columns {
      let before = result.cells.count
      let cell = trimmed(places.bytes(column.range), bytes)
      guard decode(bytes[cell], to: &result.cells) else { return .unreadableBytes }
      guard result.cells.count - before <= HostileInput.longestCell else { return .oversized }
      result.ends.append(UInt32(clamping: result.cells.count))
    }
    for composed in block.columns.composed {
      let before = result.cells.count
      compose(composed, firstEnd, start, &result)
      guard result.cells.count - before <= HostileInput.longestCell else { return .oversized }
    }
    return .none
  }

  /// Says whether a row is as long as its columns ask for.
  func fits(_ places: RowCharacters, _ bytes: [UInt8]) -> Bool {
    // A writer that counts bytes has shifted what stands behind a character of several.
    if countsBytes { return isDecoded || !places.hasLongCharacters }
    if places.count >= plan.width {
      let rest = places.bytes(plan.width..<places.count)
      return bytes[rest].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    return !plan.columns.contains { column in
      column.isNumber && column.range.lowerBound < places.count
        && column.range.upperBound > places.count
    }
  }

  private func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    guard trims else { return range }
    var (first, end) = (range.lowerBound, range.upperBound)
    while first < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    while first < end, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    return first..<end
  }

  private func decode(_ cell: ArraySlice<UInt8>, to cells: inout [UInt8]) -> Bool {
    guard let table else {
      cells += cell
      return true
    }
    for byte in cell {
      var packed = table[byte]
      guard packed != 0 else { return false }
      while packed != 0 {
        cells.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
    }
    return true
  }

  private func compose(
    _ composed: ColumnMap.Composed,
    _ firstEnd: Int,
    _ rowStart: Int,
    _ result: inout CellTable
  ) {
    let start = result.cells.count
    var isFirst = true
    var hasText = false
    for part in composed.parts {
      let from = part == 0 ? rowStart : Int(result.ends[firstEnd + part - 1])
      let end = Int(result.ends[firstEnd + part])
      if from == end, !composed.keepsEmptyParts { continue }
      if !isFirst { result.cells += composed.join }
      isFirst = false
      hasText = hasText || from < end
      for index in from..<end { result.cells.append(result.cells[index]) }
    }
    if !hasText { result.cells.removeLast(result.cells.count - start) }
    result.ends.append(UInt32(clamping: result.cells.count))
  }
}
