import Glibc
import RecordModel
import Testing

@testable import Ingestion

/// Public sample files, where they lie beside the checkout; a run without them says so.
struct RealFileTests {
  static let folder: String? = {
    let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = getenv("CHARTLIFT_DATA").map { String(cString: $0) } ?? "/\(here)/../shared/data"
    guard access(folder, R_OK) == 0 else {
      print("skipped: no sample files at CHARTLIFT_DATA or ../shared/data")
      return nil
    }
    return folder
  }()

  /// The files below a folder whose names end so, sorted.
  private func files(_ below: String, _ ending: String) -> [String] {
    var pattern = glob_t()
    defer { globfree(&pattern) }
    var found: [String] = []
    for depth in ["*", "*/*", "*/*/*", "*/*/*/*"] {
      guard glob("\(below)/\(depth)\(ending)", 0, nil, &pattern) == 0 else { continue }
      for index in 0..<Int(pattern.gl_pathc) {
        if let path = pattern.gl_pathv[index] { found.append(String(cString: path)) }
      }
    }
    return found.sorted()
  }

  private func export(_ path: String) -> ExportFile {
    ExportFile(
      path: path,
      deliveredAs: "sample",
      digest: ContentDigest(words: (0, 0, 0, 0)),
      byteCount: 0
    )
  }

  @Test func `every vendor's C-CDA document is one row with the patient's names`() throws {
    guard let folder = Self.folder else { return }
    var settings = xmlSettings(
      "/ClinicalDocument",
      "id/@extension",
      "recordTarget/patientRole/patient/name[1]/family",
      "recordTarget/patientRole/patient/name[1]/given",
      "recordTarget/patientRole/patient/birthTime/@value"
    )
    settings.columns[0].columns = ["id/@root", "id/@extension"]
    for index in settings.columns.indices { settings.columns[index].takesFirst = true }
    let source = try XMLSource(
      settings: settings,
      layout: Layout(encoding: "utf-8", delimiter: 0x2C)
    )
    let documents = files("\(folder)/ccda-vendors", ".xml")
    #expect(documents.count == 35)
    for path in documents {
      var batches: [RecordBatch] = []
      let bytes = try source.read(export(path)) { block in
        if let batch = try? source.parse(block) { batches.append(batch) }
        return true
      }
      #expect(bytes.isBalanced, "\(path)")
      let batch = try #require(batches.first, "\(path)")
      #expect(batches.count == 1 && batch.rowCount == 1, "\(path)")
      #expect(batch.refusals == [.none], "\(path)")
      for column in 0..<4 { #expect(!batch.cell(0, column).isEmpty, "\(path), column \(column)") }
    }
  }

  @Test func `every HL7 message has its rows, each with a disposition`() throws {
    guard let folder = Self.folder else { return }
    let layout = Layout(encoding: "utf-8", delimiter: 0x2C)
    let source = try HL7Source(settings: hl7Settings(), layout: layout)
    let messages = files("\(folder)/hl7v2", ".hl7")
    #expect(messages.count == 139)
    var rows = 0
    var refused = 0
    for path in messages {
      let bytes = try source.read(export(path)) { block in
        let batch = source.table(of: block)
        rows += batch.rowCount
        refused += batch.refusals.count { $0 != .none }
        return true
      }
      #expect(bytes.isBalanced && bytes.damaged == 0, "\(path)")
    }
    #expect(rows == 144 && refused == 5, "\(rows) rows, \(refused) refused")
  }

  @Test func `the CMS table of diagnoses is fixed-width and not UTF-8, and all of it is read`()
    throws
  {
    guard let folder = Self.folder else { return }
    var settings = SourceSettings(
      name: "icd",
      files: [],
      format: "fixed-width",
      columns: [
        ColumnRule(field: .documentID, columns: ["1-5"]),
        ColumnRule(field: .documentTitle, columns: ["7-300"]),
      ]
    )
    settings.hasHeader = false
    let file = export("\(folder)/icd/CMS32_DESC_LONG_DX.txt")
    let question = #expect(throws: ExportError.self) {
      try LayoutDecision.decide(settings: settings, exports: [file], workers: OneWorker())
    }
    #expect(question?.code == "ENC-01")
    settings.encoding = "iso-8859-1"
    let layout = Layout(encoding: "iso-8859-1", delimiter: ",")
    let source = try FixedWidthSource(settings: settings, layout: layout)
    var refusals: [RuleCode] = []
    let bytes = try source.read(file) { block in
      refusals += (try? source.parse(block))?.refusals ?? []
      return true
    }
    #expect(bytes.isBalanced)
    #expect(refusals.count == 14_567 && refusals.allSatisfy { $0 == .none })
  }

  @Test(arguments: [("dataset1.csv", 1_000), ("dataset3.csv", 5_000), ("dataset4a.csv", 5_000)])
  func `the FEBRL files are read with their spaces behind the commas`(
    name: String,
    rows: Int
  ) throws {
    guard let folder = Self.folder else { return }
    let names = [
      "rec_id", "given_name", "surname", "street_number", "address_1", "address_2", "suburb",
      "postcode", "state", "date_of_birth", "soc_sec_id",
    ]
    let fields: [Field] = [
      .documentID, .givenName, .familyName, .box, .addressLine, .folder, .city, .postalCode, .state,
      .birthDate, .ssn,
    ]
    let settings = SourceSettings(
      name: "febrl",
      files: [],
      format: "csv",
      columns: zip(fields, names).map { ColumnRule(field: $0, columns: [$1]) }
    )
    let file = export("\(folder)/febrl/\(name)")
    let layout = try LayoutDecision.decide(
      settings: settings,
      exports: [file],
      workers: OneWorker()
    )
    #expect(layout.delimiter == "," && layout.encoding == "utf-8" && layout.dateOrders.isEmpty)
    let source = CSVSource(settings: settings, layout: layout)
    var batches: [RecordBatch] = []
    let bytes = try source.read(file) { block in
      if let batch = try? source.parse(block) { batches.append(batch) }
      return true
    }
    #expect(bytes.isBalanced)
    #expect(batches.reduce(0) { $0 + $1.rowCount } == rows)
    #expect(batches.allSatisfy { $0.refusals.allSatisfy { $0 == .none } })
    #expect(batches.allSatisfy { $0.cells.first == UInt8(ascii: "r") })
  }
}
