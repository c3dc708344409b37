import RecordModel

/// The cells of a block's rows, as libcsv reads them.
struct CellParser {
  let form: CellForm
  /// How to decode bytes from 0x80 up; nil for UTF-8.
  let table: SingleByteTable?

  /// Parses the usable rows of a block; the others get empty cells.
  func parse(_ block: CSVBlock) -> CellTable {
    let traits = BlockTraits(block.bytes.span)
    let map = block.columns
    var result = CellTable()
    result.refusals = block.rows.map(\.refusal)
    let capacity = arenaSize(block, traits)
    let slots = block.rows.count * map.columnCount + map.cellsInFile
    result.cells = [UInt8](unsafeUninitializedCapacity: capacity) { arena, used in
      result.ends = [UInt32](unsafeUninitializedCapacity: slots) { ends, count in
        block.bytes.withUnsafeBufferPointer { bytes in
          var sink = CellSink(arena, ends, map, bytes, form)
          sink.table = table
          sink.run { sink in
            for (index, row) in block.rows.enumerated() {
              guard row.refusal == .none, row.ignored == 0 else {
                sink.appendEmptyRow()
                continue
              }
              let start = Int(row.start)
              let line = UnsafeBufferPointer(rebasing: bytes[start...start + Int(row.length)])
              result.refusals[index] = sink.append(line, traits)
            }
          }
          used = sink.used
          count = sink.endCount
        }
      }
    }
    return result
  }

  /// The decoded cells of one row, for headers; nil when the row cannot be read.
  func cells(of row: some Sequence<UInt8>) -> [String]? {
    let bytes = Array(row) + [0x0A]
    let traits = BlockTraits(bytes.span)
    let most = HostileInput.mostColumns * 4
    var ends: [UInt32] = []
    var refusal = RuleCode.none
    let cells = [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 64) { arena, used in
      ends = [UInt32](unsafeUninitializedCapacity: most + 1) { ends, count in
        bytes.withUnsafeBufferPointer { bytes in
          var sink = CellSink(arena, ends, nil, bytes, form)
          sink.most = most
          sink.table = table
          sink.run { refusal = $0.append(bytes, traits) }
          used = sink.used
          count = sink.endCount
        }
      }
    }
    guard refusal == .none else { return nil }
    let starts = [0] + ends.dropLast().map(Int.init)
    return zip(starts, ends).map { String(decoding: cells[$0..<Int($1)], as: UTF8.self) }
  }

  // Room for what libcsv reads, what decoding adds, and what composed cells repeat.
  private func arenaSize(_ block: CSVBlock, _ traits: BlockTraits) -> Int {
    let parts = block.columns.composed.reduce(0) { $0 + $1.parts.count }
    let joins = block.columns.composed.reduce(0) { $0 + $1.parts.count * $1.join.count }
    let decoded = block.bytes.count + (table == nil ? 0 : traits.highBytes * 2)
    return decoded * (1 + parts) + block.rows.count * (1 + joins) + 64
  }
}
