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
  /// Without `readsDates` the date orders are left open: reading alone does not want them.
  /// - Throws: `ENC-01` when the encoding, `CSV-04` when the delimiter must be written down by a person.
  package static func decide(
    settings: SourceSettings,
    exports: [ExportFile],
    workers: some Workers,
    readsDates: Bool = true
  ) throws(ExportError) -> Layout {
    let exports = exports.sorted { left, right in
      left.deliveredAs == right.deliveredAs
        ? left.digest < right.digest : left.deliveredAs < right.deliveredAs
    }
    var layout = Layout(
      encoding: settings.encoding ?? CharacterEncoding.utf8.rawValue,
      delimiter: settings.delimiter ?? Delimiter.comma.text
    )
    let format = Formats.format(of: settings)
    if settings.encoding == nil, format.isPlainText {
      layout.encoding = try EncodingEvidence.decide(settings, exports, workers).rawValue
    }
    if settings.delimiter == nil, format.keys.contains(.delimiter) {
      let encoding = CharacterEncoding(rawValue: layout.encoding) ?? .utf8
      layout.delimiter = try DelimiterEvidence.decide(settings, exports, encoding).text
    }
    guard readsDates else { return layout }
    let source = try format.reader(settings, layout)
    layout.dateOrders = DateOrderEvidence.gather(settings, exports, source, workers)
    return layout
  }
}
