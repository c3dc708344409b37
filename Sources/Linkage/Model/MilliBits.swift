/// Binary logarithms in thousandths, the same on every machine: whole numbers alone.
enum MilliBits {
  /// 1000 times the binary logarithm of a fraction of positive numbers, to the nearest.
  static func log2(over: Int, under: Int) -> Int32 {
    let difference = fixed(UInt64(max(1, over))) - fixed(UInt64(max(1, under)))
    return rounded(difference)
  }

  /// 1000 times the binary logarithm of a fraction of positive counts, which need not be whole.
  static func log2(over: Double, under: Double) -> Int32 { rounded(fixed(over) - fixed(under)) }

  /// The binary logarithm of a number by its exponent and its digits, which are whole numbers.
  private static func fixed(_ value: Double) -> Int64 {
    guard value > 0, value.isFinite, value.isNormal else { return -(1022 << 32) }
    // The digits are taken as a whole number of 53 bits.
    let digits = value.significandBitPattern | 1 << 52
    return fixed(digits) + (Int64(value.exponent) - 52) << 32
  }

  private static func rounded(_ fixed: Int64) -> Int32 {
    let half: Int64 = fixed < 0 ? -(1 << 31) : 1 << 31
    return Int32(clamping: (fixed * 1000 + half) / (1 << 32))
  }

  /// The binary logarithm with 32 bits behind the point, one bit after the other: squaring a number
  /// between 1 and 2 doubles its logarithm.
  private static func fixed(_ value: UInt64) -> Int64 {
    let whole = 63 - value.leadingZeroBitCount
    var mantissa = value << UInt64(63 - whole)
    var fraction: Int64 = 0
    for _ in 0..<32 {
      let square = mantissa.multipliedFullWidth(by: mantissa).high
      fraction <<= 1
      if square >> 63 == 1 {
        fraction |= 1
        mantissa = square
      } else {
        mantissa = square << 1
      }
    }
    return Int64(whole) << 32 | fraction
  }
}
