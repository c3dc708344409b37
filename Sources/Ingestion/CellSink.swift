import CLibCSV
import Glibc
import RecordModel

/// Splits rows into cells: ordinary ones with `CellSplitter`, the others with libcsv.
///
/// This file owns every libcsv pointer. libcsv is fed one framed row at a time, in its default mode,
/// and writes straight into our arena: `csv_parse` looks up `entry_buf` again after each callback, so
/// the callback only moves that pointer on. This leans on public fields of libcsv 3.0.3 and is pinned
/// by tests. A cell is never longer than what was read, and the arena has room for all rows, so
/// libcsv never grows a buffer; if it tried, it would be refused.
struct CellSink {
  private let arena: UnsafeMutableBufferPointer<UInt8>
  private let ends: UnsafeMutableBufferPointer<UInt32>
  private let map: ColumnMap?
  private let form: CellForm
  private let parser: UnsafeMutablePointer<csv_parser>
  private let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(
    capacity: HostileInput.longestRow + 64
  )
  /// A row as libcsv reads it, where it does not know the source's form.
  private let rewritten: UnsafeMutableBufferPointer<UInt8>?
  var table: SingleByteTable?
  /// Behind the last byte that may be read; rows near it are left to libcsv.
  private let limit: UnsafePointer<UInt8>?
  private let splitter: CellSplitter?
  /// Cells a row may have.
  var most: Int
  private(set) var used = 0
  private(set) var endCount = 0
  private var cellsInRow = 0
  private var rowsEnded = 0

  init(
    _ arena: UnsafeMutableBufferPointer<UInt8>,
    _ ends: UnsafeMutableBufferPointer<UInt32>,
    _ map: ColumnMap?,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ form: CellForm
  ) {
    limit = bytes.baseAddress.map { $0 + bytes.count }
    let isOrdinary = form.longDelimiter.isEmpty && form.quotes == .doubled
    splitter =
      isOrdinary ? CellSplitter(delimiter: form.delimiter, trims: form.skipsSpaces) : nil
    self.arena = arena
    self.ends = ends
    self.map = map
    self.form = form
    rewritten = form.rewritingBuffer()
    most = map?.cellsInFile ?? 0
    parser = .allocate(capacity: 1)
  }

  /// Lends the sink to `body` and frees its memory afterwards.
  mutating func run(_ body: (inout CellSink) -> Void) {
    start()
    body(&self)
    parser.deallocate()
    scratch.deallocate()
    rewritten?.deallocate()
  }

  private func start() {
    csv_init(parser, 0)
    csv_set_delim(parser, rewritten == nil ? form.delimiter : 0x2C)
    // A row with a zero byte is refused before it comes here.
    if rewritten == nil, form.quotes == .literal { csv_set_quote(parser, 0) }
    // The arena is ours: libcsv may neither grow nor free it.
    csv_set_realloc_func(parser) { _, _ in nil }
    csv_set_free_func(parser) { _ in }
    if !form.skipsSpaces { csv_set_space_func(parser) { _ in 0 } }
  }

  mutating func appendEmptyRow() {
    for _ in 0..<(map?.columnCount ?? 0) { endCell() }
  }

  /// Parses one row with its line end; says why it is refused, if it is.
  mutating func append(_ line: UnsafeBufferPointer<UInt8>, _ traits: BlockTraits) -> RuleCode {
    let usedBefore = used
    let endsBefore = endCount
    let refusal = parse(line, traits)
    guard refusal == .none else {
      used = usedBefore
      endCount = endsBefore
      appendEmptyRow()
      return refusal
    }
    return .none
  }

  private mutating func parse(
    _ line: UnsafeBufferPointer<UInt8>,
    _ traits: BlockTraits
  ) -> RuleCode {
    if traits.hasZeros, line.contains(0) { return .unreadableBytes }
    let isPlain = traits.highBytes == 0 || line.isASCII
    if !isPlain, table == nil, !isUTF8(line) { return .unreadableBytes }
    let start = used
    let firstEnd = endCount
    guard split(line) || feed(line) else { return .brokenQuotes }
    if let map {
      guard cellsInRow == map.cellsInFile else { return .wrongCellCount }
      if map.hasTrailingCell, !dropTrailingCell() { return .wrongCellCount }
    }
    if !isPlain, let table, !decode(from: start, firstEnd, table) { return .unreadableBytes }
    if let map { for composed in map.composed { compose(composed, firstEnd, start) } }
    return hasLongCell(from: start, firstEnd) ? .oversized : .none
  }

  private func isUTF8(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? UTF8Span(validating: line.span)) != nil
  }

  /// Splits a row without libcsv, where the answer is the same.
  private mutating func split(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let slack = CellSplitter.slack
    guard let splitter, let row = line.baseAddress, let base = arena.baseAddress,
      let ends = ends.baseAddress, let limit,
      row + line.count + slack <= limit, arena.count - used >= line.count + slack
    else { return false }
    let target = CellSplitter.Target(
      cells: base + used,
      used: used,
      ends: ends + endCount,
      most: most
    )
    guard let found = splitter.split(row, line.count - 1, into: target) else { return false }
    cellsInRow = found.cells
    used += found.bytes
    endCount += min(found.cells, most)
    return true
  }

  private mutating func feed(_ delivered: UnsafeBufferPointer<UInt8>) -> Bool {
    let line = form.libCSVs(delivered, rewritten)
    cellsInRow = 0
    rowsEnded = 0
    aim()
    let taken = withUnsafeMutablePointer(to: &self) { sink in
      csv_parse(
        sink.pointee.parser,
        line.baseAddress,
        line.count,
        { text, length, sink in
          sink?.assumingMemoryBound(to: CellSink.self).pointee.takeCell(text, length)
        },
        { _, sink in sink?.assumingMemoryBound(to: CellSink.self).pointee.rowsEnded += 1 },
        sink
      )
    }
    guard taken == line.count, rowsEnded == 1, parser.pointee.pstate == 0 else {
      // Never `csv_fini` here: it would hand out the broken cell as a good one.
      start()
      return false
    }
    return true
  }

  private func aim() {
    parser.pointee.entry_buf = arena.baseAddress.map { $0 + used }
    parser.pointee.entry_size = arena.count - used
  }

  private mutating func takeCell(_ text: UnsafeMutableRawPointer?, _ length: Int) {
    cellsInRow += 1
    // Surplus cells are counted and written over.
    guard cellsInRow <= most, let base = arena.baseAddress else { return }
    var kept = length
    if form.skipsSpaces, length > 0 {
      // Unquoted cells come trimmed already.
      let cell = base + used
      while kept > 0, isSpace(cell[kept - 1]) { kept -= 1 }
      var front = 0
      while front < kept, isSpace(cell[front]) { front += 1 }
      kept -= front
      if front > 0 { memmove(cell, cell + front, kept) }
    }
    used += kept
    endCell()
    aim()
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func endCell() {
    ends[endCount] = UInt32(truncatingIfNeeded: used)
    endCount += 1
  }

  private mutating func dropTrailingCell() -> Bool {
    let before = endCount > 1 ? Int(ends[endCount - 2]) : 0
    guard before == used else { return false }
    endCount -= 1
    return true
  }

  private mutating func decode(from start: Int, _ firstEnd: Int, _ table: SingleByteTable) -> Bool {
    let length = used - start
    guard length > 0, let base = arena.baseAddress, let copy = scratch.baseAddress else {
      return true
    }
    memcpy(copy, base + start, length)
    var read = 0
    used = start
    for index in firstEnd..<endCount {
      let end = Int(ends[index]) - start
      while read < end {
        var packed = table[scratch[read]]
        guard packed != 0 else { return false }
        while packed != 0 {
          arena[used] = UInt8(truncatingIfNeeded: packed)
          used += 1
          packed >>= 8
        }
        read += 1
      }
      ends[index] = UInt32(truncatingIfNeeded: used)
    }
    return true
  }

  private mutating func compose(_ composed: ColumnMap.Composed, _ firstEnd: Int, _ rowStart: Int) {
    let start = used
    var isFirst = true
    var hasText = false
    for part in composed.parts {
      let from = part == 0 ? rowStart : Int(ends[firstEnd + part - 1])
      let length = Int(ends[firstEnd + part]) - from
      if length == 0, !composed.keepsEmptyParts { continue }
      if !isFirst {
        for byte in composed.join {
          arena[used] = byte
          used += 1
        }
      }
      isFirst = false
      hasText = hasText || length > 0
      guard length > 0, let base = arena.baseAddress else { continue }
      memcpy(base + used, base + from, length)
      used += length
    }
    if !hasText { used = start }
    endCell()
  }

  private func hasLongCell(from start: Int, _ firstEnd: Int) -> Bool {
    guard used - start > HostileInput.longestCell else { return false }
    var from = start
    for index in firstEnd..<endCount {
      if Int(ends[index]) - from > HostileInput.longestCell { return true }
      from = Int(ends[index])
    }
    return false
  }
}
