import RecordModel
import Validation

/// Numbers that look random and are the same for a seed (Steele, Lea and Flood, SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

/// Rows whose cells come from the examples of all rules, good and bad.
func randomRows(_ count: Int, using random: inout SplitMix64) -> [Cells] {
  let examples = RuleCatalogue.all.flatMap { [$0.breaks, $0.holds] }
  return (0..<count).map { _ in
    var row: Cells = [:]
    for field in Field.allCases {
      row[field] = examples.compactMap { $0[field] }.randomElement(using: &random)
    }
    return row
  }
}
