import RecordModel

/// Whether the first line of a delimited export is a header, and what says so.
///
/// Its cells may be printed only when it is certain: without a header they are a patient.
package struct HeaderEvidence: Sendable, Equatable {
  package enum Verdict: Sendable { case certain, likely, none }

  package var verdict: Verdict
  /// In words, without a value.
  package var reason: String

  package init(_ verdict: Verdict, _ reason: String) {
    self.verdict = verdict
    self.reason = reason
  }

  /// Judges the cells of the first row by the rows behind it.
  init(first: [String], rows: [[String]]) {
    let words = first.count(where: HeadingWords.isKnown)
    let values = first.count(where: Self.looksLikeValue)
    let names = first.filter { !$0.trimmed.isEmpty }
    guard values == 0, !names.isEmpty else {
      self.init(.none, "\(values) of its \(Self.cells(first.count)) look like values")
      return
    }
    guard Set(names).count == names.count, names.count * 2 > first.count else {
      self.init(.none, "its cells are empty or repeat each other")
      return
    }
    let unlike = Self.columnsUnlikeFirst(first, rows)
    let said =
      "\(words) of its \(Self.cells(first.count)) are names that index systems use"
      + ", \(unlike) stand over columns of numbers"
    if words >= 2 && words * 4 >= first.count || words >= 1 && unlike >= 2
      || first.count == 1 && words == 1 && unlike == 1
    {
      self.init(.certain, said)
    } else {
      self.init(words + unlike > 0 ? .likely : .none, said)
    }
  }

  private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

  private static func looksLikeValue(_ cell: String) -> Bool {
    let digits = cell.utf8.count { $0 >= 0x30 && $0 <= 0x39 }
    let letters = cell.unicodeScalars.count { $0.properties.isAlphabetic }
    return digits >= 3 || digits > 0 && letters == 0 || cell.utf8.count > 60
      || cell.unicodeScalars.contains { $0.value < 0x20 }
  }

  /// Columns whose cells have digits where the first row has none.
  private static func columnsUnlikeFirst(_ first: [String], _ rows: [[String]]) -> Int {
    first.indices.count { column in
      guard !first[column].isEmpty, !hasDigit(first[column]) else { return false }
      let cells = rows.compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
      return cells.count >= 3 && cells.count(where: hasDigit) * 10 >= cells.count * 9
    }
  }

  private static func hasDigit(_ cell: String) -> Bool {
    cell.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
  }
}
