/// What was noticed about tonight's delivery.
package struct DeliveryReport: Sendable, Equatable {
  /// A delivery manifest that everything in it was held against and found to be right.
  package struct CheckedManifest: Sendable, Equatable {
    package var name: String
    /// SHA-256 of the manifest in hexadecimal digits.
    package var digest: String
    /// How many files it names.
    package var files: Int

    package init(name: String, digest: String, files: Int) {
      self.name = name
      self.digest = digest
      self.files = files
    }
  }

  /// One sentence each, with a code: what lies in the inbox and was not taken, or may be cut short.
  package var notices: [String] = []
  package var manifests: [CheckedManifest] = []

  package init() {}
}
