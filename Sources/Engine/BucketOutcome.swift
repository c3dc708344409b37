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

/// A known row, live or withdrawn: the night it first came, and the delivered row whose content counts.
struct KnownRow: Sendable {
  var key: RowKey
  var row: UInt32
  var segment: UInt32
  var night: UInt16
  var source: UInt8
  var isWithdrawn = false
}

/// Rows of one source that are known, by what they are and were.
package struct SourceCounts: Sendable, Equatable {
  /// Live before the first delivery that is not published.
  package var liveBefore: UInt64 = 0
  package var liveNow: UInt64 = 0
  /// Known and not live: a complete snapshot did not bring them.
  package var withdrawnNow: UInt64 = 0
  /// Withdrawn by nights that are not published yet; some may have come back since.
  package var withdrawn: UInt64 = 0
  /// Live before and withdrawn now.
  package var gone: UInt64 = 0

  package init() {}

  static func += (left: inout Self, right: Self) {
    left.liveBefore += right.liveBefore
    left.liveNow += right.liveNow
    left.withdrawnNow += right.withdrawnNow
    left.withdrawn += right.withdrawn
    left.gone += right.gone
  }
}

/// What became of the rows of one bucket.
struct BucketOutcome: Sendable {
  /// In order.
  var known: [KnownRow] = []
  /// What linkage wants of the known rows, and where their records lie.
  var columns = LinkInput()
  var places: [RecordPlace] = []
  var dispositions: [DispositionCounts] = []
  var conflicting: [(row: UInt32, segment: UInt32)] = []
  var sources: [SourceCounts] = []
  /// What became of each row, where it is asked for; nil otherwise.
  var each: [(row: UInt32, disposition: Disposition)]?

  init() {}

  init(
    _ unsorted: [AccountedRow],
    of rows: DeliveredRows,
    snapshots: SnapshotNights,
    sourceCount: Int,
    notesEach: Bool = false
  ) {
    if notesEach { each = [] }
    dispositions = Array(repeating: DispositionCounts(), count: rows.deliveries.count)
    sources = Array(repeating: SourceCounts(), count: sourceCount)
    let sorted = unsorted.sorted { Self.precedes($0, $1, rows) }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      account(sorted[start..<end], of: rows, snapshots)
      start = end
    }
    known.sort { left, right in
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

  /// Goes through the nights of one key: those that brought it, and between and after them those of a
  /// snapshot source that should have.
  private mutating func account(
    _ versions: ArraySlice<AccountedRow>,
    of rows: DeliveredRows,
    _ snapshots: SnapshotNights
  ) {
    var current: (row: KnownRow, digest: RowDigest)?
    var wasLive: Bool?
    var seen = 0
    var rest = versions
    while let first = rest.first {
      let night = rest.prefix { $0.night == first.night }
      rest = rest.dropFirst(night.count)
      withdraw(&current, after: seen, before: Int(first.night), snapshots, &wasLive)
      seen = Int(first.night)
      if wasLive == nil, !isPublished(first, rows) { wasLive = countBefore(current?.row) }
      current = accountNight(night, current, rows)
    }
    withdraw(&current, after: seen, before: .max, snapshots, &wasLive)
    guard let row = current?.row else { return }
    if wasLive ?? countBefore(row), row.isWithdrawn { sources[Int(row.source)].gone += 1 }
    if row.isWithdrawn {
      sources[Int(row.source)].withdrawnNow += 1
    } else {
      sources[Int(row.source)].liveNow += 1
    }
    known.append(row)
  }

  /// Withdraws a live row that a complete night of its source did not bring.
  private mutating func withdraw(
    _ current: inout (row: KnownRow, digest: RowDigest)?,
    after seen: Int,
    before next: Int,
    _ snapshots: SnapshotNights,
    _ wasLive: inout Bool?
  ) {
    guard let row = current?.row, snapshots.canWithdraw(row.source), !row.isWithdrawn,
      let night = snapshots.firstNight(without: row.key, of: row.source, after: seen, before: next)
    else { return }
    if !night.isPublished {
      wasLive = wasLive ?? countBefore(row)
      sources[Int(row.source)].withdrawn += 1
    }
    current?.row.isWithdrawn = true
  }

  /// Counts a row as it stood before the first delivery that is not published; says whether it was live.
  private mutating func countBefore(_ row: KnownRow?) -> Bool {
    guard let row, !row.isWithdrawn else { return false }
    sources[Int(row.source)].liveBefore += 1
    return true
  }

  private mutating func accountNight(
    _ night: ArraySlice<AccountedRow>,
    _ current: (row: KnownRow, digest: RowDigest)?,
    _ rows: DeliveredRows
  ) -> (row: KnownRow, digest: RowDigest)? {
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
      let row = KnownRow(
        key: first.key,
        row: first.row,
        segment: first.segment,
        night: first.night,
        source: first.source
      )
      return (row, first.digest)
    }
    let isSame = current.digest == first.digest
    // A withdrawn row that comes again is live from now on, and keeps the night it first came.
    count(first, current.row.isWithdrawn ? .loaded : isSame ? .unchanged : .updated, rows)
    var row = current.row
    row.isWithdrawn = false
    guard !isSame else { return (row, first.digest) }
    row.row = first.row
    row.segment = first.segment
    return (row, first.digest)
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
    each?.append((row.row, disposition))
  }
}

extension BucketOutcome {
  /// Looks up what linkage wants of each known row, column by column.
  private mutating func takeColumns(of rows: DeliveredRows) {
    for row in known {
      let segment = Int(row.segment)
      let index = Int(row.row) - rows.firsts[segment]
      // Who withdraws a merge takes it back.
      if !row.isWithdrawn {
        for merge in rows.segments[segment].columns.merges(in: index..<index + 1) {
          columns.merges.append(
            NumberMerge(row: UInt32(truncatingIfNeeded: columns.rowCount), number: merge.number)
          )
        }
      }
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
      columns.maiden.append(index, of: rows.segments[segment].columns.maiden)
      columns.middle.append(index, of: rows.segments[segment].columns.middle)
      columns.generations.append(rows.segments[segment].columns.generations[index])
      columns.sexes.append(rows.segments[segment].columns.sexes[index])
      columns.districts.append(rows.segments[segment].columns.districts[index])
      columns.houses.append(rows.segments[segment].columns.houses[index])
      columns.services.append(rows.segments[segment].columns.services[index])
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
