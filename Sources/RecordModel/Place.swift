/// Where each row of a batch stands in its export: the way back from any output to the original bytes.
package struct PlaceColumns: Sendable {
  /// Offset of the row's first byte in the export as delivered.
  package var start: [UInt64] = []
  /// Bytes of the row as delivered, without its line end.
  package var length: [UInt32] = []
  /// First line of the row, counted from 1.
  package var line: [UInt32] = []

  package init() {}

  package var count: Int { start.count }

  /// Makes room for the places of so many rows.
  package mutating func reserveCapacity(_ count: Int) {
    start.reserveCapacity(count)
    length.reserveCapacity(count)
    line.reserveCapacity(count)
  }

  package mutating func append(start: UInt64, length: UInt32, line: UInt32) {
    self.start.append(start)
    self.length.append(length)
    self.line.append(line)
  }
}

/// One row's place, for messages and reports.
package struct Place: Sendable, Hashable {
  package var export: ContentDigest
  /// Rows are counted from 1 in the order of the export.
  package var ordinal: UInt64
  package var start: UInt64
  package var length: UInt32
  package var line: UInt32

  package init(export: ContentDigest, ordinal: UInt64, start: UInt64, length: UInt32, line: UInt32)
  {
    self.export = export
    self.ordinal = ordinal
    self.start = start
    self.length = length
    self.line = line
  }
}
