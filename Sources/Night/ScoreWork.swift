import Engine
import Persons
import RecordModel
import Synchronization
import Workspace

/// What scoring wants to know of the link stage beside its persons.
///
/// One place to change when the stage says more.
extension LinkedPersons {
  /// The pair precision that the stage expects of itself, in millionths; nil while it says none.
  var expectedPrecision: UInt64? { nil }

  /// For each known row its patient's index.
  var patientOfRow: [UInt32] {
    var patients = [UInt32](repeating: 0, count: accounted.input.rowCount)
    for patient in 0..<index.count {
      for row in index.rows(of: patient) {
        patients[Int(row)] = UInt32(truncatingIfNeeded: patient)
      }
    }
    return patients
  }
}

extension Workbench {
  /// The landings that count and, where asked for, what lies in the inbox: what a run would link.
  func landingsToScore() throws(NightError) -> (rows: [RowsOfLanding], night: Int) {
    let ever = try ledgerCall { () throws(LedgerError) in try ledger.landings() }
    let asOf = try asOfDate(ever.filter { $0.state != .dropped })
    let arrivals = request.looksIntoInbox ? try receive(ever) : Arrivals()
    let known = try toRead(ever)
    let layouts = try layouts(for: arrivals.new, beside: known)
    let night = nightNumber(of: arrivals, after: ever)
    let (fresh, leftOut) = try sift(
      arrivals.new.map { toRead($0, night: night, asOf: asOf) },
      layouts: layouts
    )
    if known.isEmpty, fresh.isEmpty, !leftOut.isEmpty { throw nothingUsable(leftOut) }
    return (try rows(of: known + fresh, layouts: layouts), night)
  }

  /// For each known row the key of its document id; `.none` without one.
  func documentKeys(of linked: LinkedPersons) throws(NightError) -> [Key128] {
    let places = linked.accounted.places
    let pieces = RecordPieces(places)
    let found = Mutex<[Result<[(row: Int, key: Key128)], StoreError>?]>(
      Array(repeating: nil, count: pieces.count)
    )
    farm.each(pieces.count) { number in
      let keys = Result { () throws(StoreError) in
        try Self.documentKeys(pieces[number], places, linked)
      }
      found.withLock { $0[number] = keys }
    }
    var keys = [Key128](repeating: .none, count: places.count)
    for piece in found.withLock({ $0 }) {
      guard let piece else { continue }
      for (row, key) in try storeCall({ () throws(StoreError) in try piece.get() }) {
        keys[row] = key
      }
    }
    return keys
  }

  private static func documentKeys(
    _ rows: ArraySlice<Int>,
    _ places: [RecordPlace],
    _ linked: LinkedPersons
  ) throws(StoreError) -> [(row: Int, key: Key128)] {
    guard let first = rows.first, let last = rows.last else { return [] }
    let delivery = Int(places[first].delivery)
    let start = places[first].offset
    var bytes: [UInt8] = []
    try linked.readers[delivery].read(
      start..<places[last].offset + UInt64(places[last].length),
      into: &bytes
    )
    var keys: [(row: Int, key: Key128)] = []
    keys.reserveCapacity(rows.count)
    for row in rows {
      guard let view = RowView(bytes.span, at: Int(places[row].offset - start)) else {
        let path = linked.deliveries[delivery].export.hex
        throw StoreError(call: "read row part", path: path, code: 0)
      }
      keys.append((row, textKey(of: view.range(.documentID), in: bytes.span)))
    }
    return keys
  }
}

/// Rows in the order of their records, cut where one read would be too long.
private struct RecordPieces: Sendable {
  private static let mostBytes: UInt64 = 8 << 20
  private static let mostRows = 16_384

  private let rows: [Int]
  private var ends: [Int] = []

  var count: Int { ends.count }

  init(_ places: [RecordPlace]) {
    rows = places.indices.sorted { left, right in
      let (left, right) = (places[left], places[right])
      return left.delivery == right.delivery
        ? left.offset < right.offset : left.delivery < right.delivery
    }
    var start = 0
    for at in rows.indices {
      let (first, place) = (places[rows[start]], places[rows[at]])
      let isFull =
        at - start >= Self.mostRows || place.delivery != first.delivery
        || place.offset - first.offset > Self.mostBytes
      guard isFull else { continue }
      ends.append(at)
      start = at
    }
    if !rows.isEmpty { ends.append(rows.count) }
  }

  subscript(_ piece: Int) -> ArraySlice<Int> {
    rows[(piece == 0 ? 0 : ends[piece - 1])..<ends[piece]]
  }
}
