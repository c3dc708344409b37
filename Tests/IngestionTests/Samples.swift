import Glibc
import RecordModel
import Testing

@testable import Ingestion

/// Small numbers that look random and are the same in every run with one seed (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

/// A file for one test, gone afterwards.
final class TemporaryFile {
  let path: String
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var template = Array("/tmp/chartlift-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = template.withUnsafeBufferPointer { text in
      String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      precondition(count > 0, "a test file can be written")
      written += count
    }
    close(descriptor)
  }

  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  deinit { unlink(path) }

  var export: ExportFile {
    ExportFile(
      path: path,
      deliveredAs: "film.csv",
      digest: ContentDigest(words: (1, 2, 3, 4)),
      byteCount: UInt64(bytes.count)
    )
  }
}

/// All batches of an export put together, and its book.
struct Reading {
  /// Cells as text, row by row.
  var rows: [[String]] = []
  var refusals: [RuleCode] = []
  var ignored: [UInt8] = []
  var places = PlaceColumns()
  var keys: [RowKey] = []
  var digests: [RowDigest] = []
  var facilities: [String] = []
  var columnOfField: [Int16] = []
  var bytes = ExportBytes()
  var batchCount = 0

  init(
    _ file: TemporaryFile,
    _ settings: SourceSettings,
    layout: Layout = Layout(encoding: "utf-8", delimiter: 0x2C),
    blockSize: Int = 4_000_000
  ) throws {
    try self.init(file, by: CSVSource(settings: settings, layout: layout, blockSize: blockSize))
  }

  init<Reader: Source>(_ file: TemporaryFile, by source: Reader) throws {
    var blocks: [Reader.Block] = []
    bytes = try source.read(file.export) { block in
      blocks.append(block)
      return true
    }
    for block in blocks { add(try source.parse(block)) }
  }

  private mutating func add(_ batch: RecordBatch) {
    #expect(batch.firstOrdinal == UInt64(rows.count + 1))
    batchCount += 1
    for row in 0..<batch.rowCount {
      rows.append(
        (0..<batch.columnCount).map { String(decoding: batch.cell(row, $0), as: UTF8.self) }
      )
      facilities.append(
        String(decoding: batch.facilities[Int(batch.facilityOfRow[row])], as: UTF8.self)
      )
    }
    refusals += batch.refusals
    ignored += batch.ignored
    keys += batch.keys
    digests += batch.digests
    places.start += batch.places.start
    places.length += batch.places.length
    places.line += batch.places.line
    columnOfField = batch.columnOfField
  }

  /// The bytes that a row's place points at.
  func original(_ row: Int, in file: TemporaryFile) -> [UInt8] {
    let start = Int(places.start[row])
    return Array(file.bytes[start..<start + Int(places.length[row])])
  }
}

/// A source whose columns A, B, C … are mapped to the first fields that fit.
func settings(_ columns: Int = 3, header: Bool = true) -> SourceSettings {
  let fields: [Field] = [
    .documentID, .familyName, .givenName, .city, .state, .author, .box, .folder, .reel, .fiche,
  ]
  let names = (0..<columns).map { header ? String(UnicodeScalar(UInt8(65 + $0))) : String($0 + 1) }
  var settings = SourceSettings(
    name: "film-index",
    files: ["film.csv"],
    format: "csv",
    columns: zip(fields, names).map { ColumnRule(field: $0, columns: [$1]) }
  )
  settings.hasHeader = header
  return settings
}
