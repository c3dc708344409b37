/// What people type where a form insists on a value they do not have.
enum UnknownWords {
  /// Says whether a cell is one of those words, or no word at all: `UNKNOWN`, `n/a`, `?`, `--`.
  static func isUnknown(_ cell: Span<UInt8>) -> Bool {
    let word = PackedWord(folding: cell)
    if word.isEmpty { return hasOnlyASCII(cell) }
    return words.value(of: word) != nil
  }

  /// Text of another script folds to nothing and still says something.
  static func hasOnlyASCII(_ cell: Span<UInt8>) -> Bool {
    for index in cell.indices where cell[index] >= 0x80 { return false }
    return true
  }

  private static let words = WordTable(
    [
      "UNKNOWN", "UNK", "UNKN", "UNKWN", "UKN", "NONE", "NA", "NULL", "NIL", "MISSING", "BLANK",
      "NOT GIVEN", "NOT AVAILABLE", "NOT APPLICABLE", "NOT KNOWN", "NOT RECORDED", "NOT PROVIDED",
      "NO RECORD", "NONE GIVEN", "REFUSED", "DECLINED", "PENDING", "TBD", "TEST", "DUMMY",
    ].map { (word: $0, value: true) },
    empty: false
  )
}
