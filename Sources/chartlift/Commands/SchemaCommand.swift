import ArgumentParser
import Night

/// `chartlift schema`: the JSON Schema of pipeline files, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of pipeline files, for editors.",
    discussion: "Example:\n  chartlift schema > chartlift.schema.json"
  )

  func run() throws { Terminal.print(PipelineSchemaText.json) }
}
