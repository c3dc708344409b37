import Foundation
import PipelineFile
import RecordModel
import Testing

/// The pipelines in the repository, and the exports they are for.
struct ShippedPipelineTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: ["starter", "febrl", "bench", "synthesized", "ccda", "kofax"])
  func `a pipeline that we ship has no mistake and is named like its file`(name: String) throws {
    #expect(try Self.settings(name).name == name)
  }

  @Test(arguments: ["starter", "febrl", "bench", "synthesized", "ccda", "kofax"])
  func `a pipeline that we ship says how its schema is made`(name: String) throws {
    let path = Self.root.appending(path: "Pipelines/\(name).yaml")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.first == "# yaml-language-server: $schema=chartlift.schema.json")
    #expect(lines.contains { $0.contains("chartlift schema > Pipelines/chartlift.schema.json") })
  }

  @Test(
    arguments: [
      (
        "bench", "index",
        "doc_id,facility,mrn,patient_name,last_name,first_name,middle_name,suffix,sex,dob,ssn,phone,address,city,state,zip,doc_type,service_date,box,reel,frame,page_count,image_path"
      ),
      (
        "synthesized", "index",
        "doc_id,facility,mrn,patient_name,last_name,first_name,middle_name,suffix,sex,dob,ssn,phone,address,city,state,zip,doc_type,service_date,box,reel,frame,page_count,image_path"
      ),
      (
        "febrl", "people",
        "rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,date_of_birth,soc_sec_id"
      ),
      (
        "starter", "film-index",
        "MRN,PATIENT NAME,DOB,SEX,SSN,PHONE,ADDRESS,CITY,STATE,ZIP,DOC NO,DOC TYPE,SVC DATE,REEL,FRAME,PAGES,FILE PATH,OPERATOR,BATCH"
      ),
    ])
  func `every column of the export is mapped or ignored, and no other`(
    pipeline: String,
    source: String,
    headings: String
  ) throws {
    let settings = try #require(
      try Self.settings(pipeline).sources.first { $0.name == source }
    )
    let named = settings.columns.flatMap(\.columns) + settings.ignoredColumns.map(\.column)
    #expect(named.sorted() == headings.split(separator: ",").map(String.init).sorted())
  }

  @Test func `the starter's exports have the columns, elements and types its pipeline names`()
    throws
  {
    let folder = Self.root.appending(path: "Fixtures/starter")
    let film = try String(
      contentsOf: folder.appending(path: "film_2026-11-20.csv"),
      encoding: .windowsCP1252
    )
    let lines = film.split(separator: "\r\n")
    let source = try #require(try Self.settings("starter").sources.first)
    let headings = try #require(lines.first?.split(separator: ";").map(String.init))
    #expect(source.columns.flatMap(\.columns).allSatisfy(headings.contains))
    #expect(
      lines.filter { line in source.ignoredLines.contains { line.hasPrefix($0.prefix) } }.count == 1
    )
    let fiche = try String(
      contentsOf: folder.appending(path: "fiche_2026-11-20.xml"),
      encoding: .utf8
    )
    #expect(fiche.components(separatedBy: "<frame ").count == 31)
    let codes = Set(source.rule(for: .documentType)?.map.map(\.written) ?? [])
    let types = fiche.components(separatedBy: "doctype=\"").dropFirst().compactMap {
      $0.split(separator: "\"").first.map(String.init)
    }
    #expect(Set(types).subtracting(codes) == ["OLD CHART"])
  }

  @Test func `every name of the Kofax release is mapped or ignored, and no other`() throws {
    let path = Self.root.appending(path: "Fixtures/kofax/release_2026-11-20.txt")
    let fields = try String(contentsOf: path, encoding: .utf8).split(separator: "\r\n").map {
      $0.dropFirst().dropLast().components(separatedBy: "\",\"")
    }
    var names: Set = ["{Batch Class}"]
    for record in fields {
      for name in stride(from: 2, to: record.count - 1, by: 2) { names.insert(record[name]) }
    }
    let source = try #require(try Self.settings("kofax").sources.first)
    let named = source.columns.flatMap(\.columns) + source.ignoredColumns.map(\.column)
    #expect(Set(named) == names)
  }

  private static func settings(_ name: String) throws -> PipelineSettings {
    var catalogue = PipelineTexts.catalogue
    let anyName = ExportFormat.ColumnNaming.own(example: "MRN") { $0.isEmpty ? "empty" : nil }
    catalogue.formats.append(PipelineTexts.format("kofax-text", anyName, [.ignoredLines]))
    // A format that knows its columns itself.
    let number = ColumnRule(field: .recordNumber, columns: ["id/@extension"])
    catalogue.formats.append(
      PipelineTexts.format("ccda", .paths, [], hasRepeats: true, standardColumns: [number])
    )
    let reader = PipelineReader(catalogue: catalogue, workspace: "/nowhere")
    return try reader.read(path: root.appending(path: "Pipelines/\(name).yaml").path)
  }
}
