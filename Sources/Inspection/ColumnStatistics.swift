/// What is counted of one column; no value stays, unless values were asked for.
///
/// Rows can be taken and statistics merged in any order with one result.
package struct ColumnStatistics: Sendable {
  /// Rows with a value.
  package private(set) var filled: UInt64 = 0
  /// Characters of the shortest and the longest value.
  package private(set) var shortest = Int.max
  package private(set) var longest = 0
  package private(set) var distinct: DistinctCount
  package private(set) var patterns: CountedTexts
  /// The values themselves; nil unless they were asked for.
  package private(set) var values: CountedTexts?
  private var kinds = [UInt64](repeating: 0, count: ValueKind.allCases.count)

  init(_ bounds: StatisticsBounds) {
    distinct = DistinctCount(bound: bounds.distinct)
    patterns = CountedTexts(bound: bounds.patterns)
    values = bounds.keepsValues ? CountedTexts(bound: bounds.values) : nil
  }

  /// Rows whose value looks so.
  package func count(_ kind: ValueKind) -> UInt64 { kinds[kind.rawValue] }

  /// Takes one value; an empty one is none.
  mutating func take(_ value: borrowing Span<UInt8>, _ pattern: inout ValuePattern) {
    guard value.count > 0 else { return }
    filled += 1
    let hash = countingHash(value)
    distinct.insert(hash)
    pattern.take(value)
    shortest = min(shortest, pattern.length)
    longest = max(longest, pattern.length)
    patterns.add(countingHash(pattern.bytes.span), pattern.bytes.span)
    if value.count <= StatisticsBounds.longestValue { values?.add(hash, value) }
    ValueKinds.of(value) { kinds[$0.rawValue] += 1 }
  }

  mutating func merge(_ other: ColumnStatistics) {
    filled += other.filled
    shortest = min(shortest, other.shortest)
    longest = max(longest, other.longest)
    distinct.merge(other.distinct)
    patterns.merge(other.patterns)
    if let more = other.values { values?.merge(more) }
    for index in kinds.indices { kinds[index] += other.kinds[index] }
  }
}

/// How much is kept of a table, so that memory stays bounded whatever the file is.
struct StatisticsBounds: Sendable {
  /// Longer values are not kept, also where values were asked for.
  static let longestValue = 80

  /// Different values counted exactly, by column: 10,000 up to 100 columns, and never below 240.
  let distinct: Int
  /// Patterns kept by column: 1,000 up to 100 columns, and never below 24.
  let patterns: Int
  let values: Int
  let keepsValues: Bool

  init(columns: Int, keepsValues: Bool) {
    distinct = min(10_000, max(240, 1_000_000 / max(1, columns)))
    patterns = min(1_000, max(24, 100_000 / max(1, columns)))
    values = min(10_000, max(240, 500_000 / max(1, columns)))
    self.keepsValues = keepsValues
  }
}
