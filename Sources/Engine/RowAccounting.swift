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

/// Puts the buckets' live rows into order.
///
/// Buckets are ranges of keys, so each (night, source) is the buckets' runs one after the other.
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
    for row in outcome.live { accounted.liveNow[Int(row.source)] += 1 }
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
      while end < outcomes[bucket].live.count, outcomes[bucket].live[end].night == night,
        outcomes[bucket].live[end].source == source
      {
        end += 1
      }
      accounted.input.append(start..<end, of: outcomes[bucket].columns)
      accounted.places.append(contentsOf: outcomes[bucket].places[start..<end])
      positions[bucket] = end
    }
  }
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
