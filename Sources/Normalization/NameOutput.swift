import RecordModel

/// The text columns that a name fills.
struct NameOutput: ~Copyable {
  private var family: TextWriter
  private var given: TextWriter
  private var middle: TextWriter
  private var prefix: TextWriter
  private var suffix: TextWriter
  private var maiden: TextWriter
  private var asWritten: TextWriter
  private var familyFolded: TextWriter
  private var givenFolded: TextWriter

  init(rows: Int, expecting bytes: Int) {
    family = TextWriter(rows: rows, expecting: bytes / 2)
    given = TextWriter(rows: rows, expecting: bytes / 2)
    middle = TextWriter(rows: rows, expecting: rows * 2)
    prefix = TextWriter(rows: rows, expecting: 0)
    suffix = TextWriter(rows: rows, expecting: 0)
    maiden = TextWriter(rows: rows, expecting: 0)
    asWritten = TextWriter(rows: rows, expecting: 0)
    familyFolded = TextWriter(rows: rows, expecting: bytes / 2)
    givenFolded = TextWriter(rows: rows, expecting: bytes / 2)
  }

  @inline(__always)
  mutating func writeFamily(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    _ cell: Span<UInt8>
  ) {
    for index in range {
      let token = tokens[index]
      if index > range.lowerBound { family.append(UInt8(ascii: " ")) }
      family.append(cell.extracting(token.range))
      familyFolded.appendFolded(token, of: cell)
    }
  }

  @inline(__always)
  mutating func writeGiven(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    _ cell: Span<UInt8>
  ) {
    let token = tokens[range.lowerBound]
    given.append(cell.extracting(token.range))
    givenFolded.appendFolded(token, of: cell)
  }

  mutating func writeMiddle(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    _ cell: Span<UInt8>
  ) {
    Self.write(tokens, range, cell, to: &middle)
  }

  mutating func writePrefix(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    _ cell: Span<UInt8>
  ) {
    prefix.dropValue()
    Self.write(tokens, range, cell, to: &prefix)
  }

  /// Keeps the first maiden name found, without brackets.
  mutating func writeMaiden(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    _ cell: Span<UInt8>
  ) {
    guard maiden.openCount == 0 else { return }
    for index in range {
      var (start, end) = (tokens[index].range.lowerBound, tokens[index].range.upperBound)
      if tokens[index].isBracketed { start += 1 }
      if end > start, cell[end - 1] == UInt8(ascii: ")") { end -= 1 }
      if index > range.lowerBound { maiden.append(UInt8(ascii: " ")) }
      maiden.append(cell.extracting(start..<end))
    }
  }

  /// A maiden name in a column of its own.
  mutating func replaceMaiden(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    _ cell: Span<UInt8>
  ) {
    maiden.dropValue()
    writeMaiden(tokens, range, cell)
  }

  /// Keeps the first suffix found beside a family or given name.
  mutating func writeSuffix(
    _ tokens: borrowing NameTokens,
    _ name: SplitName,
    _ words: borrowing NameWords
  ) {
    guard suffix.openCount == 0 else { return }
    let first = tokens[name.suffix].word
    suffix.append(words.suffixForm(of: first) ?? first)
    guard name.secondSuffix >= 0 else { return }
    let second = tokens[name.secondSuffix].word
    suffix.append(UInt8(ascii: " "))
    suffix.append(words.suffixForm(of: second) ?? second)
  }

  /// A suffix in a column of its own, in its one form when it has one.
  mutating func replaceSuffix(_ cell: Span<UInt8>, form: PackedWord?) {
    suffix.dropValue()
    if let form { suffix.append(form) } else { suffix.appendTidied(cell) }
  }

  mutating func writeAsWritten(_ cell: Span<UInt8>) { asWritten.appendTidied(cell) }

  /// `FAMILY, GIVEN` from two cells.
  mutating func writeAsWritten(family: Span<UInt8>, given: Span<UInt8>) {
    asWritten.appendTidied(family)
    if !family.isEmpty, !given.isEmpty { asWritten.append(", ") }
    asWritten.appendTidied(given)
  }

  /// Takes back family, given and middle name of the row.
  mutating func dropName() {
    family.dropValue()
    given.dropValue()
    middle.dropValue()
    familyFolded.dropValue()
    givenFolded.dropValue()
  }

  @inline(__always)
  mutating func endRow() {
    family.endValue()
    given.endValue()
    middle.endValue()
    prefix.endValue()
    suffix.endValue()
    maiden.endValue()
    asWritten.endValue()
    familyFolded.endValue()
    givenFolded.endValue()
  }

  mutating func finish(into values: inout NormalizedColumns) {
    values[.family] = family.finish()
    values[.given] = given.finish()
    values[.middle] = middle.finish()
    values[.prefix] = prefix.finish()
    values[.suffix] = suffix.finish()
    values[.maiden] = maiden.finish()
    values[.nameAsWritten] = asWritten.finish()
    values[.familyFolded] = familyFolded.finish()
    values[.givenFolded] = givenFolded.finish()
  }

  private static func write(
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    _ cell: Span<UInt8>,
    to writer: inout TextWriter
  ) {
    for index in range {
      if writer.openCount > 0 { writer.append(UInt8(ascii: " ")) }
      writer.append(cell.extracting(tokens[index].range))
    }
  }
}

extension TextWriter {
  /// Appends the folded letters of a word of a name.
  @inline(__always)
  fileprivate mutating func appendFolded(_ token: NameToken, of cell: Span<UInt8>) {
    if token.word.isWhole { append(token.word) } else { appendFolded(cell.extracting(token.range)) }
  }
}

/// What was done to the name cells of every row.
struct NameRules: ~Copyable {
  var combined: RuleColumn
  var family: RuleColumn
  var given: RuleColumn
  var middle: RuleColumn
  var suffix: RuleColumn
  var maiden: RuleColumn

  init(rows: Int) {
    combined = RuleColumn(rows: rows)
    family = RuleColumn(rows: rows)
    given = RuleColumn(rows: rows)
    middle = RuleColumn(rows: rows)
    suffix = RuleColumn(rows: rows)
    maiden = RuleColumn(rows: rows)
  }

  /// Marks the cells that a placeholder name came from.
  mutating func markPlaceholder(_ row: Int) {
    if combined[row] != .absent { combined[row] = .placeholder }
    if family[row] != .absent { family[row] = .placeholder }
    if given[row] != .absent { given[row] = .placeholder }
  }

  mutating func finish(into values: inout NormalizedColumns) {
    values[rules: .name] = combined.bytes
    values[rules: .familyName] = family.bytes
    values[rules: .givenName] = given.bytes
    values[rules: .middleName] = middle.bytes
    values[rules: .nameSuffix] = suffix.bytes
    values[rules: .maidenName] = maiden.bytes
  }
}
