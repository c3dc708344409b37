import RecordModel
import Synchronization

/// Counts, for each facility and date column, the rows that can only be month first or only day first.
enum DateOrderEvidence {
  /// Rows of one facility's column by what they prove.
  struct Votes: Sendable {
    var monthFirst: UInt64 = 0
    var dayFirst: UInt64 = 0

    /// One order must outnumber the other a hundred to one; typing errors are rarer than that.
    var order: DateOrder? {
      if monthFirst > 0, dayFirst <= monthFirst / 100 { return .monthDayYear }
      if dayFirst > 0, monthFirst <= dayFirst / 100 { return .dayMonthYear }
      return nil
    }
  }

  /// Reads all exports and decides every date column whose order the pipeline file leaves open.
  ///
  /// An export that cannot be read says nothing here; the run meets it again and says so.
  static func gather<Reading: Source>(
    _ settings: SourceSettings,
    _ exports: [ExportFile],
    _ source: Reading,
    _ workers: some Workers,
    table: @Sendable @escaping (Reading.Block) throws(ExportError) -> RecordBatch
  ) -> [FacilityDateOrder] {
    let fields = settings.columns.filter { $0.field.isDate && $0.dateOrder == nil }.map(\.field)
    guard !fields.isEmpty else { return [] }
    let total = Mutex<[Column: Votes]>([:])
    for export in exports {
      var blocks: [Reading.Block] = []
      func count() {
        let group = blocks
        workers.each(group.count) { index in
          guard let batch = try? table(group[index]) else { return }
          let votes = Self.votes(batch, fields)
          total.withLock { $0.merge(votes) { $0 + $1 } }
        }
        blocks = []
      }
      _ = try? source.read(export) { block in
        blocks.append(block)
        if blocks.count == 8 { count() }
        return true
      }
      count()
    }
    return total.withLock { decided($0) }
  }

  /// One facility's column.
  struct Column: Hashable, Sendable {
    var facility: [UInt8]
    var field: Field
  }

  private static func decided(_ votes: [Column: Votes]) -> [FacilityDateOrder] {
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
  static func votes(_ batch: RecordBatch, _ fields: [Field]) -> [Column: Votes] {
    var counts = [Votes](repeating: Votes(), count: batch.facilities.count * fields.count)
    let cells = batch.cells.span
    let ends = batch.ends.span
    for (number, field) in fields.enumerated() {
      guard let column = batch.column(of: field) else { continue }
      for row in 0..<batch.rowCount where batch.isUsable(row) {
        let index = row * batch.columnCount + column
        let range = (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
        let order = NumericDate.onlyOrder(cells.extracting(range))
        let slot = Int(batch.facilityOfRow[row]) * fields.count + number
        if order == .monthDayYear { counts[slot].monthFirst += 1 }
        if order == .dayMonthYear { counts[slot].dayFirst += 1 }
      }
    }
    var votes: [Column: Votes] = [:]
    for (slot, count) in counts.enumerated() where count.monthFirst + count.dayFirst > 0 {
      let facility = batch.facilities[slot / fields.count]
      votes[Column(facility: facility, field: fields[slot % fields.count])] = count
    }
    return votes
  }
}

extension DateOrderEvidence.Votes {
  static func + (left: Self, right: Self) -> Self {
    Self(
      monthFirst: left.monthFirst + right.monthFirst,
      dayFirst: left.dayFirst + right.dayFirst
    )
  }
}
