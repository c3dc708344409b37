/// How alike two names are: edit distance and Jaro-Winkler, both exact.
///
/// Edit distance is the restricted one of Damerau (1964): a letter added, dropped, replaced, or two
/// neighbours swapped, no part edited twice ("optimal string alignment"). Jaro-Winkler is Winkler's
/// (1990) with a prefix of at most four letters and a scale of 0.1; it is never computed, only compared
/// with a limit, by whole numbers. Of names longer than 48 letters the first 48 count.
struct NameSimilarity: ~Copyable {
  private static let longest = 48
  private let rows: UnsafeMutablePointer<UInt8>

  init() { rows = .allocate(capacity: 3 * (Self.longest + 1)) }

  deinit { rows.deallocate() }

  /// The edit distance, or `limit + 1` when it is larger than `limit`.
  func edits(
    _ left: UnsafeBufferPointer<UInt8>,
    _ right: UnsafeBufferPointer<UInt8>,
    limit: Int
  ) -> Int {
    let (rowCount, columnCount) = (min(left.count, Self.longest), min(right.count, Self.longest))
    guard abs(rowCount - columnCount) <= limit else { return limit + 1 }
    let width = Self.longest + 1
    var (before, previous, current) = (rows, rows + width, rows + 2 * width)
    for column in 0...columnCount { previous[column] = UInt8(column) }
    for row in 1..<rowCount + 1 {
      current[0] = UInt8(row)
      var least = current[0]
      for column in 1..<columnCount + 1 {
        let isSame = left[row - 1] == right[column - 1]
        var best = min(
          previous[column - 1] + (isSame ? 0 : 1),
          min(previous[column], current[column - 1]) + 1
        )
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = min(best, before[column - 2] + 1)
        }
        current[column] = best
        least = min(least, best)
      }
      guard Int(least) <= limit else { return limit + 1 }
      (before, previous, current) = (previous, current, before)
    }
    return min(Int(previous[columnCount]), limit + 1)
  }

  /// The Jaro-Winkler similarity as a fraction of whole numbers.
  struct Fraction {
    var over: Int
    var under: Int

    /// Says whether it is at least so many hundredths.
    @inline(__always)
    func isAtLeast(_ hundredths: Int) -> Bool { over * 100 >= hundredths * under }
  }

  func jaroWinkler(
    _ left: UnsafeBufferPointer<UInt8>,
    _ right: UnsafeBufferPointer<UInt8>
  ) -> Fraction {
    let (leftCount, rightCount) = (min(left.count, Self.longest), min(right.count, Self.longest))
    guard leftCount > 0, rightCount > 0 else { return Fraction(over: 0, under: 1) }
    let reach = max(0, max(leftCount, rightCount) / 2 - 1)
    var (leftHits, rightHits): (UInt64, UInt64) = (0, 0)
    for index in 0..<leftCount {
      for other in max(
        0,
        index - reach
      )..<max(max(0, index - reach), min(rightCount, index + reach + 1))
      where rightHits >> UInt64(other) & 1 == 0 && left[index] == right[other] {
        leftHits |= 1 << UInt64(index)
        rightHits |= 1 << UInt64(other)
        break
      }
    }
    let matches = leftHits.nonzeroBitCount
    guard matches > 0 else { return Fraction(over: 0, under: 1) }
    var (lefts, rights) = (leftHits, rightHits)
    var misplaced = 0
    while lefts != 0 {
      if left[lefts.trailingZeroBitCount] != right[rights.trailingZeroBitCount] { misplaced += 1 }
      lefts &= lefts - 1
      rights &= rights - 1
    }
    var prefix = 0
    while prefix < min(4, min(leftCount, rightCount)), left[prefix] == right[prefix] { prefix += 1 }
    let under = 3 * leftCount * rightCount * matches
    let over =
      matches * matches * (leftCount + rightCount)
      + (matches - misplaced / 2) * leftCount * rightCount
    return Fraction(over: 10 * over + prefix * (under - over), under: 10 * under)
  }
}
