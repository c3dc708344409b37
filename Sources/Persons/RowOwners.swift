package import RecordModel

/// Which person each row belonged to when a state was published, in the order of rows.
package struct RowOwners: Sendable, Equatable {
  package var keys: [RowKey] = []
  /// Index of the person in the ids of that state, which are ascending.
  package var persons: [UInt32] = []

  package init() {}
}
