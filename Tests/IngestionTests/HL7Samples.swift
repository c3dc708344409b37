import RecordModel
import Testing

@testable import Ingestion

/// A source of HL7 messages with columns of its own, or with the standard ones.
func hl7Settings(_ columns: (Field, String)...) -> SourceSettings {
  SourceSettings(
    name: "feed",
    files: ["feed.hl7"],
    format: "hl7",
    columns: columns.isEmpty
      ? HL7StandardColumns.all : columns.map { ColumnRule(field: $0.0, columns: [$0.1]) }
  )
}

/// All batches of an HL7 file put together, and its book.
struct HL7Result {
  var rows: [[String]] = []
  var refusals: [RuleCode] = []
  var places = PlaceColumns()
  var keys: [RowKey] = []
  var bytes = ExportBytes()
  private let columnOfField: [Int16]

  init(
    _ file: TemporaryFile,
    _ settings: SourceSettings = hl7Settings(),
    encoding: String = "utf-8",
    blockSize: Int = 1_000_000
  ) throws {
    let layout = Layout(encoding: encoding, delimiter: 0x2C)
    let source = try HL7Source(settings: settings, layout: layout, blockSize: blockSize)
    columnOfField = try HL7Plan(settings).columnOfField
    var blocks: [HL7Block] = []
    bytes = try source.read(file.export) { block in
      blocks.append(block)
      return true
    }
    for block in blocks {
      let batch = try source.parse(block)
      #expect(batch.firstOrdinal == UInt64(rows.count + 1))
      for row in 0..<batch.rowCount {
        rows.append(
          (0..<batch.columnCount).map { String(decoding: batch.cell(row, $0), as: UTF8.self) }
        )
      }
      refusals += batch.refusals
      keys += batch.keys
      places.start += batch.places.start
      places.length += batch.places.length
      places.line += batch.places.line
    }
    #expect(bytes.isBalanced)
  }

  /// What a row says for a field.
  func cell(_ row: Int, _ field: Field) -> String {
    let column = Int(columnOfField[Int(field.rawValue)])
    return row < rows.count && column >= 0 ? rows[row][column] : ""
  }

  /// The text that a row's place points at.
  func original(_ row: Int, in file: TemporaryFile) -> String {
    let start = Int(places.start[row])
    return String(decoding: file.bytes[start..<start + Int(places.length[row])], as: UTF8.self)
  }
}

/// One message; segments end in CR.
func message(_ event: String, _ segments: String...) -> String {
  ([#"MSH|^~\&|ADT|LAKE|||20261121||\#(event)|1|P|2.5"#] + segments).map { $0 + "\r" }.joined()
}
