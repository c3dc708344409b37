import Engine
import Persons
import RecordModel
import Workspace

extension Workbench {
  /// What happened to patients' ids since the published state; empty on the first night, and where
  /// an earlier chartlift published.
  func lineage(
    of linked: LinkedPersons,
    since run: PublishedRun?
  ) throws(NightError)
    -> [LineageEvent]
  {
    guard let run else { return [] }
    let key = Self.ownersKey(run.name, run.key)
    let kept = try ledgerCall { () throws(LedgerError) in try ledger.stageResult(key: key) }
    guard let kept, store.has(kept.part) else { return [] }
    return try storeCall { () throws(StoreError) in
      Engine.lineage(
        from: try RowOwnersPart.read(kept.part, from: store),
        ids: try StatePart(run.state, in: store).entries().map(\.id),
        given: try IdsPart.read(run.ids, from: store),
        to: linked.index,
        keys: linked.accounted.input.keys
      )
    }
  }

  /// For each person of a published state how many rows it had; empty where an earlier chartlift published.
  func rowCounts(of run: PublishedRun) throws(NightError) -> [UInt32] {
    let key = Self.ownersKey(run.name, run.key)
    let kept = try ledgerCall { () throws(LedgerError) in try ledger.stageResult(key: key) }
    guard let kept, store.has(kept.part) else { return [] }
    let owners = try storeCall { () throws(StoreError) in
      try RowOwnersPart.read(kept.part, from: store)
    }
    var counts = [UInt32](repeating: 0, count: Int(owners.persons.max() ?? 0) + 1)
    for person in owners.persons { counts[Int(person)] += 1 }
    return counts
  }

  /// Keeps who has which row, for the nights to come.
  func keepOwners(_ state: NightState) throws(NightError) {
    guard !place.isRehearsal else { return }
    var owners = RowOwners()
    owners.keys = state.linked.accounted.input.keys
    owners.persons = Array(repeating: 0, count: owners.keys.count)
    for person in 0..<state.linked.index.count {
      for row in state.linked.index.rows(of: person) { owners.persons[Int(row)] = UInt32(person) }
    }
    let part = try storeCall { () throws(StoreError) in try RowOwnersPart.write(owners, to: store) }
    let result = StageResult(
      key: Self.ownersKey(state.run, state.key),
      stage: "owners",
      part: part.digest,
      byteCount: part.byteCount,
      rows: UInt64(owners.keys.count),
      summary: Array("{}".utf8)
    )
    try ledgerCall { () throws(LedgerError) in
      // What died under this name may have been linked by another chartlift.
      try ledger.forgetStageResult(key: result.key)
      try ledger.record(result)
    }
  }

  private static func ownersKey(_ run: String, _ key: ContentDigest) -> ContentDigest {
    var stage = StageKey(stage: "owners", version: 1)
    stage.add(run)
    stage.add(key)
    return stage.digest
  }

  /// Writes `lineage.csv`, one line an event, when something happened; says how often what did.
  func writeLineage(
    _ state: NightState,
    runFolder: String
  ) throws(NightError) -> [(event: String, count: UInt64)] {
    let events = try lineage(of: state.linked, since: state.before)
    guard !events.isEmpty else { return [] }
    var bytes = Array("event,id,other,rows\n".utf8)
    for event in events {
      bytes += Array("\(event.kind.rawValue),".utf8)
      event.id.writeUUID(to: &bytes)
      bytes.append(UInt8(ascii: ","))
      if event.other != .none { event.other.writeUUID(to: &bytes) }
      bytes += Array(",\(event.rows)\n".utf8)
    }
    try storeCall { () throws(StoreError) in
      try DurableFile.write(bytes.span, to: runFolder + "/lineage.csv")
    }
    return LineageEvent.Kind.allCases.compactMap { kind in
      let count = events.count { $0.kind == kind }
      return count == 0 ? nil : (kind.rawValue, UInt64(count))
    }
  }
}
