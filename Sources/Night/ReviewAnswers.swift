import CanonicalJSON
import PipelineFile
import RecordModel
import Reporting
import Workspace

/// What came back of a review list: the pairs that somebody answered, with the line each stands in.
struct ReviewAnswers {
  struct Answer: Equatable {
    /// The line of the file; of a JSON list the place in it.
    let line: Int
    let rows: (first: RowKey, second: RowKey)
    let verdict: ReviewLine.Verdict

    static func == (left: Self, right: Self) -> Bool {
      left.line == right.line && left.rows == right.rows && left.verdict == right.verdict
    }
  }

  private(set) var answers: [Answer] = []
  /// Pairs that nobody answered.
  private(set) var blank = 0

  /// Reads CSV or JSON, told apart by the first byte.
  ///
  /// Columns may stand in any order, and others beside them; a byte order mark is passed over. The
  /// score, the grade and the ids are not read: what they say was ours.
  ///
  /// - Throws: `LINK-07` for the first line that cannot be read; nothing is taken from such a file.
  init(_ bytes: [UInt8]) throws(NightError) {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let first = bytes.first { !" \t\r\n".utf8.contains($0) }
    if first == UInt8(ascii: "{") { try readJSON(bytes) } else { try readCSV(bytes) }
  }

  private mutating func readJSON(_ bytes: [UInt8]) throws(NightError) {
    guard let json = try? JSONReader.read(bytes), let pairs = json["pairs"]?.array else {
      throw Self.unreadable("it is no JSON list with 'pairs'")
    }
    for (index, pair) in pairs.enumerated() {
      let words = ["decision", "row-a", "row-b"].map { pair[$0]?.text ?? "" }
      try take(words[0], words[1], words[2], line: index + 1)
    }
  }

  private mutating func readCSV(_ bytes: [UInt8]) throws(NightError) {
    var table = CommaTable(String(decoding: bytes, as: UTF8.self))
    guard let header = try Self.next(&table) else { throw Self.unreadable("it is empty") }
    let names = header.cells.map { $0.trimmed.lowercased() }
    guard let decision = names.firstIndex(of: "decision"), let one = names.firstIndex(of: "row-a"),
      let other = names.firstIndex(of: "row-b")
    else {
      throw Self.unreadable(
        "its first line names no columns 'decision', 'row-a' and 'row-b'"
          + " (saved from a spreadsheet: as CSV with commas)"
      )
    }
    while let row = try Self.next(&table) {
      func cell(_ index: Int) -> String { index < row.cells.count ? row.cells[index].trimmed : "" }
      if row.cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
      try take(cell(decision), cell(one), cell(other), line: row.line)
    }
  }

  private static func next(_ table: inout CommaTable) throws(NightError) -> CommaTable.Row? {
    do throws(CommaTable.BrokenQuote) {
      return try table.next()
    } catch {
      throw unreadable(
        "line \(error.line) has a quote that is not closed, or stands where none can"
      )
    }
  }

  private mutating func take(
    _ word: String,
    _ one: String,
    _ other: String,
    line: Int
  ) throws(NightError) {
    guard let first = RowKey(hex: one.lowercased()), let second = RowKey(hex: other.lowercased()),
      first != second
    else { throw Self.unreadable("line \(line) names no two rows by 32 digits each") }
    guard !word.isEmpty else {
      blank += 1
      return
    }
    guard let verdict = ReviewLine.Verdict(rawValue: word.lowercased()) else {
      throw Self.unreadable("line \(line) decides neither 'same' nor 'different'")
    }
    answers.append(Answer(line: line, rows: (first, second), verdict: verdict))
  }

  private static func unreadable(_ reason: String) -> NightError {
    NightError(
      .inputUnusable,
      "LINK-07 the review list cannot be read: \(reason). Nothing of it was taken. Correct the file,"
        + " or write a new one with  chartlift review --out FILE"
    )
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
