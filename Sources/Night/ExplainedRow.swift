import Engine
import Persons
import RecordModel
import Reporting

/// Where a known row stands.
struct ExplainedRow: Sendable {
  var key: RowKey
  var patient: Key128
  /// The name of the export's file.
  var export: String
  var source: String
  var ordinal: UInt64
  var line: UInt32

  /// Where it stands, in words.
  var words: String { "row \(grouped(ordinal)) of \(export), line \(grouped(line))" }
}

extension KnownPersons {
  /// Where a row stands.
  func place(ofRow row: Int) throws(NightError) -> ExplainedRow {
    let (view, _) = try stored(row)
    let landing = rows[Int(linked.accounted.places[row].delivery)]
    return ExplainedRow(
      key: linked.accounted.input.keys[row],
      patient: id(ofRow: row),
      export: landing.deliveredAs,
      source: bench.sourceNames[landing.sourceIndex],
      ordinal: view.ordinal,
      line: view.line
    )
  }

  /// A row as it is kept, and the bytes it lies in.
  private func stored(_ row: Int) throws(NightError) -> (view: RowView, bytes: [UInt8]) {
    let place = linked.accounted.places[row]
    let reader = linked.readers[Int(place.delivery)]
    return try storeCall { () throws(StoreError) in
      var bytes: [UInt8] = []
      try reader.read(place.offset..<place.offset + UInt64(place.length), into: &bytes)
      guard let view = RowView(bytes.span, at: 0) else {
        let path = linked.deliveries[Int(place.delivery)].export.hex
        throw StoreError(call: "read row part", path: path, code: 0)
      }
      return (view, bytes)
    }
  }

  /// What rows say about who the patient is, each value once, for a terminal only.
  func values(ofRows rows: [UInt32]) throws(NightError) -> [(title: String, values: [String])] {
    var found: [[String]] = Array(repeating: [], count: Self.valueTitles.count)
    for row in rows.prefix(Self.mostRowsShown) {
      let (view, bytes) = try stored(Int(row))
      for (kind, value) in Self.values(of: view, bytes).enumerated()
      where !value.isEmpty && !found[kind].contains(value) { found[kind].append(value) }
    }
    return zip(Self.valueTitles, found).filter { !$1.isEmpty }.map { ($0, $1) }
  }

  /// Rows of a registration that are read for their values.
  private static let mostRowsShown = 200

  private static let valueTitles = [
    "record number", "given name", "middle name", "family name", "suffix", "name before",
    "birth date", "SSN", "sex", "phone", "address",
  ]

  private static func values(of view: RowView, _ bytes: [UInt8]) -> [String] {
    func text(_ value: TextValue) -> String { visibleText(bytes[view.range(value)]) }
    func joined(_ values: TextValue...) -> String {
      values.map(text).filter { !$0.isEmpty }.joined(separator: " ")
    }
    return [
      joined(.facility, .recordNumber), text(.given), text(.middle), text(.family), text(.suffix),
      text(.maiden), view.birth.isMissing ? "" : view.birth.isoText,
      view.ssn == 0 ? "" : String(String(1_000_000_000 + Int(view.ssn)).dropFirst()),
      view.sex == .missing ? "" : "\(view.sex)", text(.phone),
      joined(.addressLine, .city, .state, .postalCode),
    ]
  }
}
