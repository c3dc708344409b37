/// Texts and how often each was met, in bounded memory and the same in any order of taking and merging.
///
/// Of more texts than the bound those with the lowest hashes are kept (a bottom-k sample, Cohen 1997).
/// A text that is kept at the end was never dropped, so its count is exact; `isSample` says that
/// others may be missing.
package struct CountedTexts: Sendable {
  /// One text.
  private struct Entry: Sendable {
    var hash: UInt64
    var count: UInt64
    var text: [UInt8]
  }

  private let bound: Int
  private var entries: [Entry] = []
  /// Open addressing over `entries`: index plus one, or 0.
  private var slots: [UInt32] = []
  /// Texts with a higher hash are dropped.
  private var highest = UInt64.max
  /// Says whether texts are missing.
  package private(set) var isSample = false

  init(bound: Int) { self.bound = bound }

  /// Counts one text by its hash.
  mutating func add(_ hash: UInt64, _ text: borrowing Span<UInt8>) {
    guard hash <= highest else {
      isSample = true
      return
    }
    let slot = slot(of: hash)
    if slots[slot] != 0 {
      entries[Int(slots[slot]) - 1].count += 1
    } else {
      append(Entry(hash: hash, count: 1, text: text.withUnsafeBufferPointer { Array($0) }), slot)
    }
  }

  mutating func merge(_ other: CountedTexts) {
    isSample = isSample || other.isSample
    highest = min(highest, other.highest)
    for entry in other.entries where entry.hash <= highest {
      let slot = slot(of: entry.hash)
      if slots[slot] != 0 {
        entries[Int(slots[slot]) - 1].count += entry.count
      } else {
        append(entry, slot)
      }
    }
    prune()
  }

  /// The most frequent texts that at least `rows` rows share; ties in byte order.
  package func top(_ most: Int, sharedBy rows: UInt64) -> [(text: [UInt8], count: UInt64)] {
    var copy = self
    copy.prune()
    let shared = copy.entries.filter { $0.count >= rows }.sorted { left, right in
      left.count == right.count
        ? left.text.lexicographicallyPrecedes(right.text) : left.count > right.count
    }
    return shared.prefix(most).map { ($0.text, $0.count) }
  }

  private mutating func append(_ entry: Entry, _ slot: Int) {
    entries.append(entry)
    slots[slot] = UInt32(truncatingIfNeeded: entries.count)
    if entries.count >= bound * 2 { prune() }
  }

  private mutating func slot(of hash: UInt64) -> Int {
    if entries.count * 2 >= slots.count { index(max(16, slots.count * 2)) }
    return find(hash)
  }

  private func find(_ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var at = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[at] != 0, entries[Int(slots[at]) - 1].hash != hash { at = (at + 1) & mask }
    return at
  }

  private mutating func index(_ size: Int) {
    slots = Array(repeating: 0, count: size)
    for (number, entry) in entries.enumerated() {
      slots[find(entry.hash)] = UInt32(truncatingIfNeeded: number + 1)
    }
  }

  /// Cuts back to the texts with the lowest hashes.
  private mutating func prune() {
    guard entries.count > bound || entries.contains(where: { $0.hash > highest }) else { return }
    entries.sort { $0.hash < $1.hash }
    entries.removeAll { $0.hash > highest }
    if entries.count > bound {
      entries.removeSubrange(bound...)
      isSample = true
      highest = min(highest, entries.last?.hash ?? highest)
    }
    index(max(16, slots.count))
  }
}
