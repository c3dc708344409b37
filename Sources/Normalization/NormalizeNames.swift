import RecordModel

/// Reads the name of every row, combined or split over columns.
///
/// A family or given name in a column of its own holds against the combined name; what such columns do
/// not say is taken from the combined one. Letter case is kept; suffixes get one form (`JR`).
struct NormalizeNames: ~Copyable {
  private let words: NameWords
  private let placeholders: NamePlaceholders
  private let order: NameOrder
  private let columns: NameColumns
  private var tokens = NameTokens()
  private var written = WrittenName()
  private var output: NameOutput
  private var rules: NameRules

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    words = tables.nameWords
    placeholders = tables.namePlaceholders
    order = tables.nameOrder
    columns = NameColumns(cells)
    output = NameOutput(rows: cells.rowCount, expecting: columns.expectedBytes(cells))
    rules = NameRules(rows: cells.rowCount)
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard columns.hasAny else { return }
    let bytes = cells.bytes.span
    for row in rows {
      written = WrittenName()
      readFamily(bytes.extracting(columns.range(cells, row, columns.family)), row)
      readGiven(bytes.extracting(columns.range(cells, row, columns.given)), row)
      if !(written.hasFamily && written.hasGiven) {
        readCombined(bytes.extracting(columns.range(cells, row, columns.combined)), row)
      }
      readMiddle(bytes.extracting(columns.range(cells, row, columns.middle)), row)
      readSuffix(bytes.extracting(columns.range(cells, row, columns.suffix)), row)
      readMaiden(bytes.extracting(columns.range(cells, row, columns.maiden)), row)
      dropDoes(row)
      if written.hasPlaceholder { writePlaceholder(bytes, cells, row) }
      output.endRow()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    output.finish(into: &values)
    rules.finish(into: &values)
  }

  // MARK: One cell

  @inline(__always)
  private mutating func readFamily(_ cell: Span<UInt8>, _ row: Int) {
    guard !cell.isEmpty else { return }
    tokens.scan(cell, words)
    var name = SplitName()
    name.splitFamily(tokens, 0..<tokens.count)
    rules.family[row] = take(name, of: cell, whole: .asWritten)
  }

  @inline(__always)
  private mutating func readGiven(_ cell: Span<UInt8>, _ row: Int) {
    guard !cell.isEmpty else { return }
    tokens.scan(cell, words)
    var name = SplitName()
    name.splitGiven(tokens, 0..<tokens.count)
    name.isSplit = name.given.count > 1 || name.suffix >= 0 || !name.prefix.isEmpty
    rules.given[row] = take(name, of: cell, whole: .asWritten)
  }

  @inline(__always)
  private mutating func readCombined(_ cell: Span<UInt8>, _ row: Int) {
    guard !cell.isEmpty else { return }
    tokens.scan(cell, words)
    let name = SplitName(tokens, order: order)
    rules.combined[row] = take(name, of: cell, whole: .asWritten)
  }

  /// Writes the parts of a cell that the row does not have yet; returns what was done.
  @inline(__always)
  private mutating func take(
    _ name: SplitName,
    of cell: Span<UInt8>,
    whole: NormalizationRule
  ) -> NormalizationRule {
    if tokens.count == 0 {
      written.hasPlaceholder = true
      return .placeholder
    }
    var rule = name.isSplit ? NormalizationRule.split : whole
    if !name.family.isEmpty, !written.hasFamily, !takeFamily(name, cell) { rule = .placeholder }
    if !name.given.isEmpty, !written.hasGiven, !takeGiven(name, cell) { rule = .placeholder }
    if !name.prefix.isEmpty { output.writePrefix(tokens, name.prefix, cell) }
    if !name.maiden.isEmpty { output.writeMaiden(tokens, name.maiden, cell) }
    if name.suffix >= 0 { output.writeSuffix(tokens, name, words) }
    return rule
  }

  @inline(__always)
  private mutating func takeFamily(_ name: SplitName, _ cell: Span<UInt8>) -> Bool {
    if placeholders.isFamily(tokens, name.family, in: cell) {
      written.hasPlaceholder = true
      return false
    }
    written.hasFamily = true
    if name.family.count == 1 { written.familyWord = tokens[name.family.lowerBound].word }
    output.writeFamily(tokens, name.family, cell)
    return true
  }

  @inline(__always)
  private mutating func takeGiven(_ name: SplitName, _ cell: Span<UInt8>) -> Bool {
    if placeholders.isGiven(tokens, name.given, in: cell) {
      written.hasPlaceholder = true
      written.givenWord = tokens[name.given.lowerBound].word
      return false
    }
    written.hasGiven = true
    written.givenWord = tokens[name.given.lowerBound].word
    output.writeGiven(tokens, name.given, cell)
    let rest = name.given.lowerBound + 1..<name.given.upperBound
    if !rest.isEmpty, !placeholders.isMiddle(tokens, rest, in: cell) {
      output.writeMiddle(tokens, rest, cell)
    }
    return true
  }

  private mutating func readMiddle(_ cell: Span<UInt8>, _ row: Int) {
    guard !cell.isEmpty else { return }
    tokens.scan(cell, words)
    let all = 0..<tokens.count
    if all.isEmpty || placeholders.isMiddle(tokens, all, in: cell) {
      rules.middle[row] = .placeholder
    } else {
      output.writeMiddle(tokens, all, cell)
      rules.middle[row] = .asWritten
    }
  }

  private mutating func readSuffix(_ cell: Span<UInt8>, _ row: Int) {
    guard !cell.isEmpty else { return }
    if UnknownWords.isUnknown(cell) {
      rules.suffix[row] = .placeholder
      return
    }
    let form = words.suffixForm(of: PackedWord(folding: cell))
    output.replaceSuffix(cell, form: form)
    rules.suffix[row] = form == nil ? .asWritten : .mapped
  }

  private mutating func readMaiden(_ cell: Span<UInt8>, _ row: Int) {
    guard !cell.isEmpty else { return }
    tokens.scan(cell, words)
    let all = 0..<tokens.count
    if all.isEmpty || placeholders.isFamily(tokens, all, in: cell) {
      rules.maiden[row] = .placeholder
    } else {
      output.replaceMaiden(tokens, all, cell)
      rules.maiden[row] = .asWritten
    }
  }

  // MARK: Names of nobody

  /// John Doe is two placeholders; Doe alone is a family name.
  @inline(__always)
  private mutating func dropDoes(_ row: Int) {
    guard placeholders.areDoe(family: written.familyWord, given: written.givenWord) else { return }
    output.dropName()
    written.hasPlaceholder = true
    rules.markPlaceholder(row)
  }

  /// Keeps the name as written beside whatever of it is usable.
  private mutating func writePlaceholder(
    _ bytes: Span<UInt8>,
    _ cells: CellTable,
    _ row: Int
  ) {
    let family = bytes.extracting(columns.range(cells, row, columns.family))
    let given = bytes.extracting(columns.range(cells, row, columns.given))
    if family.isEmpty, given.isEmpty {
      output.writeAsWritten(bytes.extracting(columns.range(cells, row, columns.combined)))
    } else {
      output.writeAsWritten(family: family, given: given)
    }
  }
}

/// What is known of a row's name while its cells are read.
private struct WrittenName {
  var hasFamily = false
  var hasGiven = false
  var hasPlaceholder = false
  var familyWord = PackedWord()
  var givenWord = PackedWord()
}

/// The columns that a name is read from, -1 for none.
struct NameColumns {
  let combined: Int
  let family: Int
  let given: Int
  let middle: Int
  let suffix: Int
  let maiden: Int

  init(_ cells: CellTable) {
    combined = cells.column(of: .name) ?? -1
    family = cells.column(of: .familyName) ?? -1
    given = cells.column(of: .givenName) ?? -1
    middle = cells.column(of: .middleName) ?? -1
    suffix = cells.column(of: .nameSuffix) ?? -1
    maiden = cells.column(of: .maidenName) ?? -1
  }

  var hasAny: Bool { max(combined, family, given, middle, suffix, maiden) >= 0 }

  /// The byte range of a cell, empty when the field is not mapped.
  @inline(__always)
  func range(_ cells: CellTable, _ row: Int, _ column: Int) -> Range<Int> {
    column < 0 ? 0..<0 : cells.range(row, column)
  }

  func expectedBytes(_ cells: CellTable) -> Int {
    [combined, family, given].filter { $0 >= 0 }.map { cells.expectedBytes($0) }.reduce(0, +)
  }
}
