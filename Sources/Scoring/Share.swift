/// A share of something counted, with the interval that other people of the same kind would give.
///
/// Pairs depend on each other: one wrong link between two large persons makes many false pairs at
/// once, so the usual interval over pairs is too narrow. People do not: two people share a pair only
/// when they were mixed up, and those are counted as one unit here. The share is a ratio of two
/// totals over such units; its variance is that of a ratio estimator under cluster sampling (Cochran,
/// Sampling Techniques, 1977, section 6; for entity resolution Binette et al., Estimating the
/// Performance of Entity Resolution Algorithms, 2022). The interval is Wilson's with the number of
/// pairs that have this variance in place of the pairs counted (Korn and Graubard 1998; Franco et
/// al. 2019): unlike a normal one it stays between 0 and 1 and says something when no fault was
/// seen. Where the variance is 0 for want of faults, that number is Kish's, as if all pairs of a unit
/// were one.
package struct Share: Sendable, Equatable {
  package let numerator: UInt64
  package let denominator: UInt64
  /// At 95 %; nil when nothing was counted.
  package let interval: ClosedRange<Double>?

  /// Nil when nothing was counted.
  package var value: Double? {
    denominator == 0 ? nil : Double(numerator) / Double(denominator)
  }

  /// Adds up both totals of every independent unit.
  init(_ numerators: [UInt64], of denominators: [UInt64]) {
    numerator = numerators.reduce(0, +)
    denominator = denominators.reduce(0, +)
    interval = Self.interval(numerators, of: denominators)
  }

  /// A share of things that do not depend on each other: Wilson's interval as it stands.
  init(_ numerator: UInt64, of denominator: UInt64) {
    self.numerator = numerator
    self.denominator = denominator
    interval =
      denominator == 0
      ? nil : Self.wilson(Double(numerator) / Double(denominator), of: Double(denominator))
  }

  private static func interval(
    _ numerators: [UInt64],
    of denominators: [UInt64]
  ) -> ClosedRange<Double>? {
    let total = Double(denominators.reduce(0, +))
    guard total > 0 else { return nil }
    let share = Double(numerators.reduce(0, +)) / total
    var (units, squares, residuals) = (0.0, 0.0, 0.0)
    for (part, whole) in zip(numerators, denominators) where whole > 0 {
      let residual = Double(part) - share * Double(whole)
      units += 1
      squares += Double(whole) * Double(whole)
      residuals += residual * residual
    }
    let spread = share * (1 - share)
    var effective = total * total / squares
    if residuals > 0, units > 1, spread > 0 {
      effective = spread * total * total * (units - 1) / (units * residuals)
    }
    return wilson(share, of: min(max(effective, 1), total))
  }

  private static func wilson(_ share: Double, of count: Double) -> ClosedRange<Double> {
    let z = 1.959_963_984_540_054
    let weight = 1 + z * z / count
    let middle = (share + z * z / (2 * count)) / weight
    let root = (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    let half = z * root / weight
    // The share itself is always inside, whatever rounding does.
    return min(max(0, middle - half), share)...max(min(1, middle + half), share)
  }
}
