import Persons
import RecordModel

/// Joins the registrations of record numbers that a feed says are one patient's.
///
/// A merge is a must-link between two numbers: it outranks what their rows say. It means the people
/// who stood under each number in its night, that night's rows included; where nobody stood under
/// one yet, those of the first night that brings somebody. If these are several people, nobody is
/// joined: which of them is meant would be a guess. A number that nobody has joins nobody.
///
/// A merge that would bring people together whom a technician keeps apart is not made either; of
/// several on one way between them, those of the first rows are made.
///
/// So what a merge means never changes afterwards, and merges can be taken in any order: a number
/// that is given to somebody else in a later night is not merged with them.
enum NumberMerges {
  /// Joins registrations, each given by its first row in `first`, in the sets of `decided`.
  ///
  /// - Returns: the merges that are not clear: the row that says so, then all rows of both numbers.
  static func join(
    _ first: [UInt32],
    _ groups: KeyGroups,
    _ input: LinkInput,
    into decided: inout DecidedLinks
  ) -> [[UInt32]] {
    guard !input.merges.isEmpty else { return [] }
    let numbers = rowsOfNumbers(in: input.merges, groups, input)
    var unclear: [[UInt32]] = []
    for merge in input.merges {
      let own = input.numbers[Int(merge.row)]
      guard own != .none, own != merge.number, let ownRows = numbers[own],
        let otherRows = numbers[merge.number]
      else { continue }
      let night = input.nights[Int(merge.row)]
      let here = registrations(of: ownRows, at: night, first, input)
      let there = registrations(of: otherRows, at: night, first, input)
      guard here.count == 1, there.count == 1, decided.join(here[0], there[0]) else {
        unclear.append([merge.row] + ownRows + otherRows)
        continue
      }
    }
    return unclear
  }

  /// The rows of every number that some merge names.
  private static func rowsOfNumbers(
    in merges: [NumberMerge],
    _ groups: KeyGroups,
    _ input: LinkInput
  ) -> [Key128: ArraySlice<UInt32>] {
    var wanted: [Key128: ArraySlice<UInt32>] = [:]
    for merge in merges {
      wanted[merge.number] = []
      wanted[input.numbers[Int(merge.row)]] = []
    }
    for group in 0..<groups.count {
      let rows = groups[group]
      guard let one = rows.first else { continue }
      let number = input.numbers[Int(one)]
      if wanted[number] != nil { wanted[number] = rows }
    }
    return wanted.filter { !$0.value.isEmpty }
  }

  /// The registrations of a number that a merge of a night means, by their first rows.
  private static func registrations(
    of rows: ArraySlice<UInt32>,
    at night: UInt16,
    _ first: [UInt32],
    _ input: LinkInput
  ) -> [UInt32] {
    let all = rows.filter { first[Int($0)] == $0 }
    // A registration is as old as its first row, and rows come in order of their nights.
    guard let oldest = all.first else { return [] }
    let last = max(night, input.nights[Int(oldest)])
    return all.filter { input.nights[Int($0)] <= last }
  }
}
