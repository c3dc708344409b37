/// Names that stand for nobody: an unnamed newborn, John Doe, a test patient.
///
/// After the placeholder list of the CMS patient matching proposal 3.4.0. `Doe` and `Na` alone are real
/// family names; so are Infante and Babyak, which is why `INFANT` and `BABY` count only as given names.
struct NamePlaceholders: Sendable {
  private let baby = PackedWord("BABY")
  private let infant = PackedWord("INFANT")
  private let zz = PackedWord("ZZ")
  private let xx = PackedWord("XX")
  private let doe = PackedWord("DOE")
  private let does = ["JOHN", "JANE", "JON", "J", "UNKNOWN"].map { PackedWord($0) }
  private let phrases = [
    "NO NAME", "NOT GIVEN", "NOT KNOWN", "NOT AVAILABLE", "NOT PROVIDED",
  ].map { PackedWord($0) }
  private let addedFamilies: PhraseTable
  private let addedGivens: PhraseTable
  private let addedMiddles: PhraseTable

  /// Takes what the pipeline file adds for family, given and middle names.
  init(families: [String], givens: [String], middles: [String]) {
    addedFamilies = Self.table(families)
    addedGivens = Self.table(givens)
    addedMiddles = Self.table(middles)
  }

  /// Says whether some words are no family name.
  @inline(__always)
  func isFamily(_ tokens: borrowing NameTokens, _ range: Range<Int>, in cell: Span<UInt8>) -> Bool {
    guard let index = range.first else { return false }
    let first = tokens[index]
    if isUnknown(tokens, range) { return true }
    if isMade(first.word) { return true }
    let isUnnamed = first.word == baby || first.kinds.contains(.unnamed)
    if isUnnamed, range.count > 1 { return true }
    return isListed(addedFamilies, tokens, range, in: cell)
  }

  /// Says whether some words are no given name.
  @inline(__always)
  func isGiven(_ tokens: borrowing NameTokens, _ range: Range<Int>, in cell: Span<UInt8>) -> Bool {
    guard let index = range.first else { return false }
    let first = tokens[index]
    if isUnknown(tokens, range) { return true }
    if isMade(first.word) { return true }
    if first.word.count >= 4,
      first.word.begins(with: baby) || first.word.begins(with: infant)
    {
      return true
    }
    if first.kinds.contains(.unnamed) { return true }
    if first.kinds.contains(.unnamedAlone) {
      if range.count == 1 { return true }
      if tokens[index + 1].word.count <= 1 { return true }
    }
    return isListed(addedGivens, tokens, range, in: cell)
  }

  /// Says whether some words are no middle name.
  func isMiddle(_ tokens: borrowing NameTokens, _ range: Range<Int>, in cell: Span<UInt8>) -> Bool {
    guard let index = range.first else { return false }
    if isUnknown(tokens, range) { return true }
    if tokens[index].kinds.contains(.noMiddle) { return true }
    if range.count == 1, tokens[index].kinds.contains(.unnamedAlone) { return true }
    return isListed(addedMiddles, tokens, range, in: cell)
  }

  /// Says whether family and given name together are one of the Does.
  @inline(__always)
  func areDoe(family: PackedWord, given: PackedWord) -> Bool {
    guard family == doe else { return false }
    return does.contains(given) || given.begins(with: baby)
  }

  @inline(__always)
  private func isUnknown(_ tokens: borrowing NameTokens, _ range: Range<Int>) -> Bool {
    let first = tokens[range.lowerBound]
    if first.kinds.isEmpty { return false }
    if first.kinds.contains(.unknown) { return true }
    if range.count == 1 { return first.kinds.contains(.unknownAlone) }
    guard first.kinds.contains(.opensPhrase) else { return false }
    let phrase = first.word.joined(to: tokens[range.lowerBound + 1].word)
    return phrases.contains(phrase)
  }

  /// `ZZZTEST`, `XX`, `AAAA`: typed to fill a field.
  @inline(__always)
  private func isMade(_ word: PackedWord) -> Bool {
    guard word.count >= 2 else { return false }
    return word.begins(with: zz) || word.begins(with: xx) || word.repeatsOneCharacter
  }

  @inline(__always)
  private func isListed(
    _ table: PhraseTable,
    _ tokens: borrowing NameTokens,
    _ range: Range<Int>,
    in cell: Span<UInt8>
  ) -> Bool {
    guard !table.isEmpty else { return false }
    let (first, last) = (tokens[range.lowerBound], tokens[range.upperBound - 1])
    let whole = first.range.lowerBound..<last.range.upperBound
    var phrase: [UInt8] = []
    appendFoldedPhrase(cell.extracting(whole), to: &phrase)
    return table.number(of: phrase.span) != nil
  }

  private static func table(_ texts: [String]) -> PhraseTable {
    PhraseTable(
      texts.map { text in
        var phrase: [UInt8] = []
        appendFoldedPhrase(Array(text.utf8).span, to: &phrase)
        return (phrase: phrase, number: 0)
      }
    )
  }
}
