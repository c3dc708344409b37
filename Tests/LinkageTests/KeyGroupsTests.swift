import Persons
import RecordModel
import Testing

struct KeyGroupsTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `rows of one key are one group, ordered by key, then row`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let keys = randomKeys(kind: seed, using: &random)
    let groups = KeyGroups(keys: keys)
    let expected = keys.indices.filter { keys[$0] != .none }.sorted {
      keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1]
    }
    #expect(groups.rows == expected.map { UInt32($0) }, "seed \(seed)")
    let found = (0..<groups.count).map { group in Set(groups[group].map { keys[Int($0)] }) }
    #expect(found.allSatisfy { $0.count == 1 }, "seed \(seed)")
    #expect(Set(found).count == groups.count, "no key is in two groups, seed \(seed)")
    #expect(groups.ends.last ?? 0 == groups.rows.count, "seed \(seed)")
  }

  @Test func `rows without a key are in no group`() {
    #expect(KeyGroups(keys: []).count == 0)
    #expect(KeyGroups(keys: [.none, .none]).count == 0)
    let keys = [Key128(high: 0, low: 1), .none, Key128(high: 0, low: 1)]
    #expect(Array(KeyGroups(keys: keys)[0]) == [0, 2])
  }

  /// Hashes, and keys that no hash would give: all alike in their first, middle or last bits.
  private func randomKeys(kind: UInt64, using random: inout SplitMix64) -> [Key128] {
    let count = Int.random(in: 1...3000, using: &random)
    return (0..<count).map { _ in
      let (one, two) = (random.next(), random.next())
      return switch kind {
      case 1: Key128(high: 0, low: one % 50)
      case 2: Key128(high: one % 50, low: two % 3)
      case 3: Key128(high: UInt64.max - one % 5, low: two % 50)
      case 4: Key128(high: one % 3 &<< 62, low: two % 50)
      case 5: one % 4 == 0 ? .none : Key128(high: one % 700 &* 0x9e37_79b9_7f4a_7c15, low: 7)
      default: Key128(high: one, low: two)
      }
    }
  }
}
