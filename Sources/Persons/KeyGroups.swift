package import RecordModel

/// Rows that share a key, as sorted runs: a group is a range of `rows`, its rows ascending.
///
/// Keys are hashes, so their first bits spread rows over many small buckets, each of which is
/// sorted by itself: linear for such keys, n log n for any others. About 60 ns a row.
package struct KeyGroups: Sendable {
  /// Row indices, ordered by (key, row).
  package let rows: [UInt32]
  /// Where each group ends in `rows`.
  package let ends: [Int]

  /// Groups rows by key; rows whose key is `.none` are in no group.
  package init(keys: [Key128]) {
    let buckets = KeyBuckets(keys)
    var rows: [UInt32] = []
    var ends: [Int] = []
    rows.reserveCapacity(buckets.entries.count)
    ends.reserveCapacity(buckets.entries.count)
    var start = 0
    for end in buckets.ends where end > start {
      Self.append(buckets.entries[start..<end], keys, to: &rows, &ends)
      start = end
    }
    self.rows = rows
    self.ends = ends
  }

  package var count: Int { ends.count }

  /// The rows of a group, ascending.
  package subscript(_ group: Int) -> ArraySlice<UInt32> {
    rows[(group == 0 ? 0 : ends[group - 1])..<ends[group]]
  }

  /// Appends one sorted bucket: entries of one tag are one group, unless their keys differ.
  private static func append(
    _ bucket: ArraySlice<UInt64>,
    _ keys: [Key128],
    to rows: inout [UInt32],
    _ ends: inout [Int]
  ) {
    var start = bucket.startIndex
    while start < bucket.endIndex {
      var end = start + 1
      while end < bucket.endIndex, bucket[end] >> 32 == bucket[start] >> 32 { end += 1 }
      if isOneKey(bucket[start..<end], keys.span) {
        for entry in bucket[start..<end] { rows.append(UInt32(truncatingIfNeeded: entry)) }
        ends.append(rows.count)
      } else {
        appendMixed(bucket[start..<end], keys, to: &rows, &ends)
      }
      start = end
    }
  }

  private static func isOneKey(_ entries: ArraySlice<UInt64>, _ keys: Span<Key128>) -> Bool {
    guard entries.count > 1 else { return true }
    let first = keys[KeyBuckets.row(of: entries[entries.startIndex])]
    return entries.allSatisfy { entry in
      let key = keys[KeyBuckets.row(of: entry)]
      return key.high == first.high && key.low == first.low
    }
  }

  /// Appends entries whose keys only differ behind the bits of the tag: never so for hashes.
  private static func appendMixed(
    _ entries: ArraySlice<UInt64>,
    _ keys: [Key128],
    to rows: inout [UInt32],
    _ ends: inout [Int]
  ) {
    let sorted = entries.map(KeyBuckets.row).sorted { left, right in
      keys[left] == keys[right] ? left < right : keys[left] < keys[right]
    }
    for (index, row) in sorted.enumerated() {
      if index > 0, keys[row] != keys[sorted[index - 1]] { ends.append(rows.count) }
      rows.append(UInt32(truncatingIfNeeded: row))
    }
    ends.append(rows.count)
  }
}

/// Rows in buckets by the first bits of their keys, each bucket sorted by the next 32 bits.
private struct KeyBuckets {
  /// The 32 bits of the key that follow the bucket's, then the row; ascending within a bucket.
  private(set) var entries: [UInt64]
  /// Where each bucket ends in `entries`.
  private(set) var ends: [Int]

  static func row(of entry: UInt64) -> Int { Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) }

  init(_ keys: [Key128]) {
    // Four to eight rows a bucket; no more than 2^20 buckets, so that they stay in a cache.
    let bits = UInt64(max(1, min(20, 61 - keys.count.leadingZeroBitCount)))
    ends = Self.bucketStarts(keys.span, bits: bits)
    entries = Array(repeating: 0, count: ends.last ?? 0)
    scatter(keys.span, bits: bits)
    sortBuckets()
  }

  /// Where each bucket starts, and behind the last one the number of all entries.
  private static func bucketStarts(_ keys: Span<Key128>, bits: UInt64) -> [Int] {
    var starts = [Int](repeating: 0, count: 1 &<< Int(bits) + 1)
    for index in keys.indices {
      guard keys[index].high | keys[index].low != 0 else { continue }
      starts[Int(keys[index].high &>> (64 - bits)) + 1] += 1
    }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    return starts
  }

  // Moves each bucket's start to its end while it fills.
  private mutating func scatter(_ keys: Span<Key128>, bits: UInt64) {
    for index in keys.indices {
      let high = keys[index].high
      guard high | keys[index].low != 0 else { continue }
      let bucket = Int(high &>> (64 - bits))
      entries[ends[bucket]] = high &<< bits & ~0xFFFF_FFFF | UInt64(index)
      ends[bucket] += 1
    }
    ends.removeLast()
  }

  private mutating func sortBuckets() {
    let ends = ends
    // Sorting a slice of an array would copy it first; a slice of its buffer is sorted in place.
    entries.withUnsafeMutableBufferPointer { entries in
      var start = 0
      for end in ends {
        if end - start > 1 { Self.sort(&entries[start..<end]) }
        start = end
      }
    }
  }

  private static func sort(_ bucket: inout Slice<UnsafeMutableBufferPointer<UInt64>>) {
    guard bucket.count <= 16 else { return bucket.sort() }
    for index in bucket.indices.dropFirst() {
      let entry = bucket[index]
      var at = index
      while at > bucket.startIndex, bucket[at - 1] > entry {
        bucket[at] = bucket[at - 1]
        at -= 1
      }
      bucket[at] = entry
    }
  }
}
