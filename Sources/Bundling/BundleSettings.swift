/// What a pipeline says about its bundles.
package struct BundleSettings: Sendable {
  /// A URI the hospital owns; every identifier system lies under it.
  package var site: String
  /// Names of the sources, byte-sorted; `PersonRow.source` is an index into them.
  package var sourceNames: [String]
  /// Put before an image path to make a URL.
  package var imageBase: String?
  /// The base URL of the server the bundles are for; with it every entry has a `fullUrl`.
  package var publishBase: String?
  /// Says whether entries get `urn:uuid:` and their id as `fullUrl` when there is no base.
  package var writesUUIDs = false
  /// Sources whose word about a patient counts first, most trusted first.
  package var trust: [String]
  /// For each source, whether its rows are pages of documents.
  package var rowsArePages: [Bool]

  package init(
    site: String,
    sourceNames: [String],
    imageBase: String?,
    publishBase: String?,
    trust: [String],
    rowsArePages: [Bool]
  ) {
    self.site = site
    self.sourceNames = sourceNames
    self.imageBase = imageBase
    self.publishBase = publishBase
    self.trust = trust
    self.rowsArePages = rowsArePages
  }
}
