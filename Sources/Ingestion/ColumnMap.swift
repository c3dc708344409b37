import RecordModel

/// Which column of an export says what: headings matched once a file against the pipeline file.
struct ColumnMap: Sendable {
  /// A field that several columns say together.
  struct Composed: Sendable {
    /// Columns of the file, from 0.
    var parts: [Int]
    var join: [UInt8]
    /// Says whether an empty part keeps its place: in numbers, where `7//3` is not `7/3`.
    var keepsEmptyParts: Bool
  }

  /// Headings of the file's own columns; column numbers where there is no header.
  let headings: [String]
  /// Cells in each row of the file: one more than there are columns when every row ends in a delimiter.
  let cellsInFile: Int
  /// For each `Field.rawValue` the column of the batch, or -1.
  private(set) var columnOfField = [Int16](repeating: -1, count: Field.count)
  /// Columns of the batch behind the file's own.
  private(set) var composed: [Composed] = []

  var hasTrailingCell: Bool { cellsInFile > headings.count }
  /// Cells in every row of the batch.
  var columnCount: Int { headings.count + composed.count }

  /// Maps a file by its first line.
  ///
  /// - Parameters:
  ///   - cells: The header's cells, or the first row's where there is no header; decoded.
  ///   - settings: The source.
  ///   - file: Name and line, for messages.
  /// - Throws: `COL-01` for a missing column, `COL-02` for one that nothing is said about, `COL-03`
  ///   for a heading that occurs twice, `COL-04` for too many columns.
  init(cells: [String], settings: SourceSettings, file: ColumnMatching.Place) throws(ExportError) {
    let matching = ColumnMatching(cells: cells, settings: settings, place: file)
    headings = matching.headings
    cellsInFile = cells.count
    if settings.takesEveryColumn { try matching.checkCount() } else { try matching.check() }
    map(settings) { matching.index(of: $0) }
  }

  /// Maps a file whose columns do not depend on its first line.
  init(headings: [String], settings: SourceSettings) {
    self.headings = headings
    cellsInFile = headings.count
    map(settings) { headings.firstIndex(of: $0) }
  }

  private mutating func map(_ settings: SourceSettings, _ index: (String) -> Int?) {
    for rule in settings.columns {
      let parts = rule.columns.compactMap(index)
      guard let first = parts.first else { continue }
      if rule.columns.count == 1 {
        columnOfField[Int(rule.field.rawValue)] = Int16(truncatingIfNeeded: first)
        continue
      }
      let column = headings.count + composed.count
      columnOfField[Int(rule.field.rawValue)] = Int16(truncatingIfNeeded: column)
      composed.append(
        Composed(
          parts: parts,
          join: Array(rule.joinOfColumns.utf8),
          keepsEmptyParts: rule.keepsEmptyParts
        )
      )
    }
  }
}
