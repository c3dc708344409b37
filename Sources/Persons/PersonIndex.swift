package import RecordModel

/// The persons of a run with their ids: what partitions are cut from.
package struct PersonIndex: Sendable {
  /// One entry a person, ordered by id.
  package var ids: [Key128] = []
  /// Where the person's rows end in `rows`.
  package var ends: [UInt32] = []
  /// Rows of all persons: indices into the `LinkInput`, ascending within a person.
  package var rows: [UInt32] = []
  /// Retired ids and the person (index) they point to, ordered by person, then oldest first.
  package var retired: [(person: UInt32, id: Key128)] = []

  package init() {}

  package var count: Int { ids.count }

  /// The rows of a person.
  package func rows(of person: Int) -> ArraySlice<UInt32> {
    rows[(person == 0 ? 0 : Int(ends[person - 1]))..<Int(ends[person])]
  }
}
