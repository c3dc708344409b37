import RecordModel

/// A source's paths, prepared for matching: names are numbers, and every path knows where it starts.
struct XMLPlan: Sendable {
  /// One element on the way down, by numbers of names.
  struct Step: Sendable {
    var name: Int
    var index: Int?
    var attribute: Int?
    var value: [UInt8] = []
  }

  /// One path of one rule.
  struct Column: Sendable {
    var path: String
    /// Depth of the element the path starts from; the root has depth 1.
    var anchorDepth: Int
    var steps: [Step]
    var attribute: Int?
    /// Put between several matches; nil when there may be one only.
    var join: [UInt8]?
    var takesFirst: Bool
  }

  /// One cell of a row: the paths it is made of.
  struct Cell: Sendable {
    var columns: Range<Int>
    var join: [UInt8]
    var keepsEmptyParts: Bool
  }

  /// Element and attribute names; everywhere else a name is an index into these.
  private(set) var names: [String] = []
  private(set) var each: [Int] = []
  let eachText: String
  private(set) var columns: [Column] = []
  private(set) var cells: [Cell] = []
  private(set) var columnOfField = [Int16](repeating: -1, count: Field.count)
  /// One a cell: the paths as written.
  let headings: [String]

  init(_ settings: SourceSettings) throws(ExportError) {
    headings = settings.columns.map { $0.columns.joined(separator: " | ") }
    eachText = settings.each ?? ""
    do {
      for step in try XMLPath(each: eachText).steps { each.append(number(of: step.name)) }
    } catch {
      throw Self.error(settings, "'each: \(eachText)': \(error.problem)", settings.line)
    }
    for (index, rule) in settings.columns.enumerated() {
      let first = columns.count
      for path in rule.columns { columns.append(try column(path, rule, settings)) }
      cells.append(
        Cell(
          columns: first..<columns.count,
          join: Array(rule.joinOfColumns.utf8),
          keepsEmptyParts: rule.keepsEmptyParts
        )
      )
      columnOfField[Int(rule.field.rawValue)] = Int16(truncatingIfNeeded: index)
    }
  }

  private mutating func column(
    _ text: String,
    _ rule: ColumnRule,
    _ settings: SourceSettings
  ) throws(ExportError) -> Column {
    let path: XMLPath
    do { path = try XMLPath(text) } catch { throw Self.error(settings, error.problem, rule.line) }
    guard path.climbs < each.count else {
      throw Self.error(settings, "'\(text)' climbs above the root of '\(eachText)'", rule.line)
    }
    let steps = path.steps.map { step in
      Step(
        name: number(of: step.name),
        index: step.index,
        attribute: step.condition.map { number(of: $0.attribute) },
        value: Array((step.condition?.value ?? "").utf8)
      )
    }
    return Column(
      path: text,
      anchorDepth: each.count - path.climbs,
      steps: steps,
      attribute: path.attribute.map { number(of: $0) },
      join: rule.join.map { Array($0.utf8) },
      takesFirst: rule.takesFirst
    )
  }

  private mutating func number(of name: String) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    return names.count - 1
  }

  private static func error(
    _ settings: SourceSettings,
    _ problem: String,
    _ line: Int
  ) -> ExportError {
    ExportError(
      code: "XML-06",
      file: settings.name,
      problem: "\(problem) (\(settings.place(ofLine: line)))",
      remedy: "Correct the path there"
    )
  }
}
