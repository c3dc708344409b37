/// A technician's word on two rows: they are one person, or they are two.
///
/// It holds for the registrations that the rows belong to.
package struct LinkDecision: Sendable, Equatable {
  /// What was decided.
  package enum Kind: UInt8, Sendable {
    /// One person; outranks everything that speaks against it.
    case mustLink
    /// Two people.
    case cannotLink
  }

  package var kind: Kind
  /// Indices into the `LinkInput`, the smaller one first.
  package var rows: (first: UInt32, second: UInt32)
  /// Its number in the book of decisions.
  package var sequence: UInt32

  package init(_ kind: Kind, rows: (first: UInt32, second: UInt32), sequence: UInt32) {
    self.kind = kind
    self.rows = (min(rows.first, rows.second), max(rows.first, rows.second))
    self.sequence = sequence
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.kind == right.kind && left.rows == right.rows && left.sequence == right.sequence
  }
}
