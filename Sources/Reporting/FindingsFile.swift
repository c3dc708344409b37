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
package struct FindingsFile: Sendable {
  /// What has been written so far.
  package var bytes: [UInt8] = Array("rule,field,export,line,row\n".utf8)

  package init() {}

  /// Adds one finding.
  package mutating func append(_ line: FindingLine) {
    text(line.rule.spelled)
    bytes.append(UInt8(ascii: ","))
    text(line.field?.spelled ?? "")
    bytes.append(UInt8(ascii: ","))
    text(csvCell(line.export))
    bytes.append(UInt8(ascii: ","))
    text(String(line.line))
    bytes.append(UInt8(ascii: ","))
    text(String(line.row))
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

/// A cell for a CSV file that we write: quoted when needed, and never a formula to a spreadsheet (OWASP, CSV injection).
package func csvCell(_ text: String) -> String {
  let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
  let safe = isFormula ? "'" + text : text
  guard safe.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return safe }
  return "\""
    + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
