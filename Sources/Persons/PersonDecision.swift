package import RecordModel

/// One line of the book of decisions: what a technician said about two rows, or took back.
///
/// Rows are named by their keys, which nothing ever changes.
package struct PersonDecision: Sendable, Equatable {
  /// What was decided.
  package enum Kind: String, CaseIterable, Sendable {
    /// The two rows are one person.
    case link
    /// They are two people.
    case keepApart = "keep-apart"
    /// An earlier decision holds no more.
    case retract
  }

  /// Counted from 1 through the whole book.
  package var sequence: Int
  package var kind: Kind
  /// The two rows in the order they were named; those of the decision that is taken back.
  package var rows: (first: RowKey, second: RowKey)
  /// The number of the decision that holds no more.
  package var retracts: Int?
  package var who: String
  /// UTC.
  package var when: String
  /// The reason in the person's own words.
  ///
  /// It may hold anything, so it is in the book and shown nowhere else.
  package var because: String

  package init(
    sequence: Int = 0,
    _ kind: Kind,
    rows: (first: RowKey, second: RowKey),
    retracts: Int? = nil,
    who: String,
    when: String = "",
    because: String
  ) {
    self.sequence = sequence
    self.kind = kind
    self.rows = rows
    self.retracts = retracts
    self.who = who
    self.when = when
    self.because = because
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.sequence == right.sequence && left.kind == right.kind && left.rows == right.rows
      && left.retracts == right.retracts && left.who == right.who && left.when == right.when
      && left.because == right.because
  }
}
