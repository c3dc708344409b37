package import Persons
package import RecordModel
import Synchronization

/// Links rows into registrations: a patient as one assigner wrote them down.
///
/// Rows of one assigner and record number are one person as long as their demographics are
/// compatible; rows without a number stand alone, but for those that say the very same. Within a number, rows are taken in order (night,
/// source name, row key): a row joins the first group with whose profile it is compatible, else it
/// opens one; groups are never cut again. A number with two groups or more is an overlay.
package enum Registrations {
  /// Groups rows into registrations.
  ///
  /// The result depends on the input alone, not on the number of workers. Linear: each row is
  /// compared with at most `NumberSplitter.mostGroups` profiles of at most `Profile.mostValues`
  /// values a field.
  package static func group(_ input: LinkInput, workers: some Workers) -> GroupedRows {
    let groups = KeyGroups(keys: StandInNumbers.keys(input))
    let splits = split(groups, input, workers)
    var first = firstRows(of: groups, rowCount: input.rowCount)
    for split in splits {
      for (row, leader) in zip(split.rows, split.leaders) { first[Int(row)] = leader }
    }
    var decided = DecidedLinks(splitting: &first, of: input)
    let unclear = NumberMerges.join(first, groups, input, into: &decided)
    return GroupedRows(
      firstRows: first,
      overlays: overlays(splits.map(\.rows), decided.splits),
      unclearMerges: unclear,
      decided: decided
    )
  }

  /// Numbers of several people: those whose rows say so, and those that a technician split.
  private static func overlays(_ found: [[UInt32]], _ decided: [[UInt32]]) -> [[UInt32]] {
    let known = decided.isEmpty ? [] : Set(found.joined())
    return (found + decided.filter { !known.contains($0[0]) }).sorted { $0[0] < $1[0] }
  }

  /// Splits every number whose rows are not all compatible; the others are not in the result.
  private static func split(
    _ groups: KeyGroups,
    _ input: LinkInput,
    _ workers: some Workers
  ) -> [SplitNumber] {
    let pieces = (groups.count + groupsInPiece - 1) / groupsInPiece
    let found = Mutex([[SplitNumber]](repeating: [], count: pieces))
    let names = FoldedNames(input)
    workers.each(pieces) { piece in
      let start = piece * groupsInPiece
      let numbers = start..<min(start + groupsInPiece, groups.count)
      let splits = split(numbers, of: groups, input, names)
      found.withLock { $0[piece] = splits }
    }
    return found.withLock { $0.flatMap { $0 } }
  }

  /// Numbers that one worker takes at a time: what their rows say fits into its cache.
  private static let groupsInPiece = 4_096

  private static func split(
    _ numbers: Range<Int>,
    of groups: KeyGroups,
    _ input: LinkInput,
    _ names: FoldedNames
  ) -> [SplitNumber] {
    let start = numbers.lowerBound == 0 ? 0 : groups.ends[numbers.lowerBound - 1]
    let people = demographics(
      of: groups.rows[start..<groups.ends[numbers.upperBound - 1]],
      in: input
    )
    var splitter = NumberSplitter(names)
    var splits: [SplitNumber] = []
    var from = start
    for number in numbers {
      let rows = from..<groups.ends[number]
      from = rows.upperBound
      guard rows.count > 1 else { continue }
      let own = people[rows.lowerBound - start..<rows.upperBound - start]
      if let split = splitter.split(groups.rows[rows], own) { splits.append(split) }
    }
    return splits
  }

  /// For each row the first row of its number, or itself without one.
  private static func firstRows(of groups: KeyGroups, rowCount: Int) -> [UInt32] {
    var first = (0..<rowCount).map { UInt32(truncatingIfNeeded: $0) }
    var start = 0
    for end in groups.ends {
      for index in start + 1..<max(end, start + 1) {
        first[Int(groups.rows[index])] = groups.rows[start]
      }
      start = end
    }
    return first
  }
}

/// Rows in registrations.
package struct GroupedRows: Sendable {
  /// For each row the first row of its registration.
  package var firstRows: [UInt32]
  /// Record numbers whose rows are two people or more: the rows of each such number, ascending.
  package var overlays: [[UInt32]]
  /// Merges that name a number of several people: the row that says so, then the rows of both numbers.
  package var unclearMerges: [[UInt32]]
  /// What technicians and feeds say of them.
  package var decided: DecidedLinks

  /// Pairs of registrations that somebody's word makes one person.
  func together(_ table: RegistrationTable) -> [(UInt32, UInt32)] {
    var (decided, persons) = (decided, firstRows)
    decided.apply(to: &persons)
    return persons.indices.compactMap { row in
      guard firstRows[row] == row, persons[row] != row else { return nil }
      return (table.ofRow[row], table.ofRow[Int(persons[row])])
    }
  }

  /// For each registration which record number, of those that are two people or more, it stands under;
  /// 0 for none.
  func overlayNumbers(_ table: RegistrationTable) -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: table.count)
    for (position, rows) in overlays.enumerated() {
      for row in rows {
        numbers[Int(table.ofRow[Int(row)])] = UInt32(truncatingIfNeeded: position + 1)
      }
    }
    return numbers
  }
}
