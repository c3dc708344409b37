package import RecordModel

/// Everything that decides how the cells of a source are read, besides the cells.
package struct NormalizationSettings: Sendable {
  let source: SourceSettings
  let layout: Layout
  let placeholders: [Field: [String]]
  let asOf: PartialDate

  /// Takes the source as the pipeline file says it and what was found about it.
  ///
  /// - Parameters:
  ///   - source: columns, code maps and date orders that the pipeline file says.
  ///   - layout: date orders found by evidence, used where the file says none.
  ///   - placeholders: values that stand for "unknown", added to the built-in ones.
  ///   - asOf: the landing's as-of date: "today" for two-digit years.
  package init(
    source: SourceSettings,
    layout: Layout,
    placeholders: [Field: [String]],
    asOf: PartialDate
  ) {
    self.source = source
    self.layout = layout
    self.placeholders = placeholders
    self.asOf = asOf
  }
}
