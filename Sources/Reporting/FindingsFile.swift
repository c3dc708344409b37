package import RecordModel

/// One line of `findings.csv`: a rule, a field, a place.
///
/// Never a value.
package struct FindingLine: Sendable {
  package var rule: RuleCode
  /// Nil when the rule is about the row as a whole.
  package var field: Field?
  package var export: String
  package var line: UInt32
  package var row: UInt64

  package init(rule: RuleCode, field: Field?, export: String, line: UInt32, row: UInt64) {
    self.rule = rule
    self.field = field
    self.export = export
    self.line = line
    self.row = row
  }
}

/// Writes `findings.csv`, line by line, into a buffer that the caller empties.
///
/// A night may find something in every row, so words are spelled once and numbers digit by digit.
package struct FindingsFile: Sendable {
  /// What has been written so far.
  package var bytes: [UInt8] = Array("rule,field,export,line,row\n".utf8)

  private let rules = RuleCode.allCases.reduce(into: [UInt16: [UInt8]]()) {
    $0[$1.rawValue] = Array($1.spelled.utf8)
  }
  private let fields = Field.allCases.map { Array($0.spelled.utf8) }
  /// The export of the last line, and its cell.
  private var export = ""
  private var exportCell: [UInt8] = []

  package init() {}

  /// Adds one finding.
  package mutating func append(_ line: FindingLine) {
    if line.export != export {
      export = line.export
      exportCell = Array(csvCell(line.export).utf8)
    }
    bytes += rules[line.rule.rawValue] ?? []
    bytes.append(UInt8(ascii: ","))
    if let field = line.field { bytes += fields[Int(field.rawValue)] }
    bytes.append(UInt8(ascii: ","))
    bytes += exportCell
    bytes.append(UInt8(ascii: ","))
    digits(UInt64(line.line))
    bytes.append(UInt8(ascii: ","))
    digits(line.row)
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func digits(_ number: UInt64) {
    var scale: UInt64 = 1
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 48 + number / scale % 10))
      scale /= 10
    }
  }
}

/// A cell for a CSV file that we write: quoted when needed, and never a formula to a spreadsheet (OWASP, CSV injection).
package func csvCell(_ text: String) -> String {
  let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
  let safe = isFormula ? "'" + text : text
  guard safe.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return safe }
  return "\""
    + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
