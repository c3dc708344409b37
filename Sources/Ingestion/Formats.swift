package import RecordModel

/// The kinds of export that can be read, as a pipeline file names them in `format:`.
package enum Formats {
  package static let all: [ExportFormat] = [
    CSVSource.format,
    FixedWidthSource.format,
    OnBaseOrderedSource.format,
    XMLSource.format,
    KofaxTextSource.format,
    OnBaseDIPSource.format,
    KofaxXMLSource.format,
    DocuWareSource.format,
    CCDASource.format,
    NAACCRSource.format,
    HL7Source.format,
  ]

  /// The reader for a source's exports.
  ///
  /// - Throws: What is wrong with the source's columns, where only the reader can tell.
  package static func source(
    _ settings: SourceSettings,
    _ layout: Layout
  ) throws(ExportError) -> any Source {
    try format(of: settings).reader(settings, layout)
  }

  static func format(of settings: SourceSettings) -> ExportFormat {
    guard let format = all.first(where: { $0.name == settings.format }) else {
      preconditionFailure("the pipeline file was checked against this catalogue")
    }
    return format
  }
}
