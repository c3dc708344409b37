/// Sets of numbers, each known by its least member.
struct DisjointSets: Sendable {
  private var parents: [UInt32]

  init(count: Int) { parents = (0..<count).map { UInt32(truncatingIfNeeded: $0) } }

  mutating func join(_ one: UInt32, _ other: UInt32) {
    let (left, right) = (least(of: one), least(of: other))
    guard left != right else { return }
    parents[Int(max(left, right))] = min(left, right)
  }

  mutating func least(of number: UInt32) -> UInt32 {
    var number = number
    while parents[Int(number)] != number {
      // Halves the way for the next one.
      parents[Int(number)] = parents[Int(parents[Int(number)])]
      number = parents[Int(number)]
    }
    return number
  }
}
