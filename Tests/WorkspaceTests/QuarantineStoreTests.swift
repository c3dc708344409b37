import RecordModel
import Testing

@testable import Workspace

struct QuarantineStoreTests {
  private let export = "h\r\nfirst,row\r\nsecond\nthird\rlast"

  @Test func `refused rows keep their bytes and their line ends`() throws {
    let scratch = try Scratch()
    let (store, file) = try landed(export, scratch)
    let rows = [refused("first,row"), refused("second"), refused("third"), refused("last")]
    let quarantine = QuarantineStore(try scratch.workspace())
    let count = try quarantine.write(
      rows,
      run: "2026-11-21-n1",
      source: "film",
      export: file,
      from: store
    )
    let stem = QuarantineStore.stem(run: "2026-11-21-n1", source: "film", export: file.digest)
    #expect(count == 4)
    #expect(stem == "quarantine/2026-11-21-n1/film-\(file.digest.hex.prefix(12))")
    let folder = try scratch.workspace()
    #expect(try text(folder.file("\(stem).rows")) == "first,row\r\nsecond\nthird\rlast\n")
    #expect(try FileSystem.info(folder.file("\(stem).rows"))?.mode == 0o600)
    #expect(try FileSystem.info(folder.file("\(stem).csv"))?.mode == 0o600)
    #expect(try FileSystem.info(folder.file("quarantine/2026-11-21-n1"))?.mode == 0o700)
  }

  @Test func `refused rows are counted by rule and export, whatever the names hold`() throws {
    let scratch = try Scratch()
    var (store, file) = try landed(export, scratch)
    file.deliveredAs = "inbox/a \"b\",\r\nc.csv"
    var other = refused("third")
    other.rule = "ZZZ-01"
    other.sentence = "two\r\nlines, \"quoted\""
    let quarantine = QuarantineStore(try scratch.workspace())
    let rows = [refused("first,row"), other, refused("second")]
    try quarantine.write(rows, run: "run", source: "film", export: file, from: store)
    let counts = try quarantine.counts(run: "run")
    #expect(counts.map(\.rule) == [rows[0].rule, "ZZZ-01"])
    #expect(counts.map(\.rows) == [2, 1])
    #expect(counts.allSatisfy { $0.export == file.deliveredAs })
    #expect(try quarantine.counts(run: "another").isEmpty)
  }

  @Test func `the table has one line a row, and no cell that a spreadsheet runs`() throws {
    let scratch = try Scratch()
    let (store, file) = try landed(export, scratch)
    var row = refused("second")
    row.sentence = "=HYPERLINK(\"x\")"
    row.remedy = "@ask, \"them\""
    let quarantine = QuarantineStore(try scratch.workspace())
    try quarantine.write([row], run: "run", source: "film", export: file, from: store)
    let stem = QuarantineStore.stem(run: "run", source: "film", export: file.digest)
    let table = try text(scratch.workspace().file("\(stem).csv"))
    #expect(
      table == """
        "file","line","offset","length","rule","problem","remedy"\r
        "film.csv","7","14","6","DATE-03","'=HYPERLINK(""x"")","'@ask, ""them""\"\r

        """
    )
  }

  @Test(arguments: ["=", "+", "-", "@", "\t", "\r"])
  func `a cell that begins like a formula gets an apostrophe`(start: String) {
    #expect(CSVLine.of([start + "1"]) == Array("\"'\(start)1\"\r\n".utf8))
    #expect(CSVLine.of(["1" + start]) == Array("\"1\(start)\"\r\n".utf8))
  }

  @Test func `a row larger than a piece is copied whole`() throws {
    let scratch = try Scratch()
    var random = SplitMix64(seed: 5)
    let bytes = random.bytes(2 * pieceSize + 77)
    let store = FilePartStore(try scratch.workspace())
    let file = ExportFile(
      path: "",
      deliveredAs: "film.csv",
      digest: try store.add(bytes),
      byteCount: 0
    )
    let row = RefusedRow(
      line: 1,
      start: 5,
      length: UInt64(2 * pieceSize + 10),
      rule: "CSV-03",
      sentence: "",
      remedy: ""
    )
    try QuarantineStore(try scratch.workspace())
      .write([row], run: "run", source: "film", export: file, from: store)
    let stem = QuarantineStore.stem(run: "run", source: "film", export: file.digest)
    let kept = try DurableFile.read(scratch.workspace().file("\(stem).rows"))
    #expect(kept.dropLast() == bytes[5..<2 * pieceSize + 15])
  }

  @Test(arguments: [(33, 1), (0, 34), (UInt64.max, 1), (1, UInt64.max)] as [(UInt64, UInt64)])
  func `a range outside the export is an error and leaves no file`(
    start: UInt64,
    length: UInt64
  ) throws {
    let scratch = try Scratch()
    let (store, file) = try landed(export, scratch)
    let row = RefusedRow(
      line: 1,
      start: start,
      length: length,
      rule: "CSV-03",
      sentence: "",
      remedy: ""
    )
    let folder = try scratch.workspace()
    #expect(throws: StoreError.self) {
      try QuarantineStore(folder)
        .write([row], run: "run", source: "film", export: file, from: store)
    }
    #expect(try files(below: folder.file("quarantine")).isEmpty)
  }

  private func landed(_ text: String, _ scratch: Scratch) throws -> (FilePartStore, ExportFile) {
    let store = FilePartStore(try scratch.workspace())
    let name = try store.add(text)
    return (store, ExportFile(path: "", deliveredAs: "film.csv", digest: name, byteCount: 33))
  }

  private func refused(_ row: String) -> RefusedRow {
    let bytes = Array(export.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: row.utf8) } ?? 0
    return RefusedRow(
      line: 7,
      start: UInt64(start),
      length: UInt64(row.utf8.count),
      rule: "DATE-03",
      sentence: "a sentence",
      remedy: "a remedy"
    )
  }
}
