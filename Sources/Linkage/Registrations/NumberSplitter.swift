import Persons

/// The rows of a record number that are two people or more.
struct SplitNumber: Sendable {
  /// All rows of the number, ascending.
  let rows: [UInt32]
  /// For each of them, the first row of the group it joined.
  let leaders: [UInt32]
}

/// Groups the rows of one record number after the other; keeps its buffers from number to number.
struct NumberSplitter {
  /// The most groups of a number that a row is compared with.
  ///
  /// A number with more people than this is no number: rows that fit none of the first groups stand
  /// alone, so that a hostile export costs no more than a dirty one.
  static let mostGroups = 64

  private let names: FoldedNames
  /// The profiles of the groups open in the current number come first; the others are spare.
  private var profiles: [Profile] = []
  /// The first row of each open group, as a position in the number's rows.
  private var firstRows: [Int] = []

  init(_ names: FoldedNames) { self.names = names }

  /// Groups the rows of one number, given with what they say; nil when they are one group.
  mutating func split(
    _ rows: ArraySlice<UInt32>,
    _ people: ArraySlice<Demographics>
  ) -> SplitNumber? {
    guard !isOneVoice(people) else { return nil }
    firstRows.removeAll(keepingCapacity: true)
    let leaders = people.indices.map { join(people[$0], at: $0 - people.startIndex) }
    guard leaders.contains(where: { $0 != 0 }) else { return nil }
    return SplitNumber(rows: Array(rows), leaders: leaders.map { rows[rows.startIndex + $0] })
  }

  private func isOneVoice(_ people: ArraySlice<Demographics>) -> Bool {
    var voice = OneVoice()
    for person in people where !voice.takes(person, names) { return false }
    return true
  }

  /// Puts a row into the first group it is compatible with, or into one of its own.
  private mutating func join(_ person: Demographics, at position: Int) -> Int {
    for group in firstRows.indices where profiles[group].isCompatible(with: person, names) {
      profiles[group].add(person, names)
      return firstRows[group]
    }
    guard firstRows.count < Self.mostGroups else { return position }
    if profiles.count == firstRows.count { profiles.append(Profile()) }
    profiles[firstRows.count].removeAll()
    profiles[firstRows.count].add(person, names)
    firstRows.append(position)
    return position
  }
}
