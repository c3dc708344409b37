import RecordModel

/// Compares the headings of a file with the columns the pipeline file names.
struct ColumnMatching {
  /// Where the header stands, for messages.
  struct Place {
    var file: String
    var line: UInt64
  }

  let headings: [String]
  private let settings: SourceSettings
  private let place: Place
  private let configured: [String]

  init(cells: [String], settings: SourceSettings, place: Place) {
    self.settings = settings
    self.place = place
    configured = settings.columns.flatMap(\.columns) + settings.ignoredColumns.map(\.column)
    let all =
      settings.hasHeader
      ? cells.map { settings.trims ? $0.trimmed : $0 } : (1...max(cells.count, 1)).map(String.init)
    let names = configured
    // Many systems end every line with a delimiter: the empty cell behind it is no column.
    let isTrailing = cells.count > 1 && cells.last == "" && !names.contains(all.last ?? "")
    headings = isTrailing ? Array(all.dropLast()) : all
  }

  /// The column of a heading, from 0.
  func index(of heading: String) -> Int? {
    headings.firstIndex(of: settings.trims ? heading.trimmed : heading)
  }

  /// Says whether every column that must be there is there.
  var isComplete: Bool {
    settings.columns.allSatisfy { rule in
      rule.isOptional || rule.columns.allSatisfy { index(of: $0) != nil }
    }
  }

  /// Throws the first thing that is wrong with the header.
  func check() throws(ExportError) {
    try checkCount()
    for rule in settings.columns {
      for column in rule.columns {
        if index(of: column) == nil, !rule.isOptional { throw missing(column, line: rule.line) }
        let name = settings.trims ? column.trimmed : column
        if headings.count(where: { $0 == name }) > 1 { throw twice(name, line: rule.line) }
      }
    }
    let known = Set(configured.map { settings.trims ? $0.trimmed : $0 })
    let unknown = headings.indices.filter { !known.contains(headings[$0]) }
    if !unknown.isEmpty { throw unmapped(unknown) }
  }

  /// Throws when there are more columns than are read.
  func checkCount() throws(ExportError) {
    guard headings.count <= HostileInput.mostColumns else { throw tooManyColumns() }
  }

  /// Says whether the first line is so certainly a header that its cells may be printed.
  private var isCertainlyHeader: Bool {
    guard settings.hasHeader else { return false }
    let names = Set(configured.map { settings.trims ? $0.trimmed : $0 })
    let found = names.count(where: { headings.contains($0) })
    return found > 0 && found * 2 >= names.count
  }

  private func missing(_ column: String, line: Int) -> ExportError {
    let count = headings.count == 1 ? "1 column" : "\(headings.count) columns"
    guard settings.hasHeader else {
      return error(
        "COL-01",
        "\(count), so there is no column \(column) (\(settings.name), \(settings.place(ofLine: line)))",
        "Correct 'columns:' there: columns are counted from 1"
      )
    }
    let place = settings.place(ofLine: line)
    var problem = "\(count), none named '\(column)' (\(settings.name), \(place))"
    // A short name is near to many values: where the first line may be a patient's, none is printed.
    if isCertainlyHeader, let near = nearest(to: column) {
      problem += "; nearest is '\(headings[near])' (column \(near + 1))"
    }
    let remedy =
      isCertainlyHeader
      ? "Correct 'columns:' there, set 'optional: true', or ask for a new export"
      : "Correct 'columns:' there; if the first line is data, set 'header: false'"
    return error("COL-01", problem, remedy)
  }

  private func unmapped(_ columns: [Int]) -> ExportError {
    guard settings.hasHeader else {
      return error(
        "COL-02",
        "\(numbers(columns)) neither mapped nor ignored (\(source))",
        remedy(for: columns)
      )
    }
    guard isCertainlyHeader else {
      return error(
        "COL-02",
        "\(numbers(columns)) neither mapped nor ignored, and the first line looks like data",
        "Set 'header: false' if it is; else map each column or list it under 'ignore:'"
      )
    }
    let names = columns.prefix(5).map { "'\(headings[$0])' (column \($0 + 1))" }
    let more = columns.count > 5 ? " and \(columns.count - 5) more" : ""
    let verb = columns.count == 1 ? "is" : "are"
    return error(
      "COL-02",
      names.joined(separator: ", ") + more
        + " \(verb) neither mapped nor ignored (\(source))",
      remedy(for: columns)
    )
  }

  private func remedy(for columns: [Int]) -> String {
    "Map \(columns.count == 1 ? "it" : "each"), or list it under 'ignore:' with the reason"
  }

  /// The source and where the pipeline file describes it.
  private var source: String { "\(settings.name), \(settings.place(ofLine: settings.line))" }

  private func twice(_ column: String, line: Int) -> ExportError {
    let at = headings.indices.filter { headings[$0] == column }.map { String($0 + 1) }
    return error(
      "COL-03",
      "'\(column)' (\(settings.place(ofLine: line))) is the heading of columns \(at.joined(separator: " and "))",
      "Ask for an export whose headings differ; which of them is meant cannot be known"
    )
  }

  private func tooManyColumns() -> ExportError {
    error(
      "COL-04",
      "\(headings.count) columns; at most \(HostileInput.mostColumns) are read",
      "Check 'delimiter:' and the export"
    )
  }

  private func numbers(_ columns: [Int]) -> String {
    let listed = columns.prefix(5).map { String($0 + 1) }.joined(separator: ", ")
    let more = columns.count > 5 ? " and \(columns.count - 5) more" : ""
    return columns.count == 1 ? "column \(listed) is" : "columns \(listed)\(more) are"
  }

  private func error(_ code: String, _ problem: String, _ remedy: String) -> ExportError {
    ExportError(
      code: code,
      file: place.file,
      line: place.line,
      problem: problem,
      remedy: remedy
    )
  }

  // Only a heading that is nearly the one asked for helps.
  private func nearest(to column: String) -> Int? {
    let most = max(1, column.unicodeScalars.count / 3)
    let near = headings.indices.map { (edits(column.folded, headings[$0].folded), $0) }.min {
      $0 < $1
    }
    guard let near, near.0 <= most, !column.folded.isEmpty else { return nil }
    return near.1
  }
}

/// The number of letters to add, drop or change to make one word of the other (Levenshtein 1965).
func edits(_ left: String, _ right: String) -> Int {
  let from = Array(left.unicodeScalars.prefix(100))
  let to = Array(right.unicodeScalars.prefix(100))
  var row = Array(0...to.count)
  for (line, letter) in from.enumerated() {
    var diagonal = row[0]
    row[0] = line + 1
    for (column, other) in to.enumerated() {
      let change = diagonal + (letter == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(change, row[column] + 1, diagonal + 1)
    }
  }
  return row[to.count]
}

extension String {
  /// Without outer ASCII spaces and tabs.
  var trimmed: String {
    let outer: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    let front = unicodeScalars.drop(while: outer)
    let back = front.reversed().prefix(while: outer).count
    return String(String.UnicodeScalarView(front.dropLast(back)))
  }

  /// Only letters and digits, upper case: `D.O.B.` and `dob` are near each other.
  fileprivate var folded: String { uppercased().filter { $0.isLetter || $0.isNumber } }
}
