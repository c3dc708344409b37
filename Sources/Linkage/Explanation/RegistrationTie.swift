/// How a registration hangs on the others of its person.
package struct RegistrationTie: Sendable {
  /// All rows of the registration, ascending.
  package var rows: [UInt32]
  /// The first row of the registration of the same person that it scores highest with; nil when alone.
  package var other: UInt32?
  /// Milli-bits; 0 when alone.
  package var score: Int32 = 0
  /// Against which rival.
  package var strongest = PairExplanation.Rival.unrelated
  /// Says whether somebody's word makes the two one.
  package var isDecided = false
}

extension Explanations {
  /// The registrations of a row's person, in the order of their first rows, each with its strongest tie.
  package func ties(ofPersonOfRow row: Int) -> [RegistrationTie] {
    let members = registrations(ofPersonOfRow: row)
    let history = PersonHistory(members, self)
    return members.map { member in
      var tie = RegistrationTie(rows: Array(index.table.rows(of: Int(member))))
      guard let step = history.strongestStep(from: member) else { return tie }
      tie.other = firstRow(step.to)
      tie.score = step.score
      tie.strongest = strongestRival(Int(member), Int(step.to))
      tie.isDecided = step.isDecided
      return tie
    }
  }
}
