import RecordModel

/// How a text field without a normalizer of its own is kept.
enum TextForm: Sendable {
  /// Letter for letter, without outer spaces: ids, paths, hashes.
  case exact
  /// Without doubled spaces too.
  case tidied
  /// Tidied, and words for "unknown" are missing.
  case place
}

/// Reads one text field of every row.
///
/// A code map of the pipeline file is asked first; what it does not name is kept as written.
struct NormalizeText: ~Copyable {
  private let field: Field
  private let value: TextValue
  private let form: TextForm
  private let map: CodeMap
  private let added: AddedPlaceholders
  private let column: Int?
  private var texts: TextWriter
  private var rules: RuleColumn

  init(
    _ field: Field,
    _ value: TextValue,
    _ form: TextForm,
    _ tables: NormalizationTables,
    _ cells: CellTable
  ) {
    self.field = field
    self.value = value
    self.form = form
    map = tables.codeMaps[Int(field.rawValue)]
    added = tables.added(field)
    column = cells.column(of: field)
    texts = TextWriter(
      rows: cells.rows(of: column),
      expecting: cells.expectedBytes(column)
    )
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if !range.isEmpty { rules[row] = write(bytes.extracting(range)) }
      texts.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    guard column != nil else { return }
    values[value] = texts.finish()
    values[rules: field] = rules.bytes
  }

  @inline(__always)
  private mutating func write(_ cell: Span<UInt8>) -> NormalizationRule {
    guard cell.count <= TextWriter.longestValue else { return .unreadable }
    if added.hold(cell) { return .placeholder }
    if !map.isEmpty, let meaning = map.meaning(of: cell) {
      texts.append(meaning.span)
      return .mapped
    }
    switch form {
    case .exact: texts.append(cell.extracting(trimmed(cell)))
    case .tidied: texts.appendTidied(cell)
    case .place:
      if cell.count <= 16, UnknownWords.isUnknown(cell) { return .placeholder }
      texts.appendTidied(cell)
    }
    if texts.openCount == 0 { return .absent }
    return texts.openCount == cell.count ? .asWritten : .tidied
  }
}

/// The text fields that need no more than tidying.
struct NormalizeTexts: ~Copyable {
  private static let fields: [(field: Field, value: TextValue, form: TextForm)] = [
    (.city, .city, .place), (.documentID, .documentID, .exact),
    (.documentTitle, .documentTitle, .tidied), (.author, .author, .tidied),
    (.image, .image, .exact), (.imageHash, .imageHash, .exact), (.box, .box, .tidied),
    (.folder, .folder, .tidied), (.reel, .reel, .tidied), (.fiche, .fiche, .tidied),
    (.frame, .frame, .tidied), (.diagnosisCode, .diagnosisCode, .tidied),
    (.procedureCode, .procedureCode, .tidied), (.codeSystem, .codeSystem, .tidied),
  ]

  private var texts: InlineArray<14, NormalizeText>

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    texts = InlineArray { index in
      let entry = Self.fields[index]
      return NormalizeText(entry.field, entry.value, entry.form, tables, cells)
    }
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    for index in texts.indices { texts[index].read(rows, of: cells) }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    for index in texts.indices { texts[index].finish(into: &values) }
  }
}
