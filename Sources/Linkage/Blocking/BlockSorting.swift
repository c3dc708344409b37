/// Sorts entries by key; entries of one key stay in their order.
enum BlockSorting {
  static func sorted(_ entries: [Blocks.Entry]) -> [Blocks.Entry] {
    guard entries.count > 1 else { return entries }
    // Keys are hashes: their first bits spread them over buckets of a few entries each.
    let bits = UInt64(max(1, min(20, 62 - entries.count.leadingZeroBitCount)))
    var starts = [Int](repeating: 0, count: 1 &<< Int(bits) + 1)
    for entry in entries { starts[Int(entry.key &>> (64 - bits)) + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    let ends = starts
    var sorted = [Blocks.Entry](
      repeating: Blocks.Entry(key: 0, registration: 0),
      count: entries.count
    )
    for entry in entries {
      let bucket = Int(entry.key &>> (64 - bits))
      sorted[starts[bucket]] = entry
      starts[bucket] += 1
    }
    sorted.withUnsafeMutableBufferPointer { sorted in
      for bucket in 0..<ends.count - 1 where ends[bucket + 1] - ends[bucket] > 1 {
        sort(UnsafeMutableBufferPointer(rebasing: sorted[ends[bucket]..<ends[bucket + 1]]))
      }
    }
    return sorted
  }

  private static func sort(_ bucket: UnsafeMutableBufferPointer<Blocks.Entry>) {
    guard bucket.count <= 24 else {
      var bucket = bucket
      return bucket.sort { ($0.key, $0.registration) < ($1.key, $1.registration) }
    }
    for index in 1..<bucket.count {
      let entry = bucket[index]
      var at = index
      while at > 0, bucket[at - 1].key > entry.key {
        bucket[at] = bucket[at - 1]
        at -= 1
      }
      bucket[at] = entry
    }
  }
}
