import PipelineFile

/// The JSON Schema of pipeline files, made from the declarations that the reader walks.
package enum PipelineSchemaText {
  /// JSON Schema draft 7.
  package static var json: String { PipelineSchema.json(catalogue: StageCatalogue.catalogue) }
}
