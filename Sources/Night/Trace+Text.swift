import Engine
import RecordModel
import Reporting
import Validation
import Workspace

extension Trace {
  /// What is known of the row, without a value of it.
  package var lines: [String] {
    let lineEnd = row.start + UInt64(row.length)
    var lines = [
      Self.line(
        "row",
        "\(grouped(row.ordinal)) of \(landing.deliveredAs), line \(grouped(row.line))"
      ),
      Self.line(
        "landed",
        "night \(landing.night), run \(landing.run), \(landing.state.rawValue); source"
          + " \(landing.source), export \(landing.shortDigest)"
      ),
      Self.line(
        "bytes",
        "\(row.start)..<\(lineEnd), \(grouped(row.length)) of \(grouped(landing.byteCount))"
      ),
    ]
    if let element { lines.append(Self.line("element", element)) }
    lines.append(Self.line("became", outcome))
    if let place = carrier { lines.append(Self.line("carrier", place)) }
    if remarks.isEmpty { lines.append(Self.line("findings", "none")) }
    for remark in remarks { lines.append(Self.line("finding", Self.words(remark))) }
    return lines
  }

  /// The original bytes as a terminal may show them: each line end begins a new line.
  package var originalLines: [String] {
    var lines: [String] = []
    for line in original.split(separator: 0x0A, omittingEmptySubsequences: false) {
      lines.append(visibleText(line, isExact: true))
    }
    return lines
  }

  private var outcome: String {
    guard let disposition = fate.disposition else {
      return landing.state == .dropped ? "the export was set aside by hand" : "not known"
    }
    var words = disposition.spelled
    if let ignoreReason { words += ": \(ignoreReason)" }
    if fate.isWithdrawn { words += "; withdrawn since: a complete snapshot did not hold it" }
    if let counting = fate.counting { words += "; what counts now is row \(counting)" }
    if landing.state == .staged { words += " (its night is not published)" }
    return words
  }

  /// Reel, fiche, box and frame, with control characters written out; folders may be patients' names.
  private var carrier: String? {
    let words = [Field.box, .reel, .fiche, .frame].compactMap { field -> String? in
      guard let cell = row.cells.first(where: { $0.field == field }) else { return nil }
      return "\(field.spelled) \(visibleText(cell.text.revealed.utf8))"
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private static func words(_ remark: Remark) -> String {
    var words = "\(remark.rule.spelled) \(remark.refuses ? "refused" : "noted")"
    if let field = remark.field { words += "  \(field.spelled)" }
    if let shape = remark.shape { words += "  written like \(shape)" }
    return words + "  \(RuleCatalogue.rule(remark.rule).sentence)"
  }

  private static func line(_ title: String, _ words: String) -> String {
    " \(title)" + String(repeating: " ", count: max(1, 10 - title.count)) + words
  }
}
