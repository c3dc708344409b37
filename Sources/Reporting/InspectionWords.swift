import RecordModel

/// The sentences about a file and its columns that text and page share.
enum InspectionWords {
  /// Title and sentence for each thing there is to say about a file.
  static func facts(_ file: FileInspection) -> [(String, String)] {
    var facts = [("format", "\(file.format): \(file.formatReason)")]
    facts.append(("encoding", encoding(file)))
    facts.append(("lines", lineEnds(file)))
    if let each = file.each { facts.append(("each", InspectionText.shown(each))) }
    if let delimiter = file.delimiter {
      facts.append(("columns", "\(counted(UInt64(file.columns.count), "column")) by \(delimiter)"))
    }
    if let header = header(file) { facts.append(("header", header)) }
    facts.append(("rows", rows(file)))
    facts.append(("bytes", bytes(file.bytes)))
    return facts
  }

  static func share(_ filled: UInt64, of rows: UInt64) -> String {
    if filled == rows { return rows == 0 ? "-" : "all" }
    if filled == 0 { return "none" }
    // Neither a single gap nor a single value is rounded away.
    guard filled < rows else { return "all" }
    let thousand = filled.multipliedFullWidth(by: 1_000)
    let tenths = min(999, max(1, rows.dividingFullWidth(thousand).quotient))
    return "\(tenths / 10).\(tenths % 10)%"
  }

  static func distinct(_ column: FileInspection.Column) -> String {
    (column.isDistinctExact ? "" : "~") + grouped(column.distinct)
  }

  static func lengths(_ column: FileInspection.Column) -> String {
    guard let lengths = column.lengths else { return "-" }
    return lengths.count == 1
      ? "\(lengths.lowerBound)" : "\(lengths.lowerBound)-\(lengths.upperBound)"
  }

  static func patterns(_ column: FileInspection.Column) -> [String] {
    let listed = column.patterns.map { "\($0.text) (\(grouped($0.rows)))" }
    guard column.otherRows > 0 else { return listed }
    return listed + ["other (\(grouped(column.otherRows)))"]
  }

  static func dates(_ dates: FileInspection.Dates) -> String {
    var parts: [String] = []
    if dates.onlyDayFirst + dates.onlyMonthFirst + dates.eitherOrder > 0 {
      parts.append("\(counted(dates.onlyDayFirst, "row")) can only be day first")
      parts.append("\(grouped(dates.onlyMonthFirst)) only month first")
      parts.append("\(grouped(dates.eitherOrder)) either")
    }
    if dates.yearFirst > 0 { parts.append("\(counted(dates.yearFirst, "row")) year first") }
    if dates.compact > 0 { parts.append("\(counted(dates.compact, "row")) as eight digits") }
    if dates.twoDigitYears > 0 {
      parts.append("\(grouped(dates.twoDigitYears)) with a year of two digits")
    }
    return parts.joined(separator: ", ")
  }

  private static func encoding(_ file: FileInspection) -> String {
    let stray =
      file.strayBytes > 0 ? "\(counted(file.strayBytes, "byte")) of no UTF-8 character, " : ""
    let mark = file.mark.map { "; byte order mark of \($0)" } ?? "; no byte order mark"
    let guess = file.isEncodingProved ? "" : ", not proved"
    return "\(file.encoding)\(guess): \(stray)\(file.encodingReason)\(mark)"
  }

  private static func lineEnds(_ file: FileInspection) -> String {
    let kinds = [("LF", file.feeds), ("CR LF", file.returnFeeds), ("CR", file.returns)]
      .filter { $0.1 > 0 }.map { "\(grouped($0.1)) \($0.0)" }
    let ends = kinds.isEmpty ? "no line end" : kinds.joined(separator: ", ")
    let blank = file.bytes.blankLines > 0 ? "; \(counted(file.bytes.blankLines, "blank line"))" : ""
    let cut = file.bytes.endsWithoutLineEnd ? "; none behind the last row" : ""
    return ends + blank + cut
  }

  private static func header(_ file: FileInspection) -> String? {
    guard let isHeader = file.isHeader, let reason = file.headerReason else { return nil }
    if !isHeader { return "none: the first line is a row; \(reason)" }
    guard !file.isHeaderCertain else { return "the first line: \(reason)" }
    return "the first line, probably: \(reason). Its words are not shown, since they may be a"
      + " patient's; --header or --no-header decides"
  }

  private static func rows(_ file: FileInspection) -> String {
    var text = "\(grouped(file.rows))"
    guard file.rows != file.usable else { return text }
    text += " = \(grouped(file.usable)) read"
    let refused = file.refusals.reduce(0) { $0 + $1.rows }
    if refused > 0 { text += " + \(grouped(refused)) refused" }
    if file.ignored > 0 { text += " + \(grouped(file.ignored)) ignored" }
    for refusal in file.refusals {
      text += "; \(refusal.rule.spelled) \(grouped(refusal.rows)) (\(refusal.sentence))"
    }
    return text
  }

  private static func bytes(_ book: ExportBytes) -> String {
    let parts = [
      ("rows", book.rows), ("line ends", book.separators), ("header", book.header),
      ("blank", book.blank), ("damaged", book.damaged), ("ignored", book.ignoredLines),
      ("markup", book.markup),
    ].filter { $0.1 > 0 }.map { "\(grouped($0.1)) \($0.0)" }
    return "\(grouped(book.fileSize)) = " + parts.joined(separator: " + ")
      + (book.isBalanced ? ", balanced" : ", NOT BALANCED")
  }
}
