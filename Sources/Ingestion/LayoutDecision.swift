package import RecordModel

/// Decides, once a source, what its pipeline file leaves open: encoding, delimiter, date orders.
///
/// The evidence is all exports of the source's first night; the answer depends neither on their
/// order nor on the order of their rows. What the pipeline file says is never questioned, and when
/// it says everything no export is read. A guess is never made: a single-byte encoding cannot be
/// proved, so it is asked for.
package struct LayoutDecision {
  /// Decides the layout of a source.
  ///
  /// - Throws: `ENC-01` when the encoding, `CSV-04` when the delimiter must be written down by a person.
  package static func decide(
    settings: SourceSettings,
    exports: [ExportFile],
    workers: some Workers
  ) throws(ExportError) -> Layout {
    let exports = exports.sorted { left, right in
      left.deliveredAs == right.deliveredAs
        ? left.digest < right.digest : left.deliveredAs < right.deliveredAs
    }
    var layout = Layout(
      encoding: settings.encoding ?? CharacterEncoding.utf8.rawValue,
      delimiter: settings.delimiter ?? Delimiter.comma.rawValue
    )
    if settings.format == "xml" {
      let source = try XMLSource(settings: settings, layout: layout)
      layout.dateOrders = DateOrderEvidence.gather(settings, exports, source, workers) {
        (block) throws(ExportError) in try source.parse(block)
      }
      return layout
    }
    if settings.encoding == nil {
      layout.encoding = try EncodingEvidence.decide(settings, exports, workers).rawValue
    }
    if settings.delimiter == nil {
      let encoding = CharacterEncoding(rawValue: layout.encoding) ?? .utf8
      layout.delimiter = try DelimiterEvidence.decide(settings, exports, encoding).rawValue
    }
    let source = CSVSource(settings: settings, layout: layout)
    layout.dateOrders = DateOrderEvidence.gather(settings, exports, source, workers) {
      (block) throws(ExportError) in source.table(of: block)
    }
    return layout
  }
}
