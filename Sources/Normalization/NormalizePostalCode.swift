import RecordModel

/// Reads postal codes: `12345` and `12345-6789` for the US, Canadian ones as written.
struct NormalizePostalCode: ~Copyable {
  private let added: AddedPlaceholders
  private let column: Int?
  private var codes: TextWriter
  private var rules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    added = tables.added(.postalCode)
    column = cells.column(of: .postalCode)
    codes = TextWriter(rows: cells.rows(of: column), expecting: cells.rows(of: column) * 6)
    rules = RuleColumn(rows: cells.rows(of: column))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    guard let column else { return }
    let bytes = cells.bytes.span
    for row in rows {
      let range = cells.range(row, column)
      if !range.isEmpty { rules[row] = write(bytes.extracting(range)) }
      codes.endValue()
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.postalCode] = codes.finish()
    values[rules: .postalCode] = rules.bytes
  }

  @inline(__always)
  private mutating func write(_ cell: Span<UInt8>) -> NormalizationRule {
    if added.hold(cell) { return .placeholder }
    var number = 0
    var digits = 0
    for index in cell.indices {
      let byte = cell[index]
      if isDigit(byte) {
        guard digits < 9 else { return .unreadable }
        number = number &* 10 &+ Int(byte &- 48)
        digits += 1
      } else if byte > 0x20, byte != UInt8(ascii: "-") || digits != 5 {
        return writeForeign(cell)
      }
    }
    guard digits == 5 || digits == 9 else {
      return digits == 0 || number == 0 ? .placeholder : .unreadable
    }
    return writeUS(number, digits, isBare: cell.count == 5)
  }

  /// The four further digits are left out when they are 0000: no such sector exists.
  @inline(__always)
  private mutating func writeUS(_ number: Int, _ digits: Int, isBare: Bool) -> NormalizationRule {
    let code = digits == 9 ? number / 10_000 : number
    guard code != 0, code != 99_999 else { return .placeholder }
    append(code, scale: 10_000)
    if digits == 9, number % 10_000 != 0 {
      codes.append(UInt8(ascii: "-"))
      append(number % 10_000, scale: 1000)
    }
    return isBare ? .asWritten : .digitsOnly
  }

  /// `K1A 0B6`; nothing else is known well enough to be kept.
  private mutating func writeForeign(_ cell: Span<UInt8>) -> NormalizationRule {
    let word = PackedWord(folding: cell)
    if word.count == 6, Self.isCanadian(word) {
      codes.appendTidied(cell)
      return .asWritten
    }
    return UnknownWords.isUnknown(cell) ? .placeholder : .unreadable
  }

  private static func isCanadian(_ word: PackedWord) -> Bool {
    (0..<6).allSatisfy { place in
      let byte = UInt8(truncatingIfNeeded: word.letters >> UInt128((5 - place) * 8))
      return place % 2 == 0 ? isLetter(byte) : isDigit(byte)
    }
  }

  @inline(__always)
  private mutating func append(_ number: Int, scale: Int) {
    var scale = scale
    while scale > 0 {
      codes.append(UInt8(truncatingIfNeeded: 48 + number / scale % 10))
      scale /= 10
    }
  }
}
