import Persons
import RecordModel

/// Joins the registrations of record numbers that a feed says are one patient's.
///
/// A merge is a must-link between two numbers: it outranks what their rows say. It means the people
/// who stood under each number in its night, that night's rows included; where nobody stood under
/// one yet, those of the first night that brings somebody. If these are several people, nobody is
/// joined: which of them is meant would be a guess. A number that nobody has joins nobody.
///
/// So what a merge means never changes afterwards, and merges can be taken in any order: a number
/// that is given to somebody else in a later night is not merged with them.
enum NumberMerges {
  /// Joins registrations, each given by its first row in `first`.
  ///
  /// - Returns: the merges that are not clear: the row that says so, then all rows of both numbers.
  static func join(
    _ first: inout [UInt32],
    _ groups: KeyGroups,
    _ input: LinkInput
  ) -> [[UInt32]] {
    guard !input.merges.isEmpty else { return [] }
    let numbers = rowsOfNumbers(in: input.merges, groups, input)
    var unclear: [[UInt32]] = []
    var sets = DisjointRows()
    for merge in input.merges {
      let own = input.numbers[Int(merge.row)]
      guard own != .none, own != merge.number, let ownRows = numbers[own],
        let otherRows = numbers[merge.number]
      else { continue }
      let night = input.nights[Int(merge.row)]
      let here = registrations(of: ownRows, at: night, first, input)
      let there = registrations(of: otherRows, at: night, first, input)
      if here.count == 1, there.count == 1 {
        sets.join(here[0], there[0])
      } else {
        unclear.append([merge.row] + ownRows + otherRows)
      }
    }
    guard !sets.isEmpty else { return unclear }
    for row in first.indices { first[row] = sets.least(of: first[row]) }
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

/// Sets of rows, each known by its least one.
private struct DisjointRows {
  private var parents: [UInt32: UInt32] = [:]

  var isEmpty: Bool { parents.isEmpty }

  mutating func join(_ one: UInt32, _ other: UInt32) {
    let (left, right) = (least(of: one), least(of: other))
    guard left != right else { return }
    parents[max(left, right)] = min(left, right)
  }

  mutating func least(of row: UInt32) -> UInt32 {
    var row = row
    while let parent = parents[row] {
      // Halves the way for the next one: a chain of merges costs no more than its length.
      if let next = parents[parent] { parents[row] = next }
      row = parent
    }
    return row
  }
}
