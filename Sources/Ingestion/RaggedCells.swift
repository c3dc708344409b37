import RecordModel

/// The cells of rows that may have any number of them each.
struct RaggedCells {
  var cells: [UInt8] = []
  var ends: [UInt32] = []
  /// For each row the number of cells up to its end; a refused row adds none.
  var rowEnds: [Int] = []
  var refusals: [RuleCode] = []

  /// Where a cell lies in `cells`; cells are counted through all rows.
  func range(_ cell: Int) -> Range<Int> {
    (cell == 0 ? 0 : Int(ends[cell - 1]))..<Int(ends[cell])
  }

  /// The cells of a row.
  func cells(of row: Int) -> Range<Int> { (row == 0 ? 0 : rowEnds[row - 1])..<rowEnds[row] }
}

/// Rows without a common number of cells, read by the same rules as all others.
extension CellParser {
  /// Parses the usable rows of a block.
  func ragged(_ block: RecordBlock) -> RaggedCells {
    let traits = BlockTraits(block.bytes.span)
    // A row has one cell more than it has delimiters.
    let slots = block.bytes.reduce(block.rows.count + 1) { $0 + ($1 == form.delimiter ? 1 : 0) }
    let capacity = block.bytes.count + (table == nil ? 0 : traits.highBytes * 2) + 64
    var result = RaggedCells()
    result.refusals = block.rows.map(\.refusal)
    result.rowEnds.reserveCapacity(block.rows.count)
    result.cells = [UInt8](unsafeUninitializedCapacity: capacity) { arena, used in
      result.ends = [UInt32](unsafeUninitializedCapacity: slots) { ends, count in
        block.bytes.withUnsafeBufferPointer { bytes in
          var sink = CellSink(arena, ends, nil, bytes, form)
          sink.most = slots
          sink.table = table
          sink.run { sink in
            for (index, row) in block.rows.enumerated() {
              if row.refusal == .none, row.ignored == 0 {
                let start = Int(row.start)
                let line = UnsafeBufferPointer(rebasing: bytes[start...start + Int(row.length)])
                result.refusals[index] = sink.append(line, traits)
              }
              result.rowEnds.append(sink.endCount)
            }
          }
          used = sink.used
          count = sink.endCount
        }
      }
    }
    return result
  }
}
