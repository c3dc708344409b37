package import Persons
package import RecordModel
import Synchronization

/// What became of every usable row, and which rows are known: the result of `accountRows`.
package struct AccountedRows: Sendable {
  /// Known rows, live and withdrawn, as linkage sees them, in order.
  package var input = LinkInput()
  /// Where the content of each known row lies.
  package var places: [RecordPlace] = []
  /// Says of each known row whether it is withdrawn.
  package var isWithdrawn: [Bool] = []
  /// Rows of each delivery by disposition; only rows that had a record.
  package var dispositions: [DispositionCounts] = []
  /// Rows refused because one night brought two versions of one document: delivery, place.
  package var conflicting: [RecordPlace] = []
  /// Known rows of each source, before the first delivery that is not published and now.
  package var sources: [SourceCounts] = []
  /// The nights of every snapshot source, by source, then by night.
  package var snapshots: [SnapshotNight] = []

  package init() {}
}

/// Decides what became of every delivered row, by key, night by night.
///
/// A pure function of the deliveries' content.
///
/// Within a night: one content of a key counts; the same words again are `repeated`; two contents
/// refuse each other and change nothing (DOC-02). Across nights: the same content is `unchanged`,
/// new content `updated`; the row keeps the key and the night it first came. A complete night of a
/// snapshot source withdraws the rows it does not hold; one that comes again is `loaded`.
package func accountRows(
  _ rows: DeliveredRows,
  sourceCount: Int,
  workers: some Workers
) -> AccountedRows {
  let buckets = Buckets(rows)
  let snapshots = SnapshotNights(rows, sourceCount: sourceCount)
  let outcomes = Mutex<[BucketOutcome]>(
    Array(repeating: BucketOutcome(), count: Buckets.count)
  )
  workers.each(Buckets.count) { bucket in
    let outcome = BucketOutcome(
      buckets.rows(bucket),
      of: rows,
      snapshots: snapshots,
      sourceCount: sourceCount
    )
    outcomes.withLock { $0[bucket] = outcome }
  }
  var accounted = gather(outcomes.withLock { $0 }, of: rows, sourceCount: sourceCount)
  accounted.snapshots = snapshots.all
  return accounted
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

/// Puts the buckets' known rows into order.
///
/// Buckets are ranges of keys, so each (night, source) is the buckets' runs one after the other.
private func gather(
  _ outcomes: [BucketOutcome],
  of rows: DeliveredRows,
  sourceCount: Int
) -> AccountedRows {
  var accounted = AccountedRows()
  accounted.dispositions = Array(repeating: DispositionCounts(), count: rows.deliveries.count)
  accounted.sources = Array(repeating: SourceCounts(), count: sourceCount)
  for outcome in outcomes {
    for (index, counts) in outcome.dispositions.enumerated() {
      accounted.dispositions[index] += counts
    }
    for (source, counts) in outcome.sources.enumerated() { accounted.sources[source] += counts }
    for place in outcome.conflicting {
      accounted.conflicting.append(rows.place(of: Int(place.row), segment: Int(place.segment)))
    }
  }
  appendInOrder(outcomes, to: &accounted)
  return accounted
}

private func appendInOrder(_ outcomes: [BucketOutcome], to accounted: inout AccountedRows) {
  var positions = Array(repeating: 0, count: outcomes.count)
  while let (night, source) = nextGroup(outcomes, positions) {
    for bucket in outcomes.indices {
      let start = positions[bucket]
      var end = start
      while end < outcomes[bucket].known.count, outcomes[bucket].known[end].night == night,
        outcomes[bucket].known[end].source == source
      {
        end += 1
      }
      accounted.input.append(start..<end, of: outcomes[bucket].columns)
      accounted.places.append(contentsOf: outcomes[bucket].places[start..<end])
      for row in outcomes[bucket].known[start..<end] {
        accounted.isWithdrawn.append(row.isWithdrawn)
      }
      positions[bucket] = end
    }
  }
}

private func nextGroup(
  _ outcomes: [BucketOutcome],
  _ positions: [Int]
) -> (night: UInt16, source: UInt8)? {
  var least: (night: UInt16, source: UInt8)?
  for (bucket, outcome) in outcomes.enumerated() where positions[bucket] < outcome.known.count {
    let row = outcome.known[positions[bucket]]
    if let found = least, found <= (row.night, row.source) { continue }
    least = (row.night, row.source)
  }
  return least
}
