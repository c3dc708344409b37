import Foundation
import PipelineFile
import RecordModel
import Testing

struct SchemaTests {
  private let schema = PipelineSchema.json(catalogue: PipelineTexts.catalogue)

  @Test func `the schema is JSON, of draft 7, and names every field, format, encoding and rule`()
    throws
  {
    let document = try JSONValue(parsing: schema)
    #expect(document["$schema"] == .text("http://json-schema.org/draft-07/schema#"))
    let source = document["properties"]?["ingest"]?["additionalProperties"]?["properties"]
    let fields = source?["columns"]?["properties"]?.keys
    #expect(fields == Field.allCases.map(\.spelled).sorted())
    #expect(source?["format"]?["enum"] == .list([.text("csv"), .text("xml")]))
    #expect(source?["encoding"]?["enum"]?.count == 5)
    let limits = document["properties"]?["validate"]?["properties"]?["limits"]?["properties"]?.keys
    #expect(
      limits
        == (["quarantined", "withdrawn"] + PipelineTexts.catalogue.rules.map(\.code.spelled))
        .sorted()
    )
  }

  @Test(
    arguments: [
      "pipeline", "site", "ingest", "normalize", "link", "validate", "bundle", "publish", "files",
      "format", "encoding", "delimiter", "quote", "record-length", "header", "rows-are", "mode",
      "required", "trim",
      "ignore-lines", "facility", "each", "columns", "ignore", "column", "join", "first",
      "optional", "assigner", "written", "two-digit-years", "map", "placeholders", "model",
      "merge-from", "review-from", "limits", "partitions", "image-base", "trust", "to", "base",
      "keep", "snapshot",
    ])
  func `every key of a pipeline file is in the schema, with a sentence`(key: String) {
    #expect(schema.contains("\"\(key)\": {\n"))
    let parts = schema.components(separatedBy: "\"\(key)\": {\n").dropFirst()
    #expect(parts.contains { $0.drop { $0 == " " }.hasPrefix("\"description\": \"") })
  }

  @Test func `the schema accepts the example, and the example as JSON is the same pipeline`() throws
  {
    let document = try JSONValue(parsing: SchemaExample.json)
    #expect(SchemaCheck(try JSONValue(parsing: schema)).accepts(document))
    let fromJSON = try PipelineTexts.read(SchemaExample.json)
    let fromYAML = try PipelineTexts.read(PipelineTexts.example)
    #expect(SchemaExample.withoutLines(fromJSON) == SchemaExample.withoutLines(fromYAML))
  }

  @Test(
    arguments: [
      ("\"site\": \"https://lakeside.example/charts\"", "\"site\": \"lakeside\""),
      ("\"site\":", "\"sites\":"), ("\"xml\"", "\"xmll\""), ("64", "5000"), ("64", "\"many\""),
      ("true", "\"yes\""), ("1925-2024", "25-24"), ("0.5%", "half"), ("\"ssn\":", "\"dob\":"),
      ("\"assigner\"", "\"first\": 1, \"assigner\""), ("\"delta\"", "\"snapshots\""),
      ("\"default\"", "\"default\", \"merge-from\": \"2.0\""), ("\"film-index\"", "\"film/index\""),
      ("[\"1900-01-01\"]", "[]"), ("\";\"", "\"tabs\""),
    ])
  func `the schema refuses what the reader refuses`(old: String, new: String) throws {
    let text = SchemaExample.json.replacing(old, with: new, maxReplacements: 1)
    #expect(!PipelineTexts.messages(text).isEmpty)
    #expect(!SchemaCheck(try JSONValue(parsing: schema)).accepts(try JSONValue(parsing: text)))
  }

  @Test(arguments: 0..<4)
  func `the schema accepts every random edit that the reader accepts`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let check = SchemaCheck(try JSONValue(parsing: schema))
    let example = try JSONValue(parsing: SchemaExample.json)
    var accepted = 0
    for round in 0..<100 {
      var edited = example
      edited.edit(&generator)
      guard PipelineTexts.messages(edited.printed).isEmpty else { continue }
      accepted += 1
      let isAccepted = check.accepts(edited)
      #expect(isAccepted, "seed \(seed) round \(round): \(edited.printed)")
    }
    #expect(accepted > 0)
  }
}
