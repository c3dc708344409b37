package import RecordModel

/// What `check --only ingest` says: rows read of each export, rows refused by rule, and its byte book.
package struct IngestReport: Sendable {
  /// One export that was read to its end.
  package struct Export: Sendable {
    package var name: String
    package var source: String
    package var rows: UInt64
    /// Rows that a written rule leaves out.
    package var ignored: UInt64
    /// Rows that could not be read, by rule in the order of the catalogue.
    package var refused: [(rule: RuleCode, rows: UInt64)]
    package var bytes: ExportBytes

    package init(
      name: String,
      source: String,
      rows: UInt64,
      ignored: UInt64,
      refused: [(rule: RuleCode, rows: UInt64)],
      bytes: ExportBytes
    ) {
      self.name = name
      self.source = source
      self.rows = rows
      self.ignored = ignored
      self.refused = refused
      self.bytes = bytes
    }
  }

  /// By source, then by name.
  package var exports: [Export]

  package init(exports: [Export]) { self.exports = exports }

  /// Says whether every byte of every export is accounted for.
  package var isBalanced: Bool { exports.allSatisfy(\.bytes.isBalanced) }

  /// Lines for a terminal.
  package var lines: [String] {
    guard !exports.isEmpty else { return [" Nothing to read: no source has a file."] }
    return exports.flatMap(lines) + [total, " Nothing was written."]
  }

  private func lines(_ export: Export) -> [String] {
    var line = " \(export.name)   \(counted(export.rows, "row"))"
    if export.ignored > 0 { line += ", \(grouped(export.ignored)) ignored" }
    let refused = export.refused.reduce(0) { $0 + $1.rows }
    if refused > 0 { line += ", \(grouped(refused)) refused" }
    line += "   \(grouped(export.bytes.fileSize)) bytes, "
    line += export.bytes.isBalanced ? "balanced" : "NOT BALANCED"
    return [line] + export.refused.map { "   \($0.rule.spelled)   \(counted($0.rows, "row"))" }
  }

  private var total: String {
    let rows = exports.reduce(UInt64(0)) { $0 + $1.rows }
    let bytes = exports.reduce(UInt64(0)) { $0 + $1.bytes.fileSize }
    return " Read \(counted(UInt64(exports.count), "export")): \(counted(rows, "row")),"
      + " \(grouped(bytes)) bytes; "
      + (isBalanced ? "every byte is accounted for." : "the byte books do NOT balance.")
  }
}
