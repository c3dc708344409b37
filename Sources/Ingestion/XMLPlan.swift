import RecordModel

/// A source's paths, prepared for matching: names are numbers, and every path knows where it starts.
struct XMLPlan: Sendable {
  /// What an attribute must say, by the number of its name.
  struct Condition: Sendable {
    var attribute: Int
    var test: XMLPath.Condition.Test
    var value: [UInt8]
  }

  /// One element on the way down, by numbers of names.
  struct Step: Sendable {
    var name: Int
    /// Counted from 1 among siblings; 0 for any.
    var index: Int
    /// Into `conditions`.
    var conditions: Range<Int>
  }

  /// One path: of a rule, or of something that is counted.
  struct Column: Sendable {
    /// Depth of the element the path starts from; the root has depth 1.
    var anchorDepth: Int
    /// Into `steps`.
    var steps: Range<Int>
    /// The attribute that holds the value, -1 for the text.
    var attribute: Int
    /// Says whether several matches are put together.
    var hasJoin: Bool
    var takesFirst: Bool
    /// Says whether only matches are counted.
    var isCounted: Bool
    /// Says whether the path is found by its first step's attribute, in `XMLKeyedColumns`.
    var isKeyed: Bool
    /// Into `items`, or -1.
    var item: Int
  }

  /// One cell of a row: the columns of the pipeline file it is made of.
  struct Cell: Sendable {
    /// Of each column its alternatives, of each alternative its paths.
    var parts: [[Range<Int>]]
    var join: [UInt8]
    var keepsEmptyParts: Bool
  }

  /// An item that a column is about.
  struct Item: Sendable {
    var number: [UInt8]
    var longestValue: Int
    var field: Field
  }

  /// Something that is counted in every row.
  struct Remark: Sendable {
    var column: Int
    var limit: Int
    var code: RuleCode
    var field: Field
    var refuses: Bool
  }

  /// Element and attribute names; everywhere else a name is an index into these.
  private(set) var names: [String] = []
  private(set) var each: [Int] = []
  let shape: XMLShape
  /// Depth of the element that is a row when it holds none; out of reach where there is no such thing.
  private(set) var outerDepth = Int.max
  private(set) var columns: [Column] = []
  /// For each column: the path as written, and what is put between several matches.
  private(set) var paths: [String] = []
  private(set) var joins: [[UInt8]] = []
  private(set) var steps: [Step] = []
  private(set) var conditions: [Condition] = []
  private(set) var keyed = XMLKeyedColumns()
  private(set) var cells: [Cell] = []
  /// For each cell the one path it is, or -1 where it is put together or has alternatives.
  private(set) var singleColumns: [Int] = []
  /// For each name the one path that ends at an element of that name with its text, whatever else is
  /// said of it; -1 where no path does or where the name has other uses.
  private(set) var pathOfName: [Int] = []
  private(set) var items: [Item] = []
  private(set) var itemNumber = -1
  private(set) var remarks: [Remark] = []
  private(set) var columnOfField = [Int16](repeating: -1, count: Field.count)
  /// One a cell: the paths as written.
  let headings: [String]

  init(_ settings: SourceSettings, _ shape: XMLShape? = nil) throws(ExportError) {
    let shape = shape ?? XMLShape(each: settings.each ?? "")
    self.shape = shape
    headings = settings.columns.map { $0.columns.joined(separator: " | ") } + shape.identity
    do {
      for step in try XMLPath(each: shape.each).steps { each.append(number(of: step.name)) }
    } catch {
      throw Self.error(settings, "'each: \(shape.each)': \(error.problem)", settings.line)
    }
    if shape.countsEmptyParents { outerDepth = each.count - 1 }
    if let name = shape.itemNumber { itemNumber = number(of: name) }
    for (index, rule) in settings.columns.enumerated() {
      cells.append(try cell(rule, settings))
      columnOfField[Int(rule.field.rawValue)] = Int16(truncatingIfNeeded: index)
    }
    for name in shape.identity {
      // No field is read from this cell; the row's key and digest are made of it too.
      cells.append(try cell(ColumnRule(field: .folder, columns: [name]), settings))
    }
    for remark in shape.remarks {
      remarks.append(
        Remark(
          column: columns.count,
          limit: remark.limit,
          code: remark.code,
          field: remark.field,
          refuses: remark.refuses
        )
      )
      append(remark.path, "", isCounted: true)
    }
    keyed.sort()
    pathOfName = names.indices.map(onlyPath)
    singleColumns = cells.map { cell in
      guard cell.parts.count == 1, cell.parts[0].count == 1, cell.parts[0][0].count == 1 else {
        return -1
      }
      return cell.parts[0][0].lowerBound
    }
  }

  private func onlyPath(ofName name: Int) -> Int {
    guard steps.count(where: { $0.name == name }) == 1,
      let step = steps.firstIndex(where: { $0.name == name }),
      let column = columns.firstIndex(where: { $0.steps.contains(step) }),
      endsPlainly(columns[column], step)
    else { return -1 }
    return column
  }

  /// Says whether a path ends at a step with its text, whatever the element's place and attributes.
  func endsPlainly(_ column: Column, _ step: Int) -> Bool {
    step + 1 == column.steps.upperBound && column.attribute < 0 && !column.isCounted
      && column.item < 0 && !column.isKeyed && steps[step].index == 0
      && steps[step].conditions.isEmpty
  }

  /// The name of row elements that may be read without libxml2; empty where it must see them all.
  var nameOfPlainRows: [UInt8] {
    guard each.count > 1, each.count < 128, let last = each.last, !shape.readsRootNamespaceOnly,
      shape.longestRow >= XMLPlainRow.longest
    else { return [] }
    return Array(names[last].utf8)
  }

  private mutating func cell(
    _ rule: ColumnRule,
    _ settings: SourceSettings
  ) throws(ExportError) -> Cell {
    var cell = Cell(
      parts: [],
      join: Array(rule.joinOfColumns.utf8),
      keepsEmptyParts: rule.keepsEmptyParts
    )
    for text in rule.columns {
      do {
        cell.parts.append(try part(text, rule))
      } catch {
        throw Self.error(settings, error.problem, rule.line)
      }
    }
    return cell
  }

  private mutating func part(
    _ text: String,
    _ rule: ColumnRule
  ) throws(XMLPathError) -> [Range<Int>] {
    var alternatives: [Range<Int>] = []
    for alternative in try shape.alternatives(text) {
      let first = columns.count
      for path in alternative.paths {
        guard path.climbs < each.count else {
          throw XMLPathError("'\(text)' climbs above the root of '\(shape.each)'")
        }
        append(path, text, rule, item(alternative, rule))
      }
      alternatives.append(first..<columns.count)
    }
    return alternatives
  }

  private mutating func append(
    _ path: XMLPath,
    _ text: String,
    _ rule: ColumnRule? = nil,
    _ item: Int = -1,
    isCounted: Bool = false
  ) {
    let firstStep = steps.count
    for step in path.steps {
      let first = conditions.count
      for condition in step.conditions {
        conditions.append(
          Condition(
            attribute: number(of: condition.attribute),
            test: condition.test,
            value: Array(condition.value.utf8)
          )
        )
      }
      steps.append(
        Step(
          name: number(of: step.name),
          index: step.index ?? 0,
          conditions: first..<conditions.count
        )
      )
    }
    let anchorDepth = each.count - path.climbs
    var column = Column(
      anchorDepth: anchorDepth,
      steps: firstStep..<steps.count,
      attribute: path.attribute.map { number(of: $0) } ?? -1,
      hasJoin: rule?.join != nil,
      takesFirst: rule?.takesFirst ?? false,
      isCounted: isCounted,
      isKeyed: false,
      item: item
    )
    if let first = steps[firstStep...].first {
      column.isKeyed = keyed.add(first, conditions, columns.count, anchorDepth)
    }
    columns.append(column)
    paths.append(text)
    joins.append(Array((rule?.join ?? "").utf8))
  }

  private mutating func item(_ alternative: XMLShape.Alternative, _ rule: ColumnRule) -> Int {
    guard let item = alternative.item else { return -1 }
    let number = Array(item.number.utf8)
    items.append(Item(number: number, longestValue: item.longestValue, field: rule.field))
    return items.count - 1
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
