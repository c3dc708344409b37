/// The years that two digits may mean.
struct YearWindow: Sendable, Equatable {
  private let first: Int
  private let last: Int

  /// Takes the years a pipeline file says, or the hundred years up to the as-of date.
  init(_ years: ClosedRange<Int>?, asOf: Int) {
    last = min(max(years?.upperBound ?? asOf, 0), 9999)
    first = min(max(years?.lowerBound ?? asOf - 99, 1), 9999)
  }

  /// The latest year of the window that ends in these two digits, or nil.
  @inline(__always)
  func year(_ digits: Int) -> Int? {
    let year = last - (last - digits + 10_000) % 100
    return year >= first ? year : nil
  }

  /// Says whether the window has two years that end alike.
  @inline(__always)
  func isAmbiguous(_ digits: Int) -> Bool {
    guard let year = year(digits) else { return false }
    return year - 100 >= first
  }
}
