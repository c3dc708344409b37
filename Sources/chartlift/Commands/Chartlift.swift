import ArgumentParser

/// The root command: what chartlift is, and its commands.
struct Chartlift: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chartlift",
    abstract: "Moves a hospital's paper past into its electronic record.",
    discussion: """
      Reads index exports of document-imaging systems, works out which rows are the same patient, \
      checks them, and publishes canonical FHIR R4 bundles.

      Begin with:
        chartlift run Pipelines/starter.yaml
        chartlift account
      """,
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, RunCommand.self, RerunCommand.self, RebuildCommand.self,
      StatusCommand.self, QuarantineCommand.self, PublishCommand.self, RollbackCommand.self,
      AccountCommand.self, CarriersCommand.self, TraceCommand.self, VerifyCommand.self,
      LinkCommand.self, UnlinkCommand.self, KeepApartCommand.self, DecisionsCommand.self,
      ReviewCommand.self, ExplainCommand.self, LineageCommand.self, ScoreCommand.self,
      RulesCommand.self, SchemaCommand.self, InspectCommand.self, InitCommand.self,
      SynthesizeCommand.self,
    ]
  )
}
