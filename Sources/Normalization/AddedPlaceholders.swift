import RecordModel

/// Values of one field that a pipeline file says stand for "unknown".
struct AddedPlaceholders: Sendable {
  private let phrases: PhraseTable
  private let comparesDigits: Bool

  /// Takes the values as a person typed them; numbers are compared by their digits alone.
  init(_ values: [String], comparesDigits: Bool = false) {
    self.comparesDigits = comparesDigits
    phrases = PhraseTable(
      values.map { value in
        (phrase: Self.phrase(Array(value.utf8).span, comparesDigits), number: 0)
      }
    )
  }

  /// Says whether a cell is one of them, whatever its letter case and spaces.
  @inline(__always)
  func hold(_ cell: Span<UInt8>) -> Bool { !phrases.isEmpty && isListed(cell) }

  private func isListed(_ cell: Span<UInt8>) -> Bool {
    phrases.number(of: Self.phrase(cell, comparesDigits).span) != nil
  }

  private static func phrase(_ run: Span<UInt8>, _ comparesDigits: Bool) -> [UInt8] {
    let phrase = writtenPhrase(run)
    return comparesDigits ? phrase.filter { isDigit($0) } : phrase
  }
}
