package import Persons
package import RecordModel
import Synchronization

/// Links rows into registrations: a patient as one assigner wrote them down.
///
/// Rows of one assigner and record number are one person as long as their demographics are
/// compatible; rows without a number stand alone. Within a number, rows are taken in order (night,
/// source name, row key): a row joins the first group with whose profile it is compatible, else it
/// opens one; groups are never cut again. A number with two groups or more is an overlay.
package enum Registrations {
  /// Raised whenever the same rows could be grouped otherwise; part of the stage key.
  package static let version = 1

  /// Decides which rows are one person.
  ///
  /// The result depends on the input alone, not on the number of workers. Linear: each row is
  /// compared with at most `NumberSplitter.mostGroups` profiles of at most `Profile.mostValues`
  /// values a field.
  package static func link(_ input: LinkInput, workers: some Workers) -> LinkResult {
    let groups = KeyGroups(keys: input.numbers)
    let splits = split(groups, input, workers)
    var first = firstRows(of: groups, rowCount: input.rowCount)
    for split in splits {
      for (row, leader) in zip(split.rows, split.leaders) { first[Int(row)] = leader }
    }
    var decided = DecidedLinks(splitting: &first, of: input)
    let registrations = first
    let unclear = NumberMerges.join(registrations, groups, input, into: &decided)
    decided.apply(to: &first)
    let persons = numberPersons(first)
    var result = LinkResult(
      personOfRow: persons.personOfRow,
      personCount: persons.count,
      overlays: overlays(splits.map(\.rows), decided.splits)
    )
    result.unclearMerges = unclear
    result.registrationOfRow = registrations
    return result
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

  /// Numbers persons by their first row.
  ///
  /// No row stands before the first row of its person, whose number is therefore known by then.
  private static func numberPersons(_ first: [UInt32]) -> (personOfRow: [UInt32], count: Int) {
    var personOfRow = first
    var count: UInt32 = 0
    for row in personOfRow.indices {
      if first[row] == row {
        personOfRow[row] = count
        count += 1
      } else {
        personOfRow[row] = personOfRow[Int(first[row])]
      }
    }
    return (personOfRow, Int(count))
  }
}
