import Glibc

/// How many different values there are: exactly up to a bound, then about.
///
/// Above the bound the hashes go into 4,096 registers of the longest run of leading zeros seen
/// (HyperLogLog, Flajolet et al. 2007, with linear counting where few registers are used): the
/// standard error is 1.6 %. Values can be taken and counts merged in any order with one result.
package struct DistinctCount: Sendable {
  private static let registerBits = 12

  private let bound: Int
  private var exact = HashSet()
  /// Empty while the count is exact.
  private var registers: [UInt8] = []

  init(bound: Int) { self.bound = bound }

  /// Says whether the number is exact.
  package var isExact: Bool { registers.isEmpty }

  /// The number of different values; above the bound rounded to two digits.
  package var number: UInt64 {
    isExact ? UInt64(exact.count) : Self.rounded(estimate)
  }

  mutating func insert(_ hash: UInt64) {
    guard isExact else { return note(hash) }
    guard exact.insert(hash), exact.count > bound else { return }
    spill()
  }

  mutating func merge(_ other: DistinctCount) {
    if !other.isExact {
      if isExact { spill() }
      for index in registers.indices {
        registers[index] = max(registers[index], other.registers[index])
      }
    }
    other.exact.forEach { insert($0) }
  }

  private mutating func spill() {
    let hashes = exact
    exact = HashSet()
    registers = Array(repeating: 0, count: 1 << Self.registerBits)
    hashes.forEach { note($0) }
  }

  private mutating func note(_ hash: UInt64) {
    let index = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.registerBits))
    // The lowest bit stops the count of zeros at the width that is left.
    let rest = hash << UInt64(Self.registerBits) | 1 << UInt64(Self.registerBits - 1)
    registers[index] = max(
      registers[index],
      UInt8(truncatingIfNeeded: rest.leadingZeroBitCount + 1)
    )
  }

  private var estimate: Double {
    let count = Double(registers.count)
    var sum = 0.0
    var unused = 0.0
    for register in registers {
      sum += 1 / Double(UInt64(1) << UInt64(min(register, 63)))
      if register == 0 { unused += 1 }
    }
    let raw = 0.7213 / (1 + 1.079 / count) * count * count / sum
    return raw <= 2.5 * count && unused > 0 ? count * log(count / unused) : raw
  }

  // Digits that the error makes worthless are not shown.
  private static func rounded(_ number: Double) -> UInt64 {
    guard number >= 0, number < 1e18 else { return 1_000_000_000_000_000_000 }
    var unit: UInt64 = 1
    let whole = UInt64(number.rounded())
    while whole / unit >= 100 { unit *= 10 }
    return (whole + unit / 2) / unit * unit
  }
}
