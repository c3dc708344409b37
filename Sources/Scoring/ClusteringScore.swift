/// Rows whose person is known, as linkage grouped them and as the truth groups them.
package struct ScoredRows: Sendable {
  /// The patients of the result.
  package var patients: Numbering
  /// The persons of the truth.
  package var persons: Numbering
  /// Rows that one place wrote under one number: to link them is no art.
  package var registrations: Numbering
  /// Families, with `ScoredRows.unknown` where the truth says none; nil where it knows of no families.
  package var households: [UInt32]?
  /// What the truth says of a row's person; nil where it says no such thing.
  package var isTwin: [Bool]?
  package var isNamesake: [Bool]?

  /// The household of a row whose household nobody knows.
  package static let unknown = UInt32.max

  package init(patients: Numbering, persons: Numbering, registrations: Numbering) {
    self.patients = patients
    self.persons = persons
    self.registrations = registrations
  }
}

/// How well rows were grouped, against known persons.
///
/// Integers up to the last division; the same for rows in any order. Linear in rows.
package struct ClusteringScore: Sendable {
  package let rows: Int
  /// Persons of the truth and patients of the result, among these rows.
  package let persons: Int
  package let patients: Int
  /// Of the pairs that were joined those of one person, and of a person's pairs those that were joined.
  package let precision: Share
  package let recall: Share
  package let f1: Share
  /// Of a person's pairs from different registrations those that were joined: the real duplicates.
  package let crossRecall: Share
  /// Patients that are one whole person, of all patients and of all persons.
  package let exactPrecision: Share
  package let exactRecall: Share
  package let exactF1: Share
  /// B-cubed (Bagga and Baldwin 1998): averages over rows.
  package let bCubedPrecision: Double?
  package let bCubedRecall: Double?
  package let falsePairs: FalsePairs

  package var bCubedF1: Double? {
    guard let precision = bCubedPrecision, let recall = bCubedRecall else { return nil }
    return 2 * precision * recall / (precision + recall)
  }

  package init(_ rows: ScoredRows) {
    let cells = rows.patients.crossed(with: rows.persons)
    let units = Units(rows)
    let joined = units.pairs(of: rows.patients)
    let existing = units.pairs(of: rows.persons)
    let right = units.pairs(of: cells)
    let crossing = units.difference(
      existing,
      units.pairs(of: rows.persons.crossed(with: rows.registrations))
    )
    let found = units.difference(right, units.pairs(of: cells.crossed(with: rows.registrations)))
    let exact = units.exactGroups(rows, cells)
    let patients = units.groups(of: rows.patients)
    let persons = units.groups(of: rows.persons)
    self.rows = rows.persons.rowCount
    self.persons = Int(persons.reduce(0, +))
    self.patients = Int(patients.reduce(0, +))
    precision = Share(right, of: joined)
    recall = Share(right, of: existing)
    f1 = Share(units.sum(right, right), of: units.sum(joined, existing))
    crossRecall = Share(found, of: crossing)
    exactPrecision = Share(exact, of: patients)
    exactRecall = Share(exact, of: persons)
    exactF1 = Share(units.sum(exact, exact), of: units.sum(patients, persons))
    bCubedPrecision = bCubed(cells, in: rows.patients)
    bCubedRecall = bCubed(cells, in: rows.persons)
    falsePairs = FalsePairs(rows, cells)
  }
}

/// The mean over rows of the part of their group that is in the same cell.
///
/// Sums of one group size are integers, so that each size is divided once.
private func bCubed(_ cells: Numbering, in groups: Numbering) -> Double? {
  guard cells.rowCount > 0 else { return nil }
  let sizes = groups.sizes
  let cellSizes = cells.sizes
  var squares = [UInt64](repeating: 0, count: Int(sizes.max() ?? 0) + 1)
  for (row, cell) in cells.ofRow.enumerated() {
    squares[Int(sizes[Int(groups.ofRow[row])])] += cellSizes[Int(cell)]
  }
  var sum = 0.0
  for (size, square) in squares.enumerated() where square > 0 {
    sum += Double(square) / Double(size)
  }
  return sum / Double(cells.rowCount)
}
