/// One line of a table that people open in a spreadsheet: RFC 4180, always quoted.
enum CSVLine {
  /// The line, ended by CR LF.
  ///
  /// A cell that a spreadsheet would take for a formula (OWASP, "CSV injection": it begins with
  /// `=`, `+`, `-`, `@`, tab or carriage return) gets an apostrophe in front.
  static func of(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\""))
      if let first = cell.utf8.first, startsFormula(first) { bytes.append(UInt8(ascii: "'")) }
      for byte in cell.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
    return bytes
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }
}
