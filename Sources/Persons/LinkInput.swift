package import RecordModel

/// Every known row of every night, live or withdrawn, as linkage sees it: columns, one entry a row, in *order*.
///
/// Order is (night, source name, row key). It never depends on file names or on the order of rows in a file.
package struct LinkInput: Sendable {
  /// The night a row was first landed, counted from 1.
  package var nights: [UInt16] = []
  /// Index of the source in the byte-sorted list of source names.
  package var sources: [UInt8] = []
  package var keys: [RowKey] = []
  package var digests: [RowDigest] = []
  /// Assigner and record number, hashed; `.none` when the row has no number.
  package var numbers: [Key128] = []
  /// Packed `PartialDate`s.
  package var births: [UInt32] = []
  package var ssns: [UInt32] = []
  /// Stable hashes of phone and of folded address; 0 when missing.
  package var phones: [UInt64] = []
  package var addresses: [UInt64] = []
  /// Folded names; a blank parts the parts of a family name.
  package var given = TextColumn()
  package var family = TextColumn()
  /// A family name borne before, folded in the same way.
  package var maiden = TextColumn()
  /// Middle names or initials, capitals.
  package var middle = TextColumn()
  /// `Generation.rawValue`; 0 when missing.
  package var generations: [UInt8] = []
  /// `Sex.rawValue`.
  package var sexes: [UInt8] = []
  /// The part of the postal code that stands for a district, hashed; 0 when missing.
  package var districts: [UInt32] = []
  /// District and house number, hashed: what is left of an address when the street is misspelt; 0 when
  /// either is missing.
  package var houses: [UInt32] = []
  /// Packed dates of service.
  package var services: [UInt32] = []
  /// What rows say about two numbers being one patient's, by row.
  package var merges: [NumberMerge] = []
  /// What technicians decided, in the order of their decisions.
  package var decisions: [LinkDecision] = []

  package init() {}

  package var rowCount: Int { keys.count }

  /// Appends a range of rows of another input.
  package mutating func append(_ rows: Range<Int>, of other: borrowing LinkInput) {
    let base = rowCount
    for merge in other.merges(in: rows) {
      merges.append(
        NumberMerge(row: UInt32(base + Int(merge.row) - rows.lowerBound), number: merge.number)
      )
    }
    nights.append(contentsOf: other.nights[rows])
    sources.append(contentsOf: other.sources[rows])
    keys.append(contentsOf: other.keys[rows])
    digests.append(contentsOf: other.digests[rows])
    numbers.append(contentsOf: other.numbers[rows])
    births.append(contentsOf: other.births[rows])
    ssns.append(contentsOf: other.ssns[rows])
    phones.append(contentsOf: other.phones[rows])
    addresses.append(contentsOf: other.addresses[rows])
    given.append(rows, of: other.given)
    family.append(rows, of: other.family)
    maiden.append(rows, of: other.maiden)
    middle.append(rows, of: other.middle)
    generations.append(contentsOf: other.generations[rows])
    sexes.append(contentsOf: other.sexes[rows])
    districts.append(contentsOf: other.districts[rows])
    houses.append(contentsOf: other.houses[rows])
    services.append(contentsOf: other.services[rows])
  }
}

/// A row that says that another record number is the same patient's as its own.
package struct NumberMerge: Sendable, Equatable {
  package var row: UInt32
  /// The other number, hashed with its assigner.
  package var number: Key128

  package init(row: UInt32, number: Key128) {
    self.row = row
    self.number = number
  }
}

extension LinkInput {
  /// The merges that rows of a range say.
  package func merges(in rows: Range<Int>) -> ArraySlice<NumberMerge> {
    guard !merges.isEmpty else { return [] }
    let start = firstMerge(from: rows.lowerBound)
    return merges[start..<max(start, firstMerge(from: rows.upperBound))]
  }

  private func firstMerge(from row: Int) -> Int {
    var (low, high) = (0, merges.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(merges[middle].row) < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Which rows are one person, decided by linkage.
///
/// Rows are indices into the `LinkInput`.
package struct LinkResult: Sendable {
  /// For each row, the index of its person; persons are numbered by their first row in order.
  package var personOfRow: [UInt32]
  package var personCount: Int
  /// Record numbers whose rows are two people or more: the rows of each such number, ascending.
  package var overlays: [[UInt32]]
  /// Merges that were not made, because several people stand under one of their numbers: the row that
  /// says so, then all rows of both numbers.
  package var unclearMerges: [[UInt32]] = []

  /// For each row the first row of its registration; empty where nobody asked.
  package var registrationOfRow: [UInt32] = []
  /// Pairs of registrations that a person should look at, highest gain first.
  package var review: [ReviewPair] = []

  package init(personOfRow: [UInt32], personCount: Int, overlays: [[UInt32]]) {
    self.personOfRow = personOfRow
    self.personCount = personCount
    self.overlays = overlays
  }
}
