package import RecordModel

/// Reads Kofax XML (import sessions of Kofax Capture): one row for each document, or for each page.
///
/// ```
/// <ImportSession><Batches><Batch BatchClassName="Charts" Name="Box 7" RelativeImageFilePath="\\store">
///   <BatchFields><BatchField Name="BOX" Value="7"/></BatchFields>
///   <Documents><Document FormTypeName="Discharge Summary">
///     <IndexFields><IndexField Name="MRN" Value="00012"/></IndexFields>
///     <Pages><Page ImportFileName="000117.tif"/></Pages>
///   </Document></Documents>
/// </Batch></Batches></ImportSession>
/// ```
/// A column is the name of an index field, as it is written. A field of the batch has the form that
/// Kofax gives it: `{$BOX}`. A field of a table is `{Table CODES/ICD}`, with a value for each row of
/// the table. `{Document Class}` is the form type, `{Path}` the file of a page, `{Image Folder}` the
/// folder of the batch's images, `{Batch Class}` and `{Batch Name}` say where it comes from.
///
/// With `rows-are: pages` every `Page` is a row, and says what its document says. A document of many
/// pages has many values of `{Path}` otherwise. A row with a field that is neither mapped nor ignored is
/// refused (COL-05). `KofaxXMLChecks` tells what would be lost without a word.
package struct KofaxXMLSource: Source {
  package static let format = ExportFormat(
    name: "kofax-xml",
    sentence: "Kofax XML: batches of documents with named index fields",
    columns: .own(example: "MRN, \"{$BOX}\", \"{Path}\"") { KofaxName($0).problem },
    hasRepeats: true,
    standardColumns: [
      ColumnRule(field: .documentType, columns: ["{Document Class}"]),
      ColumnRule(field: .image, columns: ["{Path}"]),
    ],
    recognise: FormatSignatures.kofaxXML,
    names: names,
    reader: { (settings, _) throws(ExportError) in
      try KofaxXMLSource(settings: settings, blockSize: 262_144)
    }
  )

  static let documents = "/ImportSession/Batches/Batch/Documents/Document"

  private let source: NamedXMLSource
  private let checks: KofaxXMLChecks

  /// For tests: what is read must not depend on the size of the pieces.
  init(settings: SourceSettings, blockSize: Int) throws(ExportError) {
    let isPages = settings.rowsAre == .pages
    let shape = NamedXMLOutline(
      each: Self.documents + (isPages ? "/Pages/Page" : ""),
      path: { KofaxName($0).path(fromPages: isPages) },
      watches: Self.watches(settings, up: isPages ? "../../" : "")
    )
    source = try NamedXMLSource(settings, shape, blockSize: blockSize)
    checks = KofaxXMLChecks(settings: settings, blockSize: blockSize)
  }

  package func read(
    _ export: ExportFile,
    emit: (XMLBlock) -> Bool
  ) throws(ExportError) -> ExportBytes {
    var isStopped = false
    do {
      let book = try source.read(export) { block in
        isStopped = !emit(block)
        return !isStopped
      }
      if !isStopped { try checks.check(export) }
      return book
    } catch {
      guard error.code == "XML-03" else { throw error }
      // Nothing at the usual place: it may lie at another.
      try checks.check(export)
      throw ExportError(
        code: "XML-03",
        file: export.deliveredAs,
        problem: "is no Kofax XML with a document: no element \(Self.documents)",
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

  /// What names a row may hold, by where they stand.
  private static func watches(_ settings: SourceSettings, up: String) -> [NamedXMLOutline.Watch] {
    let written = settings.columns.flatMap(\.columns) + settings.ignoredColumns.map(\.column)
    let fields = up + "IndexFields/IndexField"
    let batchFields = up + "../../BatchFields/BatchField"
    let tables = up + "Tables/Table"
    var known: [String: Set<String>] = [fields: [], batchFields: [], tables: []]
    for name in written.map(KofaxName.init) {
      switch name {
      case .field(let name): known[fields, default: []].insert(name)
      case .batchField(let name): known[batchFields, default: []].insert(name)
      case .tableField(let table, let name):
        known[tables, default: []].insert(table)
        known[up + KofaxName.rows(of: table), default: []].insert(name)
      case .place, .unknown: break
      }
    }
    return known.sorted { $0.key < $1.key }.map { items, names in
      NamedXMLOutline.Watch(
        path: items + "/@Name",
        known: names.sorted().map { "\(items)[@Name=\(NamedXMLText.quoted($0))]/@Name" }
      )
    }
  }
}
