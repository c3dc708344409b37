package import RecordModel

/// Reads DocuWare control files (`.dwcontrol`): one row for each `Page` with its `Field` elements.
///
/// ```
/// <ControlStatements xmlns="http://dev.docuware.com/Jobs/Control">
///   <Document><InsertFile path="\\store\7.pdf"/></Document>
///   <Page>
///     <Field dbName="MRN" type="Text" value="00012"/>
///     <Field dbName="SERVED" type="Date" value="09.03.1998" format="dd.MM.yyyy"/>
///   </Page>
/// </ControlStatements>
/// ```
/// A column is the `dbName` of a field, as it is written; a field that comes again has several values.
/// `{Path}` is the file that is stored, `{File Cabinet}` and `{Basket}` say where. A date whose field
/// says its `format` is read by it, whatever the pipeline file says about the column. A page with a field
/// that is neither mapped nor ignored is refused (COL-05).
package struct DocuWareSource: Source {
  package static let format = ExportFormat(
    name: "docuware",
    sentence: "DocuWare control files: pages with named fields",
    columns: .own(example: "MRN, \"{Path}\"", problem: problem),
    hasRepeats: true,
    standardColumns: [ColumnRule(field: .image, columns: ["{Path}"])],
    recognise: FormatSignatures.docuware,
    names: names,
    reader: { (settings, _) throws(ExportError) in
      try DocuWareSource(settings: settings, blockSize: 262_144)
    }
  )

  private let source: NamedXMLSource

  /// For tests: what is read must not depend on the size of the pieces.
  init(settings: SourceSettings, blockSize: Int) throws(ExportError) {
    let named = settings.columns.flatMap(\.columns) + settings.ignoredColumns.map(\.column)
    let shape = NamedXMLOutline(
      each: Self.each,
      path: { name in Self.places[name] ?? Self.field(name) + "/@value" },
      watches: [NamedXMLOutline.Watch(path: "Field/@dbName", known: Self.names(named))],
      dateFormat: { name in Self.isField(name) ? Self.field(name) + "/@format" : nil }
    )
    source = try NamedXMLSource(settings, shape, blockSize: blockSize)
  }

  package func read(
    _ export: ExportFile,
    emit: (XMLBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    do {
      return try source.read(export, emit: emit)
    } catch {
      guard error.code == "XML-03" else { throw error }
      throw ExportError(
        code: "XML-03",
        file: export.deliveredAs,
        problem: "is no DocuWare control file with a page: no element \(Self.each)",
        remedy: "Correct 'format:' in the pipeline file, or ask for the export again"
      )
    }
  }

  package func table(of block: XMLBlock) throws(ExportError) -> RecordBatch {
    source.table(of: block)
  }

  package func parse(_ block: XMLBlock) throws(ExportError) -> RecordBatch {
    try source.parse(block)
  }

  static let each = "/ControlStatements/Page"

  /// What is no field, by the names we give it.
  static let places = [
    "{Path}": "../Document/InsertFile/@path",
    "{File Cabinet}": "FileCabinet/@name",
    "{Basket}": "Basket/@name",
  ]

  private static func isField(_ name: String) -> Bool { places[name] == nil }

  private static func names(_ columns: [String]) -> [String] {
    Set(columns.filter(isField)).sorted().map { field($0) + "/@dbName" }
  }

  private static func field(_ name: String) -> String {
    "Field[@dbName=\(NamedXMLText.quoted(name))]"
  }

  private static func problem(_ column: String) -> String? {
    if column.hasPrefix("{"), isField(column) {
      return "'\(column)' is none of {Path}, {File Cabinet} and {Basket}, and no field's name"
    }
    return NamedXMLText.problem(column)
  }
}

/// Names of items, as conditions of a path hold them.
enum NamedXMLText {
  /// What is wrong with a name, or nil.
  static func problem(_ name: String) -> String? {
    if name.trimmed.isEmpty { return "a field name is empty" }
    let hasBrackets = name.contains { "[]".contains($0) }
    let hasBothQuotes = name.contains("\"") && name.contains("'")
    guard hasBrackets || hasBothQuotes else { return nil }
    return "'\(name)' has a bracket or both kinds of quotes, which no field name has"
  }

  static func quoted(_ name: String) -> String {
    name.contains("\"") ? "'\(name)'" : "\"\(name)\""
  }
}
