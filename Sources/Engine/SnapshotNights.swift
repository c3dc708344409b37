import Persons
import RecordModel

/// Why a night of a snapshot source cannot say that a row is gone.
package enum SnapshotGap: String, CaseIterable, Sendable {
  /// A person left an export of the night out.
  case leftOut = "left-out"
  /// Fewer files than before, and the rows of one that came before are not in the others.
  case fileMissing = "file-missing"
  /// Delimited text ends without a line end: it may be cut short.
  case cutShort = "cut-short"
  /// An export has no line that a written rule leaves out, and every one before had: its trailer is
  /// cut off.
  case trailerMissing = "trailer-missing"
  /// Bytes of an export could not be read.
  case damaged
  /// A refused row does not say which document it is.
  case rowUnnamed = "row-unnamed"
}

/// One night of a snapshot source: all its files of that night together.
package struct SnapshotNight: Sendable, Equatable {
  package var source: UInt8
  package var night: UInt16
  /// Says whether its exports are in the published state already.
  package var isPublished: Bool
  /// Nil for a complete night, which withdraws what it does not hold.
  package var gap: SnapshotGap?
  /// The delivery that the gap was found in, or that is not there tonight.
  package var delivery: Int?
}

/// The nights of every snapshot source, and which of them may withdraw rows.
///
/// A pure function of what was landed: decided again in every run, with the same answer. Neither
/// file names nor clocks count.
struct SnapshotNights: Sendable {
  /// By source, then by night.
  let all: [SnapshotNight]
  /// The complete nights of each source, ascending.
  private let complete: [[SnapshotNight]]
  /// Refused rows that say which document they are, in order: they count as present.
  private let refused: [RefusedPresence]

  init(_ rows: DeliveredRows, sourceCount: Int) {
    let snapshots = rows.deliveries.indices.filter { rows.deliveries[$0].mode == .snapshot }
    var all: [SnapshotNight] = []
    for source in 0..<sourceCount {
      all += Self.nights(of: snapshots.filter { Int(rows.deliveries[$0].source) == source }, rows)
    }
    self.all = all
    complete = (0..<sourceCount).map { source in
      all.filter { Int($0.source) == source && $0.gap == nil }
    }
    refused = snapshots.flatMap { delivery in
      rows.deliveries[delivery].part.trailer.refusedKeys.lazy.filter { $0 != .none }.map {
        RefusedPresence(key: $0, night: rows.deliveries[delivery].night)
      }
    }
    .sorted()
  }

  /// The first complete night between two others that does not hold a row; nil when each one does.
  func firstNight(
    without key: RowKey,
    of source: UInt8,
    after seen: Int,
    before next: Int
  ) -> SnapshotNight? {
    let nights = complete[Int(source)]
    var (low, high) = (0, nights.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(nights[middle].night) <= seen { low = middle + 1 } else { high = middle }
    }
    return nights[low...].first { Int($0.night) >= next || !isRefused(key, $0.night) }
      .flatMap { Int($0.night) < next ? $0 : nil }
  }

  /// Says whether the source has a night that can withdraw rows.
  func canWithdraw(_ source: UInt8) -> Bool { !all.isEmpty && !complete[Int(source)].isEmpty }

  private func isRefused(_ key: RowKey, _ night: UInt16) -> Bool {
    let wanted = RefusedPresence(key: key, night: night)
    var (low, high) = (0, refused.count)
    while low < high {
      let middle = (low + high) / 2
      if refused[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < refused.count && refused[low] == wanted
  }
}

extension SnapshotNights {
  /// Goes through the nights of one source, in order, with the set of files to hold them against: the
  /// last complete one, or a bigger one since.
  ///
  /// A gap must not become what is expected, or it would withdraw rows on its second night.
  private static func nights(of deliveries: [Int], _ rows: DeliveredRows) -> [SnapshotNight] {
    var nights: [SnapshotNight] = []
    var before: [Int] = []
    for night in Set(deliveries.map { rows.deliveries[$0].night }).sorted() {
      let set = deliveries.filter { rows.deliveries[$0].night == night }
      let decided = decide(set, after: before, rows)
      let isBigger = set.count > before.count && decided.gap != .trailerMissing
      if decided.gap == nil || isBigger { before = set }
      nights.append(decided)
    }
    return nights
  }

  private static func decide(
    _ set: [Int],
    after before: [Int],
    _ rows: DeliveredRows
  ) -> SnapshotNight {
    let first = rows.deliveries[set[0]]
    var night = SnapshotNight(
      source: first.source,
      night: first.night,
      isPublished: set.allSatisfy { rows.deliveries[$0].isPublished }
    )
    for delivery in set where night.gap == nil {
      night.gap = gap(in: rows.deliveries[delivery], after: before.map { rows.deliveries[$0] })
      night.delivery = night.gap == nil ? nil : delivery
    }
    if night.gap == nil, set.count < before.count,
      let missing = MissingFile.find(among: before, tonight: set, rows)
    {
      night.gap = .fileMissing
      night.delivery = missing
    }
    return night
  }

  private static func gap(in delivery: Delivery, after before: [Delivery]) -> SnapshotGap? {
    let trailer = delivery.part.trailer
    if delivery.hasLeftOut { return .leftOut }
    if trailer.bytes.endsWithoutLineEnd { return .cutShort }
    if !delivery.hasIgnoredLines, !before.isEmpty, before.allSatisfy(\.hasIgnoredLines) {
      return .trailerMissing
    }
    if trailer.bytes.damaged > 0 { return .damaged }
    return trailer.refusedKeys.contains(.none) ? .rowUnnamed : nil
  }
}

extension Delivery {
  fileprivate var hasIgnoredLines: Bool { part.trailer.ignored.contains { $0 > 0 } }
}

/// A refused row's key and the night it came.
private struct RefusedPresence: Sendable, Comparable {
  var key: RowKey
  var night: UInt16

  static func < (left: Self, right: Self) -> Bool {
    left.key == right.key ? left.night < right.night : left.key < right.key
  }
}

/// Tells a file that is missing from files that were put together into fewer.
///
/// When the rows of an earlier file are in tonight's other files, nothing is missing: less than half
/// of them there, and the file is. Looked at only on nights with fewer files than before.
private enum MissingFile {
  static func find(among before: [Int], tonight: [Int], _ rows: DeliveredRows) -> Int? {
    let present = tonight.flatMap { keys(of: $0, rows) }.sorted()
    return before.first { delivery in
      let wanted = keys(of: delivery, rows)
      let found = wanted.count { holds(present, $0) }
      return found * 2 < wanted.count
    }
  }

  private static func keys(of delivery: Int, _ rows: DeliveredRows) -> [RowKey] {
    rows.segments.filter { $0.delivery == delivery }.flatMap(\.columns.keys)
      + rows.deliveries[delivery].part.trailer.refusedKeys.filter { $0 != .none }
  }

  private static func holds(_ sorted: [RowKey], _ key: RowKey) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == key
  }
}
