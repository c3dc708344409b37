/// Two registrations that may be one person, or are held apart for a reason: a technician should look.
package struct ReviewPair: Sendable, Equatable {
  /// Why nobody but a person can say.
  package enum Reason: UInt8, Sendable, CaseIterable {
    /// The score lies between the two thresholds.
    case score
    /// Two partners fit equally well and are not one person.
    case rivals
    /// It scores high, and something forbids it: two suffixes, two SSNs and birth dates far apart.
    case veto
    /// It hangs together with more registrations than a person has.
    case crowd
  }

  /// First rows of the two registrations, the smaller one first.
  package var rows: (first: UInt32, second: UInt32)
  /// Milli-bits; the minimum over the rivals.
  package var score: Int32
  package var reason: Reason

  package init(rows: (first: UInt32, second: UInt32), score: Int32, reason: Reason) {
    self.rows = rows
    self.score = score
    self.reason = reason
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.rows == right.rows && left.score == right.score && left.reason == right.reason
  }
}
