/// Resources, lines and bytes that were written.
package struct BundleCounts: Sendable, Equatable {
  /// Patients, stubs of retired ids included.
  package var patients: UInt64 = 0
  package var documents: UInt64 = 0
  package var provenances: UInt64 = 0
  package var organizations: UInt64 = 0
  package var encounters: UInt64 = 0
  package var conditions: UInt64 = 0
  package var procedures: UInt64 = 0
  /// Rows cited by a Provenance, each once.
  package var citedRows: UInt64 = 0
  /// Bundles: one a line.
  package var bundles: UInt64 = 0
  /// Bytes, line ends included.
  package var bytes: UInt64 = 0

  package init() {}

  /// Resources of every type.
  package var resources: UInt64 {
    patients + documents + provenances + organizations + encounters + conditions + procedures
  }

  package static func += (left: inout Self, right: Self) {
    left.patients += right.patients
    left.documents += right.documents
    left.provenances += right.provenances
    left.organizations += right.organizations
    left.encounters += right.encounters
    left.conditions += right.conditions
    left.procedures += right.procedures
    left.citedRows += right.citedRows
    left.bundles += right.bundles
    left.bytes += right.bytes
  }
}
