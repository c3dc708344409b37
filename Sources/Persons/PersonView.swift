package import RecordModel

/// One person as bundling and the person rules see them: an id and all rows, in order.
///
/// Reused from person to person: `removeAll` keeps the buffers.
package struct PersonView: Sendable {
  /// The person's id, given out once.
  package var id = Key128.none
  /// Ids that were given out and now point to this person, oldest first.
  package var retired: [Key128] = []
  /// The bytes of all records; ranges of `RowView`s point in here.
  package var bytes: [UInt8] = []
  package var rows: [PersonRow] = []

  package init() {}

  /// Makes room for the next person.
  package mutating func removeAll() {
    id = .none
    retired.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }
}

/// A row of a person.
package struct PersonRow: Sendable {
  package var view: RowView
  /// Index of the source in the byte-sorted list of source names.
  package var source: UInt8
  /// The night the row was first landed.
  package var night: UInt16
  /// The as-of date of the delivery whose content counts.
  package var asOf: PartialDate
  /// Says whether its source does not hold the row any more.
  package var isWithdrawn: Bool

  package init(
    view: RowView,
    source: UInt8,
    night: UInt16,
    asOf: PartialDate,
    isWithdrawn: Bool = false
  ) {
    self.view = view
    self.source = source
    self.night = night
    self.asOf = asOf
    self.isWithdrawn = isWithdrawn
  }
}
