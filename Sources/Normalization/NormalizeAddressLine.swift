import RecordModel

/// Reads street lines: kept as written for publishing, and folded for comparison.
struct NormalizeAddressLine: ~Copyable {
  private let words: StreetWords
  private let added: AddedPlaceholders
  private let column: Int?
  private let fillers: PhraseTable
  private let letterO = PackedWord("O")
  private let letterP = PackedWord("P")
  private let apartment = PackedWord("APT")
  private var lines: TextWriter
  private var folded: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    words = tables.streetWords
    added = tables.added(.addressLine)
    column = cells.column(of: .addressLine)
    fillers = Self.fillers
    let bytes = cells.expectedBytes(column)
    lines = TextWriter(rows: cells.rows(of: column), expecting: bytes)
    folded = TextWriter(rows: cells.rows(of: column), expecting: bytes)
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if !range.isEmpty { rules[row] = write(bytes.extracting(range)) }
      lines.endValue()
      folded.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.addressLine] = lines.finish()
    values[.addressFolded] = folded.finish()
    values[rules: .addressLine] = rules.bytes
  }

  @inline(__always)
  private mutating func write(_ cell: Span<UInt8>) -> NormalizationRule {
    guard cell.count <= TextWriter.longestValue / 2 else { return .unreadable }
    fold(cell)
    if folded.openCount == 0, UnknownWords.hasOnlyASCII(cell) { return .placeholder }
    if isFiller || added.hold(cell) {
      folded.dropValue()
      return .placeholder
    }
    lines.appendTidied(cell)
    return lines.openCount == cell.count ? .asWritten : .tidied
  }

  /// Writes capitals and digits, one space between words, street words abbreviated.
  ///
  /// Points and apostrophes close up (`N.W.` is `NW`); other punctuation parts words.
  @inline(__always)
  private mutating func fold(_ cell: Span<UInt8>) {
    var word = PackedWord()
    var wordStart = 0
    var previous = PackedWord()
    var index = 0
    while index < cell.count {
      let byte = cell[index]
      let letter = foldedASCII(byte)
      if letter != 0 {
        if word.isEmpty { wordStart = index }
        word.append(letter)
      } else if byte >= 0x80, spaceWidth(cell, index) == 0 {
        if word.isEmpty { wordStart = index }
        index += word.appendFolded(cell, at: index) - 1
      } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "'") {
        endWord(word, cell, wordStart..<index, &previous)
        word = PackedWord()
        if byte == UInt8(ascii: "#") { foldNumberSign(cell, index, &previous) }
      }
      index += 1
    }
    endWord(word, cell, wordStart..<cell.count, &previous)
  }

  @inline(__always)
  private mutating func endWord(
    _ word: PackedWord,
    _ cell: Span<UInt8>,
    _ range: Range<Int>,
    _ previous: inout PackedWord
  ) {
    if word.isEmpty { return }
    // P.O. and P O are one word.
    let closesUp = word.count == 1 && word == letterO && previous == letterP
    if folded.openCount > 0, !closesUp { folded.append(UInt8(ascii: " ")) }
    let form = word.count > 1 ? words.form(of: word) ?? word : word
    if form.isWhole { folded.append(form) } else { folded.appendFolded(cell.extracting(range)) }
    previous = form
  }

  /// `#4` is `APT 4`, unless the kind of unit is said: `STE #4` is `STE 4`.
  private mutating func foldNumberSign(
    _ cell: Span<UInt8>,
    _ index: Int,
    _ previous: inout PackedWord
  ) {
    guard folded.openCount > 0, index + 1 < cell.count, !words.isUnit(previous) else { return }
    folded.append(" APT")
    previous = apartment
  }

  /// Says whether the folded line is one that is typed for want of an address.
  private var isFiller: Bool {
    folded.withValue { line in
      guard !line.isEmpty else { return false }
      if isDigit(line[0]), line[0] != UInt8(ascii: "1"), line[0] != UInt8(ascii: "0") {
        return false
      }
      return line.count <= 20 && fillers.number(of: line) != nil
    }
  }

  /// After the CMS patient matching proposal 3.4.0: 123 Main St without unit, PO Box 0, and words.
  private static let fillers = PhraseTable(
    [
      "123 MAIN ST", "123 MAIN", "123 ANY ST", "123 ANYWHERE ST", "PO BOX 0", "UNKNOWN", "UNK",
      "HOMELESS", "GENERAL DELIVERY", "GEN DELIVERY", "GEN DEL", "NO ADDRESS", "NO FIXED ADDRESS",
      "NO FIXED ABODE", "NFA", "NONE", "NA", "N A", "NULL", "TRANSIENT", "ADDRESS UNKNOWN",
      "UNKNOWN ADDRESS", "BAD ADDRESS", "NOT GIVEN", "NOT AVAILABLE", "RETURNED MAIL",
      "MAIL RETURNED", "REFUSED", "MISSING", "TEST", "SAME", "0", "00", "000", "0000",
    ].map { (phrase: Array($0.utf8), number: 0) }
  )
}
