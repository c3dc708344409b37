/// Text of a patient outside a batch: prints as ‹private› wherever it lands.
///
/// Only bundles, quarantine and `--show-values` on a terminal call `revealed`; each such call is reviewed.
package struct PatientText: Sendable, Hashable, CustomStringConvertible,
  CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself.
  package let revealed: String

  package init(_ text: String) { revealed = text }

  package var description: String { "‹private›" }
  package var debugDescription: String { "‹private›" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
