/// Hashes, each once, in one array: open addressing, half full at most.
struct HashSet: Sendable {
  private(set) var count = 0
  /// A power of two; 0 is an empty slot, since no hash is 0.
  private var slots: [UInt64] = []

  /// Adds a hash; false when it was there.
  mutating func insert(_ hash: UInt64) -> Bool {
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at] != 0 {
      if slots[at] == hash { return false }
      at = (at + 1) & mask
    }
    slots[at] = hash
    count += 1
    return true
  }

  /// Calls `body` with each hash, in no order.
  func forEach(_ body: (UInt64) -> Void) {
    for hash in slots where hash != 0 { body(hash) }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: max(16, old.count * 2))
    count = 0
    for hash in old where hash != 0 { _ = insert(hash) }
  }
}
