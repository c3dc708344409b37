import Persons
import RecordModel

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
  /// What linkage wants of the live rows, and where their records lie.
  var columns = LinkInput()
  var places: [RecordPlace] = []
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
    takeColumns(of: rows)
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

extension BucketOutcome {
  /// Looks up what linkage wants of each live row, column by column.
  private mutating func takeColumns(of rows: DeliveredRows) {
    for row in live {
      let segment = Int(row.segment)
      let index = Int(row.row) - rows.firsts[segment]
      columns.nights.append(row.night)
      columns.sources.append(row.source)
      columns.keys.append(row.key)
      columns.digests.append(rows.segments[segment].columns.digests[index])
      columns.numbers.append(rows.segments[segment].columns.numbers[index])
      columns.births.append(rows.segments[segment].columns.births[index])
      columns.ssns.append(rows.segments[segment].columns.ssns[index])
      columns.phones.append(rows.segments[segment].columns.phones[index])
      columns.addresses.append(rows.segments[segment].columns.addresses[index])
      columns.given.append(index, of: rows.segments[segment].columns.given)
      columns.family.append(index, of: rows.segments[segment].columns.family)
      places.append(rows.place(of: Int(row.row), segment: segment))
    }
  }
}

extension DeliveredRows {
  /// Where the record of a row lies.
  func place(of row: Int, segment: Int) -> RecordPlace {
    let index = row - firsts[segment]
    return RecordPlace(
      delivery: UInt32(segments[segment].delivery),
      length: segments[segment].lengths[index],
      offset: segments[segment].offsets[index]
    )
  }
}
