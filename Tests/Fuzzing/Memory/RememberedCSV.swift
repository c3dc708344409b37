package import RecordModel

/// Reads delimited text as `CSVSource` does, but compares a header with the settings only once.
///
/// Every input of a trial has the same header, and to match it costs more than to read all its rows.
package struct RememberedCSV: Source, LineFormat {
  private let source: CSVSource
  private let memory: HeaderMemory
  private let blockSize: Int

  package init(_ source: CSVSource, _ memory: HeaderMemory, blockSize: Int) {
    self.source = source
    self.memory = memory
    self.blockSize = blockSize
  }

  var settings: SourceSettings { source.settings }
  var encoding: CharacterEncoding { source.encoding }
  var framer: RowFramer { source.framer }

  func columns(
    of first: ArraySlice<UInt8>,
    at place: ColumnMatching.Place
  ) throws(ExportError) -> ColumnMap {
    guard let key = key(first) else { return try source.columns(of: first, at: place) }
    if let known = memory.maps[key] { return known }
    let found = try source.columns(of: first, at: place)
    memory.maps[key] = found
    return found
  }

  /// What a map depends on: the header, or how many cells the first row has, and whether the last is empty.
  private func key(_ first: ArraySlice<UInt8>) -> [UInt8]? {
    if settings.hasHeader { return Array(first) }
    guard let cells = source.cellParser.cells(of: first), cells.count < 256 else { return nil }
    return [UInt8(cells.count), cells.last == "" ? 1 : 0]
  }

  package func read(
    _ export: ExportFile,
    emit: (CSVBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    var reading = try LineReading(self, export, blockSize: blockSize)
    try reading.run(emit)
    return reading.book
  }

  package func table(of block: CSVBlock) throws(ExportError) -> RecordBatch {
    source.table(of: block)
  }

  package func parse(_ block: CSVBlock) throws(ExportError) -> RecordBatch {
    try source.parse(block)
  }
}

/// The headers that one variety has met.
// libFuzzer calls from one thread.
package final class HeaderMemory: @unchecked Sendable {
  fileprivate var maps: [[UInt8]: ColumnMap] = [:]

  package init() {}
}
