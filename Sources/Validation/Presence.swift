import RecordModel

/// For each row of a batch, which of up to eight text values it has.
struct Presence {
  /// Bit i is set when the row has the i-th of the values asked for.
  let bits: [UInt8]

  init(of values: [TextValue], in batch: RecordBatch) {
    precondition(values.count <= 8, "one bit a value")
    var bits = [UInt8](repeating: 0, count: batch.rowCount)
    for (index, value) in values.enumerated() {
      Self.mark(batch.values[value].ends, bit: 1 &<< UInt8(index), in: &bits)
    }
    self.bits = bits
  }

  private static func mark(_ column: [UInt32], bit: UInt8, in bits: inout [UInt8]) {
    let ends = column.span
    var marks = bits.mutableSpan
    var start: UInt32 = 0
    for row in 0..<marks.count {
      marks[row] |= ends[row] == start ? 0 : bit
      start = ends[row]
    }
  }
}
