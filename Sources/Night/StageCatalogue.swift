import Bundling
import Ingestion
import Linkage
import Normalization
package import RecordModel
import Validation

/// The stages in order, with the versions that are part of their keys, and all names a pipeline file may use.
package enum StageCatalogue {
  /// What people type and read.
  package static let names = ["ingest", "normalize", "link", "validate", "bundle", "publish"]

  /// Goes up when the row stages as a whole would write another part from the same input.
  static let ingestVersion = 2
  /// Goes up when the bundle writer would write other bytes from the same rows.
  static let bundleVersion = 1

  /// Formats, encodings and rules, from the rooms that own them.
  package static let catalogue = Catalogue(
    formats: Formats.all,
    encodings: CharacterEncoding.names,
    rules: RuleCatalogue.all
  )
}
