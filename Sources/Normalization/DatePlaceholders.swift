import RecordModel

/// Dates that systems write when they have none.
///
/// Read as dates, then taken for missing.
struct DatePlaceholders: Sendable {
  /// Packed dates, few; searched one by one.
  private let packed: [UInt32]
  private let phrases: PhraseTable

  /// The built-in list for a field, and what the pipeline file adds to it.
  ///
  /// The built-in birth dates are those of the CMS patient matching proposal 3.4.0. Added for every date:
  /// the smallest dates of SQL Server (1753), of spreadsheets (1899) and the year 9999.
  init(_ field: Field, added: [String]) {
    let builtIn = field == .birthDate ? Self.anyDate + Self.birthDates : Self.anyDate
    let reader = DateReader(order: nil, window: YearWindow(nil, asOf: 0))
    let read = added.map { reader.read(Array($0.utf8).span).date }
    packed = (builtIn.compactMap { PartialDate(iso: $0) } + read).map(\.packed).filter { $0 != 0 }
    phrases = PhraseTable(added.map { (phrase: writtenPhrase(Array($0.utf8).span), number: 0) })
  }

  /// Says whether a date stands for "unknown".
  @inline(__always)
  func hold(_ date: PartialDate) -> Bool {
    let value = date.packed
    for index in packed.indices where packed[index] == value { return true }
    return value >= 9999 << 9
  }

  /// Says whether the cell itself is listed, whatever it would read as.
  func hold(writtenAs cell: Span<UInt8>) -> Bool {
    !phrases.isEmpty && phrases.number(of: writtenPhrase(cell).span) != nil
  }

  var hasPhrases: Bool { !phrases.isEmpty }

  private static let anyDate = [
    "0001-01-01", "1111-11-11", "1753-01-01", "1800-01-01", "1899-12-30", "1899-12-31",
    "1900-01-01",
  ]
  private static let birthDates = ["1901-01-01", "2000-01-01"]
}
