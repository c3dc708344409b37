import RecordModel

/// A source's paths, prepared for reading.
struct HL7Plan: Sendable {
  /// One path of one rule.
  struct Column: Sendable {
    var path: HL7Path
    /// Put between several values; nil when there may be one only.
    var join: [UInt8]?
    var takesFirst: Bool
  }

  /// One cell of a row: the paths it is made of.
  struct Cell: Sendable {
    var columns: [Column]
    var join: [UInt8]
    var keepsEmptyParts: Bool
  }

  private(set) var cells: [Cell] = []
  private(set) var columnOfField = [Int16](repeating: -1, count: Field.count)
  /// One a cell: the paths as written.
  let headings: [String]

  init(_ settings: SourceSettings) throws(ExportError) {
    headings = settings.columns.map { $0.columns.joined(separator: " | ") }
    for (index, rule) in settings.columns.enumerated() {
      var columns: [Column] = []
      for text in rule.columns { columns.append(try Self.column(text, rule, settings)) }
      cells.append(
        Cell(
          columns: columns,
          join: Array(rule.joinOfColumns.utf8),
          keepsEmptyParts: rule.keepsEmptyParts
        )
      )
      columnOfField[Int(rule.field.rawValue)] = Int16(truncatingIfNeeded: index)
    }
  }

  private static func column(
    _ text: String,
    _ rule: ColumnRule,
    _ settings: SourceSettings
  ) throws(ExportError) -> Column {
    // Several columns are put together with `join`, so that it says nothing about several values.
    let joinsValues = rule.columns.count == 1
    do {
      return Column(
        path: try HL7Path(text),
        join: joinsValues ? rule.join.map { Array($0.utf8) } : nil,
        takesFirst: rule.takesFirst
      )
    } catch {
      throw ExportError(
        code: "HL7-02",
        file: settings.name,
        problem: "\(error.problem) (\(settings.place(ofLine: rule.line)))",
        remedy: "Correct the column there"
      )
    }
  }
}
