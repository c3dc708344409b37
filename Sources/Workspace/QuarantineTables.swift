package import RecordModel

/// How many rows of an export one rule refused.
package struct RefusedCount: Sendable, Equatable {
  /// The name the export was delivered under.
  package var export: String
  package var rule: String
  package var rows: UInt64
}

extension QuarantineStore {
  /// Counts the refused rows of a run by rule and export, from the tables beside the rows.
  ///
  /// Ordered by rule, then export. Empty when the run refused nothing.
  package func counts(run: String) throws(StoreError) -> [RefusedCount] {
    try FileSystem.checkName(run)
    let folder = folder.file("quarantine/\(run)")
    var counts: [RefusedCount] = []
    for name in try FolderListing.names(folder) where name.hasSuffix(".csv") {
      var reader = TableReader(try DurableFile.read("\(folder)/\(name)"))
      _ = reader.nextLine()
      while let cells = reader.nextLine() {
        guard cells.count == Self.headings.count else { continue }
        let isSame = { (count: RefusedCount) in count.export == cells[0] && count.rule == cells[4] }
        if let index = counts.firstIndex(where: isSame) {
          counts[index].rows += 1
        } else {
          counts.append(RefusedCount(export: cells[0], rule: cells[4], rows: 1))
        }
      }
    }
    return counts.sorted { $0.rule == $1.rule ? $0.export < $1.export : $0.rule < $1.rule }
  }
}

/// Reads the lines that `CSVLine` writes: every cell quoted, lines ended by CR LF.
private struct TableReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The cells of the next line; nil at the end.
  mutating func nextLine() -> [String]? {
    guard position < bytes.count else { return nil }
    var cells: [String] = []
    while position < bytes.count {
      cells.append(nextCell())
      guard position < bytes.count else { break }
      position += 1
      if bytes[position - 1] != UInt8(ascii: ",") { break }
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    return cells
  }

  // From the opening quote past the closing one; a doubled quote is one.
  private mutating func nextCell() -> String {
    let quote = UInt8(ascii: "\"")
    var cell: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] == quote {
        position += 1
        guard position < bytes.count, bytes[position] == quote else { break }
      }
      cell.append(bytes[position])
      position += 1
    }
    return String(decoding: cell, as: UTF8.self)
  }
}
