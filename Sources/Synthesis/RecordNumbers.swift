/// Gives record numbers out so that none tells anything about another.
///
/// A number is its registration's place in the region, shuffled by a keyed permutation of all numbers of
/// its length (a Feistel network that is walked until it lands inside). Each facility has its own key.
struct RecordNumbers: Sendable {
  let digits: Int
  private let bound: UInt64
  private let halfBits: UInt64
  private let seed: UInt64

  /// Numbers long enough for an index of so many rows, and its nights.
  init(records: Int, seed: UInt64) {
    var (digits, bound): (Int, UInt64) = (7, 10_000_000)
    while bound < UInt64(records) * 20 { (digits, bound) = (digits + 1, bound * 10) }
    (self.digits, self.bound, self.seed) = (digits, bound, seed)
    var half: UInt64 = 1
    while (UInt64(1) << (2 * half)) < bound { half += 1 }
    halfBits = half
  }

  /// The number of a registration under a key.
  func number(of place: Int, key: UInt64) -> Int {
    var value = UInt64(place)
    repeat { value = permuted(value, key) } while value >= bound
    return Int(value)
  }

  private func permuted(_ value: UInt64, _ key: UInt64) -> UInt64 {
    let mask = (UInt64(1) << halfBits) - 1
    var (left, right) = (value >> halfBits, value & mask)
    for round: UInt64 in 0..<4 {
      let scrambled = mixed(mixed(seed &+ key &* 8 &+ round) &+ right) & mask
      (left, right) = (right, left ^ scrambled)
    }
    return left << halfBits | right
  }
}
