package import Persons
package import RecordModel
import Synchronization

/// What became of every usable row, and which rows are live: the result of `accountRows`.
package struct AccountedRows: Sendable {
  /// Live rows as linkage sees them, in order.
  package var input = LinkInput()
  /// Where the content of each live row lies.
  package var places: [RecordPlace] = []
  /// Rows of each delivery by disposition; only rows that had a record.
  package var dispositions: [DispositionCounts] = []
  /// Rows refused because one night brought two versions of one document: delivery, place.
  package var conflicting: [RecordPlace] = []
  /// Live rows of each source before the first delivery that is not published, and now.
  package var liveBefore: [UInt64] = []
  package var liveNow: [UInt64] = []

  package init() {}
}

/// Decides what became of every delivered row, by key, night by night.
///
/// A pure function of the deliveries' content.
///
/// Within a night: one content of a key counts; the same words again are `repeated`; two contents
/// refuse each other and change nothing (DOC-02). Across nights: the same content is `unchanged`,
/// new content `updated`; the row keeps the key and the night it first came.
package func accountRows(
  _ rows: DeliveredRows,
  sourceCount: Int,
  workers: some Workers
) -> AccountedRows {
  let buckets = Buckets(rows)
  let outcomes = Mutex<[BucketOutcome]>(
    Array(repeating: BucketOutcome(), count: Buckets.count)
  )
  workers.each(Buckets.count) { bucket in
    let outcome = BucketOutcome(buckets.rows(bucket), of: rows, sourceCount: sourceCount)
    outcomes.withLock { $0[bucket] = outcome }
  }
  return gather(outcomes.withLock { $0 }, of: rows, sourceCount: sourceCount)
}

/// One delivered row as accounting sorts it.
struct AccountedRow: Sendable {
  var key: RowKey
  var digest: RowDigest
  /// Row number in `DeliveredRows`, and its segment.
  var row: UInt32
  var segment: UInt32
  var night: UInt16
  var source: UInt8
}

/// Rows spread by the first six bits of their key, so that all versions of a key meet in one bucket.
private struct Buckets: Sendable {
  static let count = 64

  private var buckets: [[AccountedRow]] = Array(repeating: [], count: Buckets.count)

  init(_ rows: DeliveredRows) {
    for bucket in buckets.indices {
      buckets[bucket].reserveCapacity(rows.count / Self.count * 5 / 4)
    }
    for (number, segment) in rows.segments.enumerated() {
      let delivery = rows.deliveries[segment.delivery]
      for index in segment.offsets.indices {
        let key = segment.columns.keys[index]
        buckets[Int(key.high >> 58)].append(
          AccountedRow(
            key: key,
            digest: segment.columns.digests[index],
            row: UInt32(rows.firsts[number] + index),
            segment: UInt32(number),
            night: delivery.night,
            source: delivery.source
          )
        )
      }
    }
  }

  func rows(_ bucket: Int) -> [AccountedRow] { buckets[bucket] }
}

/// A live row: the night it first came, and the delivered row whose content counts.
struct LiveRow: Sendable {
  var key: RowKey
  var row: UInt32
  var segment: UInt32
  var night: UInt16
  var source: UInt8
}

/// What became of the rows of one bucket.
struct BucketOutcome: Sendable {
  /// In order.
  var live: [LiveRow] = []
  var dispositions: [DispositionCounts] = []
  var conflicting: [(row: UInt32, segment: UInt32)] = []
  var liveBefore: [UInt64] = []

  init() {}

  init(_ unsorted: [AccountedRow], of rows: DeliveredRows, sourceCount: Int) {
    dispositions = Array(repeating: DispositionCounts(), count: rows.deliveries.count)
    liveBefore = Array(repeating: 0, count: sourceCount)
    let sorted = unsorted.sorted { Self.precedes($0, $1, rows) }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      account(sorted[start..<end], of: rows)
      start = end
    }
    live.sort { left, right in
      if left.night != right.night { return left.night < right.night }
      return left.source == right.source ? left.key < right.key : left.source < right.source
    }
  }

  // The last two comparisons pick which of equal rows is `loaded`: content of the file and place in
  // it, never its name.
  private static func precedes(
    _ left: AccountedRow,
    _ right: AccountedRow,
    _ rows: DeliveredRows
  ) -> Bool {
    if left.key != right.key { return left.key < right.key }
    if left.night != right.night { return left.night < right.night }
    if left.digest != right.digest { return left.digest < right.digest }
    let first = rows.deliveries[rows.segments[Int(left.segment)].delivery].export
    let second = rows.deliveries[rows.segments[Int(right.segment)].delivery].export
    return first == second ? left.row < right.row : first < second
  }

  /// Goes through the nights of one key.
  private mutating func account(_ versions: ArraySlice<AccountedRow>, of rows: DeliveredRows) {
    var current: (live: LiveRow, digest: RowDigest)?
    var wasCountedBefore = false
    var rest = versions
    while let first = rest.first {
      let night = rest.prefix { $0.night == first.night }
      rest = rest.dropFirst(night.count)
      if !wasCountedBefore, !isPublished(first, rows) {
        if let current { liveBefore[Int(current.live.source)] += 1 }
        wasCountedBefore = true
      }
      current = accountNight(night, current, rows)
    }
    guard let current else { return }
    if !wasCountedBefore, let last = versions.last, isPublished(last, rows) {
      liveBefore[Int(current.live.source)] += 1
    }
    live.append(current.live)
  }

  private mutating func accountNight(
    _ night: ArraySlice<AccountedRow>,
    _ current: (live: LiveRow, digest: RowDigest)?,
    _ rows: DeliveredRows
  ) -> (live: LiveRow, digest: RowDigest)? {
    guard let first = night.first else { return current }
    guard night.allSatisfy({ $0.digest == first.digest }) else {
      for version in night {
        count(version, .quarantined, rows)
        conflicting.append((version.row, version.segment))
      }
      return current
    }
    for copy in night.dropFirst() { count(copy, .repeated, rows) }
    guard let current else {
      count(first, .loaded, rows)
      let live = LiveRow(
        key: first.key,
        row: first.row,
        segment: first.segment,
        night: first.night,
        source: first.source
      )
      return (live, first.digest)
    }
    guard current.digest != first.digest else {
      count(first, .unchanged, rows)
      return current
    }
    count(first, .updated, rows)
    var live = current.live
    live.row = first.row
    live.segment = first.segment
    return (live, first.digest)
  }

  private func isPublished(_ row: AccountedRow, _ rows: DeliveredRows) -> Bool {
    rows.deliveries[rows.segments[Int(row.segment)].delivery].isPublished
  }

  private mutating func count(
    _ row: AccountedRow,
    _ disposition: Disposition,
    _ rows: DeliveredRows
  ) {
    dispositions[rows.segments[Int(row.segment)].delivery][disposition] += 1
  }
}

/// Puts the buckets' live rows into order: buckets are ranges of keys, so each (night, source) is
/// the buckets' runs one after the other.
private func gather(
  _ outcomes: [BucketOutcome],
  of rows: DeliveredRows,
  sourceCount: Int
) -> AccountedRows {
  var accounted = AccountedRows()
  accounted.dispositions = Array(repeating: DispositionCounts(), count: rows.deliveries.count)
  accounted.liveBefore = Array(repeating: 0, count: sourceCount)
  accounted.liveNow = Array(repeating: 0, count: sourceCount)
  for outcome in outcomes {
    for (index, counts) in outcome.dispositions.enumerated() {
      accounted.dispositions[index] += counts
    }
    for (source, count) in outcome.liveBefore.enumerated() { accounted.liveBefore[source] += count }
    for place in outcome.conflicting {
      accounted.conflicting.append(rows.place(of: Int(place.row), segment: Int(place.segment)))
    }
  }
  accounted.reserve(outcomes.reduce(0) { $0 + $1.live.count })
  var positions = Array(repeating: 0, count: outcomes.count)
  while let (night, source) = nextGroup(outcomes, positions) {
    for (bucket, outcome) in outcomes.enumerated() {
      while positions[bucket] < outcome.live.count {
        let live = outcome.live[positions[bucket]]
        guard live.night == night, live.source == source else { break }
        accounted.append(live, of: rows)
        positions[bucket] += 1
      }
    }
  }
  return accounted
}

private func nextGroup(
  _ outcomes: [BucketOutcome],
  _ positions: [Int]
) -> (night: UInt16, source: UInt8)? {
  var least: (night: UInt16, source: UInt8)?
  for (bucket, outcome) in outcomes.enumerated() where positions[bucket] < outcome.live.count {
    let live = outcome.live[positions[bucket]]
    if let found = least, found <= (live.night, live.source) { continue }
    least = (live.night, live.source)
  }
  return least
}

extension AccountedRows {
  fileprivate mutating func reserve(_ count: Int) {
    input.nights.reserveCapacity(count)
    input.sources.reserveCapacity(count)
    input.keys.reserveCapacity(count)
    input.digests.reserveCapacity(count)
    input.numbers.reserveCapacity(count)
    input.births.reserveCapacity(count)
    input.ssns.reserveCapacity(count)
    input.phones.reserveCapacity(count)
    input.addresses.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  fileprivate mutating func append(_ live: LiveRow, of rows: DeliveredRows) {
    let segment = Int(live.segment)
    let index = Int(live.row) - rows.firsts[segment]
    let place = rows.place(of: Int(live.row), segment: segment)
    input.nights.append(live.night)
    input.sources.append(live.source)
    input.keys.append(live.key)
    input.take(index, from: rows.segments[segment].columns)
    places.append(place)
    liveNow[Int(live.source)] += 1
  }
}

extension LinkInput {
  fileprivate mutating func take(_ row: Int, from other: borrowing LinkInput) {
    digests.append(other.digests[row])
    numbers.append(other.numbers[row])
    births.append(other.births[row])
    ssns.append(other.ssns[row])
    phones.append(other.phones[row])
    addresses.append(other.addresses[row])
    given.append(other.given.bytes[other.given.range(row)])
    family.append(other.family.bytes[other.family.range(row)])
  }
}

extension DeliveredRows {
  /// Where the record of a row lies.
  func place(of row: Int, segment: Int) -> RecordPlace {
    let found = segments[segment]
    let index = row - firsts[segment]
    return RecordPlace(
      delivery: UInt32(found.delivery),
      length: found.lengths[index],
      offset: found.offsets[index]
    )
  }
}
