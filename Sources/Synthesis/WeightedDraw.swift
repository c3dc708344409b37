/// Draws numbers with given weights: each number has its share of a row of slots, so a draw is one look-up.
struct WeightedDraw: Sendable {
  private let slots: [UInt16]

  /// Shares 2^bits slots out; every number with a weight above zero may be drawn if there are slots enough.
  init(_ weights: [Int], bits: Int) {
    let (total, count) = (weights.reduce(0, +), 1 << bits)
    var (slots, done): ([UInt16], Int) = ([], 0)
    slots.reserveCapacity(count)
    for (number, weight) in weights.enumerated() {
      done += weight
      let end = done * count / total
      while slots.count < end { slots.append(UInt16(number)) }
    }
    self.slots = slots
  }

  @inline(__always)
  func draw(_ dice: inout Dice) -> Int { Int(slots[dice.below(slots.count)]) }
}
