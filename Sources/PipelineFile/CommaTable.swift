/// Reads comma-separated text row by row, as RFC 4180 has it; blank lines are passed over.
package struct CommaTable {
  /// One row and the line it begins in.
  package struct Row: Equatable {
    package let line: Int
    package let cells: [String]
  }

  /// A quote that is not closed, or that stands where none can.
  package struct BrokenQuote: Error, Equatable {
    package let line: Int
  }

  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1

  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The next row, or nil at the end.
  package mutating func next() throws(BrokenQuote) -> Row? {
    while offset < bytes.count, isLineEnd { skipLineEnd() }
    guard offset < bytes.count else { return nil }
    let firstLine = line
    var cells: [String] = []
    while true {
      cells.append(try cell())
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: ",") else { break }
      offset += 1
    }
    if offset < bytes.count { skipLineEnd() }
    return Row(line: firstLine, cells: cells)
  }

  private mutating func cell() throws(BrokenQuote) -> String {
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") { return try quotedCell() }
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ","), !isLineEnd {
      if bytes[offset] == UInt8(ascii: "\"") { throw BrokenQuote(line: line) }
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func quotedCell() throws(BrokenQuote) -> String {
    let firstLine = line
    var cell: [UInt8] = []
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
          guard offset == bytes.count || bytes[offset] == UInt8(ascii: ",") || isLineEnd else {
            throw BrokenQuote(line: line)
          }
          return String(decoding: cell, as: UTF8.self)
        }
        offset += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      cell.append(byte)
    }
    throw BrokenQuote(line: firstLine)
  }

  private var isLineEnd: Bool {
    bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r")
  }

  private mutating func skipLineEnd() {
    let isPair =
      bytes[offset] == UInt8(ascii: "\r") && offset + 1 < bytes.count
      && bytes[offset + 1] == UInt8(ascii: "\n")
    offset += isPair ? 2 : 1
    line += 1
  }
}
