/// How rows are written to a file.
package enum ExportForm: String, CaseIterable, Sendable {
  case csv, xml

  /// What stands before the first row.
  var opening: [UInt8] {
    switch self {
    case .csv: Array(Columns.names.joined(separator: [UInt8(ascii: ",")])) + [newline]
    case .xml: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<index>\n".utf8)
    }
  }

  /// What stands after the last row.
  var closing: [UInt8] { self == .csv ? [] : Array("</index>\n".utf8) }

  /// Appends a row.
  func append(_ row: RowCells, to output: inout [UInt8]) {
    switch self {
    case .csv: appendCSV(row, to: &output)
    case .xml: appendXML(row, to: &output)
    }
  }

  private func appendCSV(_ row: RowCells, to output: inout [UInt8]) {
    var start = 0
    for (column, end) in row.ends.enumerated() {
      if column > 0 { output.append(UInt8(ascii: ",")) }
      // Names and dates may hold a comma; nothing holds a quote or a line end.
      let needsQuotes = row.bytes[start..<end].contains(UInt8(ascii: ","))
      if needsQuotes { output.append(UInt8(ascii: "\"")) }
      output.append(contentsOf: row.bytes[start..<end])
      if needsQuotes { output.append(UInt8(ascii: "\"")) }
      start = end
    }
    output.append(newline)
  }

  // No cell holds a character that XML gives a meaning to. An empty cell has no element.
  private func appendXML(_ row: RowCells, to output: inout [UInt8]) {
    output.append(contentsOf: "<row>".utf8)
    var start = 0
    for (column, end) in row.ends.enumerated() where end > start {
      output.append(UInt8(ascii: "<"))
      output.append(contentsOf: Columns.names[column])
      output.append(UInt8(ascii: ">"))
      output.append(contentsOf: row.bytes[start..<end])
      output.append(contentsOf: "</".utf8)
      output.append(contentsOf: Columns.names[column])
      output.append(UInt8(ascii: ">"))
      start = end
    }
    output.append(contentsOf: "</row>\n".utf8)
  }

  private var newline: UInt8 { UInt8(ascii: "\n") }
}
