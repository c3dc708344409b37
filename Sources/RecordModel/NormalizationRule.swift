/// What a normalizer did to one cell: kept beside the value, read by validation and by `trace`.
///
/// The number is stored nowhere and may change; the sentence is what a person reads.
package enum NormalizationRule: UInt8, CaseIterable, Sendable {
  /// The cell was empty or the field is not mapped.
  case absent = 0
  /// Kept letter for letter.
  case asWritten
  /// Outer spaces, doubled spaces or stray punctuation removed.
  case tidied
  /// A combined name split into its parts.
  case split
  /// Only digits kept.
  case digitsOnly
  /// Looked up in a code map.
  case mapped
  /// A date read in the order its own digits allow.
  case readByShape
  /// A date read in the order this column was found, or said, to use.
  case readByColumnOrder
  /// A two-digit year placed in the window of years.
  case centuryByWindow
  /// A value that stands for "unknown": missing.
  case placeholder
  /// Nothing that can be read: missing.
  case unreadable
  /// Well written, but no such thing exists (30 February, SSN area 000): missing.
  case impossible
  /// Fits two readings, and the column does not decide: missing.
  case ambiguous
  /// Fits only a reading that its column does not use: missing.
  case contradictsColumn
  /// A code that no map names; kept as written.
  case unmapped
}
