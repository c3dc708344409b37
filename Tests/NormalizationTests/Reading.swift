import Normalization
import RecordModel

/// One source for tests: its columns, its rules and its facilities; reads rows and says what came out.
struct Reading {
  var fields: [Field]
  var columns: [ColumnRule] = []
  var facilities: [String] = ["GEN"]
  var layout = Layout(encoding: "utf-8", delimiter: 44)
  var placeholders: [Field: [String]] = [:]
  var asOf = PartialDate(year: 2026, month: 11, day: 21) ?? .missing

  init(_ fields: Field...) { self.fields = fields }

  init(fields: [Field]) { self.fields = fields }

  /// The stage for this source.
  var stage: NormalizeRows {
    var source = SourceSettings(name: "film", files: [], format: "csv", columns: columns)
    source.columns = columns
    return NormalizeRows(
      NormalizationSettings(
        source: source,
        layout: layout,
        placeholders: placeholders,
        asOf: asOf
      )
    )
  }

  /// A batch of rows; row `r` is of facility `r` modulo the number of facilities.
  func batch(_ rows: [[[UInt8]]]) -> RecordBatch {
    var batch = RecordBatch(firstOrdinal: 1, columnCount: fields.count)
    for (index, field) in fields.enumerated() {
      batch.columnOfField[Int(field.rawValue)] = Int16(index)
    }
    batch.facilities = facilities.map { Array($0.utf8) }
    for (number, row) in rows.enumerated() {
      for cell in row {
        batch.cells += cell
        batch.ends.append(UInt32(batch.cells.count))
      }
      batch.places.append(start: 0, length: 0, line: UInt32(number + 1))
      batch.refusals.append(.none)
      batch.ignored.append(0)
      batch.keys.append(.none)
      batch.digests.append(.none)
      batch.facilityOfRow.append(UInt16(number % max(1, facilities.count)))
    }
    return batch
  }

  /// Reads rows of text.
  func callAsFunction(rows: [[String]]) -> ReadRows {
    var batch = batch(rows.map { $0.map { Array($0.utf8) } })
    stage.process(&batch)
    return ReadRows(batch: batch)
  }

  /// Reads one row of text.
  func callAsFunction(_ cells: String...) -> ReadRow { self(rows: [cells])[0] }
}

/// Rows after normalization.
struct ReadRows {
  let batch: RecordBatch

  subscript(_ row: Int) -> ReadRow { ReadRow(batch: batch, row: row) }
}

/// One row after normalization.
struct ReadRow {
  let batch: RecordBatch
  let row: Int

  /// A text value, empty when missing.
  subscript(_ value: TextValue) -> String {
    let column = batch.values[value]
    return String(decoding: column.bytes[column.range(row)], as: UTF8.self)
  }

  /// A date in FHIR's form, empty when missing.
  subscript(_ value: DateValue) -> String {
    PartialDate(packed: batch.values[value][row]).isoText
  }

  func rule(_ field: Field) -> NormalizationRule? {
    NormalizationRule(rawValue: batch.values[rules: field][row])
  }

  var sex: Sex? { Sex(rawValue: batch.values.sex[row]) }
  var ssn: UInt32 { batch.values.ssn[row] }
  var pageCount: UInt32 { batch.values.pageCount[row] }

  /// Everything that was read, for comparing rows with each other.
  var everything: String {
    var parts = TextValue.allCases.map { self[$0] }
    parts += DateValue.allCases.map { self[$0] }
    parts += Field.allCases.map { "\(String(describing: rule($0)))" }
    parts += ["\(String(describing: sex))", "\(ssn)", "\(pageCount)"]
    return parts.joined(separator: "\u{1F}")
  }
}

/// A small generator of numbers for laws; the same seed gives the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
