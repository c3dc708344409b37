import Digests
import RecordModel
import Synchronization

/// Counts, for each facility and date column, the rows that can only be month first or only day first.
///
/// Rows that say the same count once: a night delivered twice, cut in another way, proves no more.
enum DateOrderEvidence {
  /// Reads all exports and decides every date column whose order the pipeline file leaves open.
  ///
  /// An export that cannot be read says nothing here; the run meets it again and says so.
  static func gather<Reading: Source>(
    _ settings: SourceSettings,
    _ exports: [ExportFile],
    _ source: Reading,
    _ workers: some Workers
  ) -> [FacilityDateOrder] {
    let fields = settings.columns.filter { $0.field.isDate && $0.dateOrder == nil }.map(\.field)
    guard !fields.isEmpty else { return [] }
    let total = Mutex<[Column: DistinctVotes]>([:])
    for export in exports {
      workers.stream { offer in
        _ = try? source.read(export, emit: offer)
      } _: { (block: Reading.Block) in
        guard let batch = try? source.table(of: block) else { return true }
        let votes = Self.votes(batch, fields)
        total.withLock { total in
          for (column, rows) in votes { total[column, default: DistinctVotes()].add(rows) }
        }
        return true
      }
    }
    return total.withLock { decided($0) }
  }

  /// One facility's column.
  struct Column: Hashable, Sendable {
    var facility: [UInt8]
    var field: Field
  }

  private static func decided(_ votes: [Column: DistinctVotes]) -> [FacilityDateOrder] {
    let sorted = votes.sorted { left, right in
      left.key.facility == right.key.facility
        ? left.key.field.rawValue < right.key.field.rawValue
        : left.key.facility.lexicographicallyPrecedes(right.key.facility)
    }
    return sorted.map { column, votes in
      FacilityDateOrder(
        facility: String(decoding: column.facility, as: UTF8.self),
        field: column.field,
        order: votes.order,
        monthFirstRows: votes.monthFirst,
        dayFirstRows: votes.dayFirst
      )
    }
  }

  /// The votes of a batch's usable rows.
  static func votes(_ batch: RecordBatch, _ fields: [Field]) -> [Column: [UInt64]] {
    let columns = fields.map { batch.column(of: $0) }
    var found = [[UInt64]](repeating: [], count: batch.facilities.count * fields.count)
    let cells = batch.cells.span
    let ends = batch.ends.span
    for row in 0..<batch.rowCount where batch.isUsable(row) {
      let first = row * batch.columnCount
      for (number, column) in columns.enumerated() {
        guard let column else { continue }
        let index = first + column
        let range = (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
        let order = NumericDate.onlyOrder(cells.extracting(range))
        guard order == .monthDayYear || order == .dayMonthYear else { continue }
        let start = first == 0 ? 0 : Int(ends[first - 1])
        let hash = stableHash(cells.extracting(start..<Int(ends[first + batch.columnCount - 1])))
        let slot = Int(batch.facilityOfRow[row]) * fields.count + number
        found[slot].append(DistinctVotes.vote(row: hash, isDayFirst: order == .dayMonthYear))
      }
    }
    var votes: [Column: [UInt64]] = [:]
    for (slot, rows) in found.enumerated() where !rows.isEmpty {
      let facility = batch.facilities[slot / fields.count]
      votes[Column(facility: facility, field: fields[slot % fields.count])] = rows
    }
    return votes
  }
}

extension DistinctVotes {
  /// One order must outnumber the other a hundred to one; typing errors are rarer than that.
  var order: DateOrder? {
    if monthFirst > 0, dayFirst <= monthFirst / 100 { return .monthDayYear }
    if dayFirst > 0, monthFirst <= dayFirst / 100 { return .dayMonthYear }
    return nil
  }
}
