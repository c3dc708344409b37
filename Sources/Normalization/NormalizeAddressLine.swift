import RecordModel

/// Reads street lines: kept as written for publishing, and folded for comparison.
struct NormalizeAddressLine: ~Copyable {
  private let words: StreetWords
  private let added: AddedPlaceholders
  private let column: Int?
  private let fillers: PhraseTable
  private var lines: TextWriter
  private var folded: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    words = tables.streetWords
    added = tables.added(.addressLine)
    column = cells.column(of: .addressLine)
    fillers = Self.fillers
    let bytes = column.map { cells.expectedBytes($0) } ?? 0
    lines = TextWriter(rows: cells.rowCount, expecting: bytes)
    folded = TextWriter(rows: cells.rowCount, expecting: bytes)
    rules = RuleColumn(rows: cells.rowCount)
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
    var previous = PackedWord()
    for index in cell.indices {
      let byte = cell[index]
      let letter = foldedASCII(byte)
      if letter != 0 {
        if word.isEmpty, folded.openCount > 0 { folded.append(UInt8(ascii: " ")) }
        folded.append(letter)
        word.append(letter)
      } else if byte >= 0x80 {
        if spaceWidth(cell, index) == 2 { endWord(&word, &previous) }
        foldMarked(cell, index, &word)
      } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "'") {
        endWord(&word, &previous)
        if byte == UInt8(ascii: "#") { foldNumberSign(cell, index, &previous) }
      }
    }
    endWord(&word, &previous)
  }

  private mutating func foldMarked(_ cell: Span<UInt8>, _ index: Int, _ word: inout PackedWord) {
    // Bytes that only continue a character fold to nothing when they are asked by themselves.
    let letters = foldedLetters(cell, at: index)
    guard letters.first != 0 else { return }
    if word.isEmpty, folded.openCount > 0 { folded.append(UInt8(ascii: " ")) }
    folded.append(letters.first)
    word.append(letters.first)
    guard letters.second != 0 else { return }
    folded.append(letters.second)
    word.append(letters.second)
  }

  @inline(__always)
  private mutating func endWord(_ word: inout PackedWord, _ previous: inout PackedWord) {
    if word.isEmpty { return }
    var closed = word
    if word.count > 1, let form = words.form(of: word) {
      folded.shortenValue(to: folded.openCount - word.count)
      folded.append(form)
      closed = form
    } else if word.count == 1, word == Self.letterO, previous == Self.letterP {
      // P.O. and P O are one word.
      folded.shortenValue(to: folded.openCount - 2)
      folded.append(UInt8(ascii: "O"))
    }
    previous = closed
    word = PackedWord()
  }

  /// `#4` is `APT 4`, unless the kind of unit is said: `STE #4` is `STE 4`.
  private mutating func foldNumberSign(
    _ cell: Span<UInt8>,
    _ index: Int,
    _ previous: inout PackedWord
  ) {
    guard folded.openCount > 0, index + 1 < cell.count, !words.isUnit(previous) else { return }
    folded.append(" APT")
    previous = Self.apartment
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

  private static let letterO = PackedWord("O")
  private static let letterP = PackedWord("P")
  private static let apartment = PackedWord("APT")

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
