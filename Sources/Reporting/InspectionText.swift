import RecordModel

/// What `inspect` found, for a terminal of 100 columns.
package enum InspectionText {
  /// Lines without a line end.
  package static func lines(
    _ files: [FileInspection],
    _ differences: [InspectionDifference]
  ) -> [String] {
    var lines: [String] = []
    for file in files {
      if !lines.isEmpty { lines.append("") }
      lines += head(file)
      lines.append("")
      lines += table(file)
    }
    for difference in differences { lines += [""] + self.lines(of: difference) }
    return lines
  }

  private static func lines(of difference: InspectionDifference) -> [String] {
    var lines = ["Columns of \(shown(difference.file)) beside \(shown(difference.other))"]
    if !difference.lacks.isEmpty {
      lines += wrapped("  lacks       ", difference.lacks.map(shown).joined(separator: ", "))
    }
    if !difference.hasBesides.isEmpty {
      lines += wrapped("  has besides ", difference.hasBesides.map(shown).joined(separator: ", "))
    }
    return lines
  }

  private static func head(_ file: FileInspection) -> [String] {
    var lines = ["\(shown(file.name))   \(counted(file.bytes.fileSize, "byte"))"]
    for (title, text) in InspectionWords.facts(file) {
      lines += wrapped("  " + padded(title, 10), text)
    }
    return lines
  }

  private static func table(_ file: FileInspection) -> [String] {
    var lines = [
      row("#", "column", "filled", "distinct", "length", "looks like", "patterns (rows)")
    ]
    for column in file.columns {
      let patterns = wrappedPatterns(column)
      lines.append(
        row(
          String(column.number),
          column.name.map(shown) ?? "-",
          InspectionWords.share(column.filled, of: file.usable),
          InspectionWords.distinct(column),
          InspectionWords.lengths(column),
          column.looksLike?.spelled ?? "",
          patterns.first ?? ""
        )
      )
      for rest in patterns.dropFirst() { lines.append(row("", "", "", "", "", "", rest)) }
      if let dates = column.dates {
        lines += wrapped("       dates: ", InspectionWords.dates(dates))
      }
      if column.repeats { lines.append("       a row can have several") }
      for value in column.values {
        lines.append("       \(padded(grouped(value.rows), 12)) \(shown(value.text.revealed))")
      }
    }
    if file.hasMoreColumns { lines.append("  and more columns, which are not looked at") }
    return lines
  }

  private static let patternWidth = 30

  private static func wrappedPatterns(_ column: FileInspection.Column) -> [String] {
    var lines: [String] = []
    for text in InspectionWords.patterns(column) {
      if let last = lines.last,
        last.unicodeScalars.count + text.unicodeScalars.count + 2
          <= patternWidth
      {
        lines[lines.count - 1] = last + "  " + text
      } else {
        lines.append(text)
      }
    }
    return lines
  }

  private static func row(
    _ number: String,
    _ name: String,
    _ filled: String,
    _ distinct: String,
    _ length: String,
    _ field: String,
    _ patterns: String
  ) -> String {
    let cells = [
      aligned(number, 4), padded(name, 19), aligned(filled, 6), aligned(distinct, 9),
      aligned(length, 7), padded(field, 16), patterns,
    ]
    return trimmedEnd(cells.joined(separator: " "))
  }

  /// A line broken at spaces, with the first word's place kept.
  static func wrapped(_ title: String, _ text: String) -> [String] {
    let indent = String(repeating: " ", count: title.unicodeScalars.count)
    var lines: [String] = []
    var line = title
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.unicodeScalars.count + word.unicodeScalars.count + 1 > 100 {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }

  /// A name on one line, short, without control characters.
  static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars.prefix(60).map { scalar in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || scalar.properties.generalCategory == .format ? "\u{FFFD}" : String(scalar)
    }
    return scalars.joined() + (text.unicodeScalars.count > 60 ? "…" : "")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    let count = text.unicodeScalars.count
    guard count > width else { return text + String(repeating: " ", count: width - count) }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(width - 1))) + "…"
  }

  private static func aligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
  }

  private static func trimmedEnd(_ text: String) -> String {
    let kept = text.unicodeScalars.reversed().drop { $0 == " " }.reversed()
    return String(String.UnicodeScalarView(kept))
  }
}
