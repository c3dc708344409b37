/// An export that came and could not be used, left out because its source says so.
///
/// It is not landed: the next run meets it again.
package struct LeftOutExport: Sendable, Equatable {
  package var name: String
  package var source: String
  package var byteCount: UInt64
  /// SHA-256 of its content, in hexadecimal.
  package var digest: String
  /// Code, place, problem and remedy.
  package var message: String

  package init(
    name: String,
    source: String,
    byteCount: UInt64,
    digest: String,
    message: String
  ) {
    self.name = name
    self.source = source
    self.byteCount = byteCount
    self.digest = digest
    self.message = message
  }

  /// Lines for a closing block: what is not landed, and why.
  package static func lines(_ exports: [Self]) -> [String] {
    guard !exports.isEmpty else { return [] }
    let shown = exports.prefix(10).map { "     \($0.message)" }
    let more =
      exports.count > 10
      ? ["     … and \(grouped(UInt64(exports.count - 10))) more, in report.json"] : []
    return [
      " ! Not landed: \(counted(UInt64(exports.count), "export")) left out, by 'unusable: leave-out'"
    ]
      + shown + more
  }
}
