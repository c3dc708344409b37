/// Persons that have nothing to do with each other: those that a patient mixes up are one unit.
///
/// No pair, right, wrong or missed, lies between two units; they are what an interval counts.
struct Units {
  let count: Int
  /// The unit of each row.
  private let ofRow: [UInt32]

  init(_ rows: ScoredRows) {
    var parents = (0..<UInt32(truncatingIfNeeded: rows.persons.count)).map { $0 }
    var first = [UInt32?](repeating: nil, count: rows.patients.count)
    for (patient, person) in zip(rows.patients.ofRow, rows.persons.ofRow) {
      if let known = first[Int(patient)] {
        Self.join(known, person, &parents)
      } else {
        first[Int(patient)] = person
      }
    }
    // In the order of rows, so that sums of fractions are always added up alike.
    var numbers = [UInt32?](repeating: nil, count: parents.count)
    var count: UInt32 = 0
    var ofRow: [UInt32] = []
    ofRow.reserveCapacity(rows.persons.rowCount)
    for person in rows.persons.ofRow {
      let root = Int(Self.root(person, &parents))
      if numbers[root] == nil {
        numbers[root] = count
        count += 1
      }
      ofRow.append(numbers[root] ?? 0)
    }
    self.ofRow = ofRow
    self.count = Int(count)
  }

  private static func root(_ person: UInt32, _ parents: inout [UInt32]) -> UInt32 {
    var person = person
    while parents[Int(person)] != person {
      parents[Int(person)] = parents[Int(parents[Int(person)])]
      person = parents[Int(person)]
    }
    return person
  }

  private static func join(_ left: UInt32, _ right: UInt32, _ parents: inout [UInt32]) {
    let (left, right) = (root(left, &parents), root(right, &parents))
    if left != right { parents[Int(max(left, right))] = min(left, right) }
  }

  /// Pairs within a group, by unit.
  ///
  /// No group reaches over two units.
  func pairs(of groups: Numbering) -> [UInt64] { sums(of: groups) { pairCount($0) } }

  /// Groups that have rows, by unit.
  func groups(of groups: Numbering) -> [UInt64] { sums(of: groups) { _ in 1 } }

  /// Patients that are one whole person, by unit.
  func exactGroups(_ rows: ScoredRows, _ cells: Numbering) -> [UInt64] {
    let (cellSizes, patients, persons) = (cells.sizes, rows.patients.sizes, rows.persons.sizes)
    var sums = [UInt64](repeating: 0, count: count)
    var isCounted = [Bool](repeating: false, count: cells.count)
    for (row, cell) in cells.ofRow.enumerated() where !isCounted[Int(cell)] {
      isCounted[Int(cell)] = true
      let size = cellSizes[Int(cell)]
      guard patients[Int(rows.patients.ofRow[row])] == size,
        persons[Int(rows.persons.ofRow[row])] == size
      else { continue }
      sums[Int(ofRow[row])] += 1
    }
    return sums
  }

  private func sums(of groups: Numbering, _ value: (UInt64) -> UInt64) -> [UInt64] {
    let sizes = groups.sizes
    var sums = [UInt64](repeating: 0, count: count)
    var isCounted = [Bool](repeating: false, count: groups.count)
    for (row, group) in groups.ofRow.enumerated() where !isCounted[Int(group)] {
      isCounted[Int(group)] = true
      sums[Int(ofRow[row])] += value(sizes[Int(group)])
    }
    return sums
  }

  func sum(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] { zip(left, right).map(+) }
  func difference(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] { zip(left, right).map(-) }
}
