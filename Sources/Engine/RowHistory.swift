import Persons
package import RecordModel

/// What became of the rows of one key, night after night.
package struct RowHistory: Sendable {
  /// One delivered row: index of its delivery, its ordinal there, and what became of it.
  package struct Entry: Sendable, Equatable {
    package var delivery: Int
    package var ordinal: UInt64
    package var disposition: Disposition
  }

  /// In the order of nights.
  package private(set) var entries: [Entry] = []
  /// Says whether a complete snapshot did not bring the row any more.
  package private(set) var isWithdrawn = false
  /// The row whose content counts; nil when none does.
  package private(set) var counting: (delivery: Int, ordinal: UInt64)?

  /// Accounts for one key as `accountRows` does for all.
  package init(of key: RowKey, in rows: DeliveredRows, sourceCount: Int) {
    var versions: [AccountedRow] = []
    for (number, segment) in rows.segments.enumerated() {
      let delivery = rows.deliveries[segment.delivery]
      for index in segment.offsets.indices where segment.columns.keys[index] == key {
        versions.append(
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
    let outcome = BucketOutcome(
      versions,
      of: rows,
      snapshots: SnapshotNights(rows, sourceCount: sourceCount),
      sourceCount: sourceCount,
      notesEach: true
    )
    let segments = Dictionary(versions.map { ($0.row, Int($0.segment)) }) { first, _ in first }
    func place(_ row: UInt32) -> (delivery: Int, ordinal: UInt64) {
      let segment = segments[row] ?? 0
      return (
        rows.segments[segment].delivery,
        rows.segments[segment].ordinals[Int(row) - rows.firsts[segment]]
      )
    }
    entries = (outcome.each ?? []).map { each in
      let place = place(each.row)
      return Entry(
        delivery: place.delivery,
        ordinal: place.ordinal,
        disposition: each.disposition
      )
    }
    guard let known = outcome.known.first else { return }
    counting = place(known.row)
    isWithdrawn = known.isWithdrawn
  }
}
