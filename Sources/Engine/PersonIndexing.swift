import Digests
package import Persons
package import RecordModel

/// The id of a person that was never given one: `UUIDv5(site namespace, "Patient|" + anchor row key)`.
package typealias MintPatientID = @Sendable (_ anchor: RowKey) -> Key128

/// Gives every person an id: the oldest one ever given to one of its rows, else a new one.
///
/// A person that holds the anchors of several given-out ids keeps the one whose anchor is first in
/// order; the others are retired and point to it. Settings, normalizers and models change no id.
///
/// - Returns: the persons by id, and all ids given out, the new ones included.
package func indexPersons(
  _ result: LinkResult,
  rows: LinkInput,
  given: IdsGivenOut,
  night: UInt16,
  workers: some Workers,
  mint: MintPatientID
) -> (index: PersonIndex, ids: IdsGivenOut) {
  let members = rowsByPerson(result)
  var anchors = anchoredIds(rows, given: given, result: result)
  var persons: [(id: Key128, person: Int)] = []
  persons.reserveCapacity(result.personCount)
  var minted: [IdsGivenOut.Entry] = []
  let fresh = mintAll(members, anchors: anchors, rows: rows, workers: workers, mint: mint)
  for person in 0..<result.personCount {
    if let held = anchors[person]?.first {
      persons.append((held, person))
    } else {
      persons.append((fresh[person], person))
      let anchor = rows.keys[Int(members[person].first ?? 0)]
      minted.append(.init(anchor: anchor, id: fresh[person], night: night))
    }
  }
  persons.sort { $0.id < $1.id }
  var index = PersonIndex()
  for (position, entry) in persons.enumerated() {
    index.ids.append(entry.id)
    index.rows.append(contentsOf: members[entry.person])
    index.ends.append(UInt32(index.rows.count))
    for retired in anchors.removeValue(forKey: entry.person)?.dropFirst() ?? [] {
      index.retired.append((UInt32(position), retired))
    }
  }
  return (index, given.adding(minted))
}

/// The rows of every person, as runs of one array.
private struct MemberRuns: Sendable {
  var ends: [Int]
  var rows: [UInt32]

  subscript(_ person: Int) -> ArraySlice<UInt32> {
    rows[(person == 0 ? 0 : ends[person - 1])..<ends[person]]
  }
}

private func rowsByPerson(_ result: LinkResult) -> MemberRuns {
  var ends = Array(repeating: 0, count: result.personCount)
  for person in result.personOfRow { ends[Int(person)] += 1 }
  var total = 0
  for person in ends.indices {
    total += ends[person]
    ends[person] = total
  }
  var rows = Array(repeating: UInt32(0), count: total)
  var next = ends
  // Backwards, so that each run ends up ascending.
  for row in result.personOfRow.indices.reversed() {
    let person = Int(result.personOfRow[row])
    next[person] -= 1
    rows[next[person]] = UInt32(row)
  }
  return MemberRuns(ends: ends, rows: rows)
}

/// For each person that holds anchors of given-out ids: those ids, the one with the first anchor row first.
private func anchoredIds(
  _ rows: LinkInput,
  given: IdsGivenOut,
  result: LinkResult
) -> [Int: [Key128]] {
  guard !given.entries.isEmpty else { return [:] }
  var anchors: [Int: [Key128]] = [:]
  for row in 0..<rows.rowCount {
    guard let entry = given.entry(anchor: rows.keys[row]) else { continue }
    anchors[Int(result.personOfRow[row]), default: []].append(entry.id)
  }
  return anchors
}

private func mintAll(
  _ members: MemberRuns,
  anchors: [Int: [Key128]],
  rows: LinkInput,
  workers: some Workers,
  mint: MintPatientID
) -> [Key128] {
  let chunk = 16_384
  let count = members.ends.count
  return [Key128](unsafeUninitializedCapacity: count) { buffer, filled in
    nonisolated(unsafe) let ids = buffer
    workers.each((count + chunk - 1) / chunk) { piece in
      for person in piece * chunk..<min(count, (piece + 1) * chunk) {
        let isHeld = anchors[person] != nil
        let id = isHeld ? Key128.none : mint(rows.keys[Int(members[person].first ?? 0)])
        // Each worker writes entries of its own range only.
        (ids.baseAddress.unsafelyUnwrapped + person).initialize(to: id)
      }
    }
    filled = count
  }
}

extension IdsGivenOut {
  /// These ids and the newly minted ones.
  fileprivate func adding(_ minted: [Entry]) -> IdsGivenOut {
    minted.isEmpty ? self : IdsGivenOut(entries: entries + minted)
  }
}
