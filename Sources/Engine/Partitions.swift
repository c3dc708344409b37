package import Persons
import RecordModel

/// Spreads persons over a fixed number of partitions: partition `n` holds a range of ids, so that
/// the partitions one after the other are all persons in the order of their ids.
package struct Partitions: Sendable {
  /// The persons (indices into the `PersonIndex`) of each partition.
  package let ranges: [Range<Int>]

  package init(_ index: PersonIndex, count: Int) {
    var ranges: [Range<Int>] = []
    var start = 0
    for partition in 0..<count {
      var end = start
      while end < index.count, Self.partition(of: index.ids[end], count: count) == partition {
        end += 1
      }
      ranges.append(start..<end)
      start = end
    }
    self.ranges = ranges
  }

  /// The partition of an id: its first 64 bits, scaled.
  static func partition(of id: Key128, count: Int) -> Int {
    Int(id.high.multipliedFullWidth(by: UInt64(count)).high)
  }
}
