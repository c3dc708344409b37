import Foundation
import PipelineFile
import RecordModel
import Testing

/// Code maps are read from folders of their own, removed again.
struct CodeMapTests {
  @Test func `a code map has two or three columns, quotes where needed, and is sorted by code`()
    throws
  {
    try Folders.with { folders in
      try folders.write(
        "\u{FEFF}written,meaning,system\r\nOP,11504-8,http://loinc.org\r\n\r\n\"H,P\",\"a \"\"b\"\"\",\r\n",
        to: "workspace/maps/t.csv"
      )
      let rule = try #require(
        try folders.read(map: "maps/t.csv").sources.first?.rule(for: .documentType)
      )
      #expect(
        rule.map == [
          MappedCode(written: "H,P", meaning: "a \"b\""),
          MappedCode(written: "OP", meaning: "11504-8", system: "http://loinc.org"),
        ]
      )
    }
  }

  @Test func `the workspace's code map comes before the one beside the pipeline file`() throws {
    try Folders.with { folders in
      try folders.write("written,meaning\nA,beside\n", to: "pipelines/t.csv")
      #expect(
        try folders.read(map: "t.csv").sources.first?.rule(for: .documentType)?.map.first?.meaning
          == "beside"
      )
      try folders.write("written,meaning\nA,workspace\n", to: "workspace/t.csv")
      #expect(
        try folders.read(map: "t.csv").sources.first?.rule(for: .documentType)?.map.first?.meaning
          == "workspace"
      )
    }
  }

  @Test(
    arguments: [
      (
        "code,meaning\nA,b\n",
        "'t.csv' does not begin with its headings. Write 'written,meaning' or 'written,meaning,system' into its first line."
      ),
      (
        "",
        "'t.csv' does not begin with its headings. Write 'written,meaning' or 'written,meaning,system' into its first line."
      ),
      ("written,meaning\n", "'t.csv' holds no codes. Add lines like: 1,male"),
      (
        "written,meaning\nA,b\n\nA,c\n",
        "'t.csv' line 4: 'A' is there twice, first in line 2. Keep one of the two."
      ),
      (
        "written,meaning\nA,b,c\n",
        "'t.csv' line 2 has 3 cells, not 2. Put cells with commas in quotes."
      ),
      (
        "written,meaning\nA\n",
        "'t.csv' line 2 has 1 cells, not 2. Put cells with commas in quotes."
      ),
      (
        "written,meaning\nA,\n",
        "'t.csv' line 2 has an empty cell. Give the code and its meaning, or remove the line."
      ),
      (
        "written,meaning\n\"A,b\nC,d\n",
        "'t.csv' line 2: a quote is not closed or stands alone. Put the whole cell in quotes, and double a quote inside."
      ),
      (
        "written,meaning\n\"A\"x,b\n",
        "'t.csv' line 2: a quote is not closed or stands alone. Put the whole cell in quotes, and double a quote inside."
      ),
      (
        "written,meaning\nA\"x,b\n",
        "'t.csv' line 2: a quote is not closed or stands alone. Put the whole cell in quotes, and double a quote inside."
      ),
    ])
  func `a code map that cannot be used is answered with its line`(
    text: String,
    message: String
  ) throws {
    try Folders.with { folders in
      try folders.write(text, to: "workspace/t.csv")
      let error = #expect(throws: PipelineProblems.self) { try folders.read(map: "t.csv") }
      #expect(error?.problems.map(\.code) == ["PIPE-12"])
      #expect(error?.problems.first?.message.hasSuffix(":9:40: PIPE-12 " + message) == true)
    }
  }

  @Test func `a map of sexes gives FHIR's four words`() throws {
    try Folders.with { folders in
      try folders.write("written,meaning\n1,male\n2,femal\n", to: "workspace/t.csv")
      let error = #expect(throws: PipelineProblems.self) {
        try folders.read(map: "t.csv", of: "sex")
      }
      #expect(
        error?.problems.first?.message.hasSuffix(
          "PIPE-12 't.csv' gives 'femal' as a sex. Did you mean 'female'?"
        ) == true
      )
    }
  }
}

/// A workspace and a folder of pipelines under the temporary folder.
private struct Folders {
  let root: URL

  static func with(_ body: (Folders) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appending(
      path: "pipeline-file-\(UUID().uuidString)"
    )
    defer { try? FileManager.default.removeItem(at: root) }
    try body(Folders(root: root))
  }

  func write(_ text: String, to path: String) throws {
    let file = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }

  func read(map: String, of field: String = "document-type") throws -> PipelineSettings {
    try write(
      PipelineTexts.small(
        source: [],
        columns: ["record-number: MRN", "\(field): {column: T,  map: \(map)}"]
      ),
      to: "pipelines/p.yaml"
    )
    return try PipelineReader(
      catalogue: PipelineTexts.catalogue,
      workspace: root.appending(path: "workspace").path
    ).read(path: root.appending(path: "pipelines/p.yaml").path)
  }
}
