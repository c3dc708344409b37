import RecordModel

/// The columns of a fixed-width source: which characters of a line make which cell.
///
/// The columns of the batch are the positions that are mapped or ignored, in their order, and between
/// them what is neither: it is kept as cells of its own, so that a row's digest holds all it says.
struct FixedWidthPlan: Sendable {
  /// One cell.
  struct Column: Sendable {
    /// As the pipeline file writes it, or would: `9-38`.
    let heading: String
    /// Characters of the line, counted from 0.
    let range: Range<Int>
    /// Says whether it is neither mapped nor ignored.
    let isGap: Bool
    /// Says whether half of it would be another patient's or document's.
    let isNumber: Bool
  }

  private(set) var columns: [Column] = []
  /// Characters of a whole line.
  let width: Int

  var headings: [String] { columns.map(\.heading) }
  /// Which cells have these headings; -1 for none.
  func places(of headings: [String]) -> [Int] {
    headings.map { heading in columns.firstIndex { $0.heading == heading } ?? -1 }
  }

  var hasGaps: Bool { columns.contains(where: \.isGap) }

  /// Lays out a source.
  ///
  /// Positions may lie within others (a facility inside a record number), for then both are meant;
  /// positions that overlap in part are a slip.
  /// - Throws: `COL-06` for such a slip and for positions behind the record's end, `COL-04` for too
  ///   many columns.
  init(_ settings: SourceSettings) throws(ExportError) {
    var said: [Column] = []
    for rule in settings.columns {
      for text in rule.columns { Self.add(text, Self.isNumber(rule.field), to: &said) }
    }
    for ignored in settings.ignoredColumns { Self.add(ignored.column, false, to: &said) }
    said.sort { left, right in
      let (first, second) = (left.range, right.range)
      if first.lowerBound != second.lowerBound { return first.lowerBound < second.lowerBound }
      if first.upperBound != second.upperBound { return first.upperBound < second.upperBound }
      return left.heading < right.heading
    }
    let last = said.map(\.range.upperBound).max() ?? 0
    width = settings.recordLength ?? last
    guard last <= width else {
      throw Self.error(settings, "position \(last) lies behind 'record-length: \(width)'")
    }
    try Self.checkOverlaps(said, settings)
    columns = Self.filled(said, width)
    guard columns.count <= HostileInput.mostColumns else {
      throw Self.error(settings, "\(columns.count) columns; at most \(HostileInput.mostColumns)")
    }
  }

  /// The characters that a column of the pipeline file names, counted from 0: `9-38`, or `9` for one.
  static func range(of text: String) -> Range<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(position)
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
      first <= last
    else { return nil }
    return first - 1..<last
  }

  private static func position(_ text: Substring) -> Int? {
    guard (1...7).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text), (1...HostileInput.longestRow).contains(number)
    else { return nil }
    return number
  }

  private static func add(_ text: String, _ isNumber: Bool, to columns: inout [Column]) {
    // Other texts were reported with the pipeline file.
    guard let range = range(of: text) else { return }
    let known = columns.firstIndex { $0.heading == text }
    let column = Column(
      heading: text,
      range: range,
      isGap: false,
      isNumber: isNumber || known.map { columns[$0].isNumber } == true
    )
    if let known { columns[known] = column } else { columns.append(column) }
  }

  private static func isNumber(_ field: Field) -> Bool {
    switch field {
    case .recordNumber, .documentID, .ssn, .encounterNumber: true
    default: field.isDate
    }
  }

  private static func checkOverlaps(
    _ columns: [Column],
    _ settings: SourceSettings
  ) throws(ExportError) {
    for (index, column) in columns.enumerated() {
      for other in columns[(index + 1)...] {
        guard other.range.lowerBound < column.range.upperBound else { break }
        let isSlip =
          other.range.lowerBound > column.range.lowerBound
          && other.range.upperBound > column.range.upperBound
        guard isSlip else { continue }
        throw error(
          settings,
          "positions '\(column.heading)' and '\(other.heading)' overlap, and neither lies within the other"
        )
      }
    }
  }

  private static func filled(_ said: [Column], _ width: Int) -> [Column] {
    var columns: [Column] = []
    var covered = 0
    for column in said {
      if column.range.lowerBound > covered {
        columns.append(gap(covered..<column.range.lowerBound))
      }
      columns.append(column)
      covered = max(covered, column.range.upperBound)
    }
    if covered < width { columns.append(gap(covered..<width)) }
    return columns
  }

  private static func gap(_ range: Range<Int>) -> Column {
    let (first, last) = (range.lowerBound + 1, range.upperBound)
    let heading = first == last ? "\(first)" : "\(first)-\(last)"
    return Column(heading: heading, range: range, isGap: true, isNumber: false)
  }

  private static func error(_ settings: SourceSettings, _ problem: String) -> ExportError {
    ExportError(
      code: "COL-06",
      file: settings.name,
      problem: "\(problem) (\(settings.place(ofLine: settings.line)))",
      remedy: "Correct 'columns:' or 'ignore:' there"
    )
  }
}
