import RecordModel

/// The names that XML of a fixed shape gives its values, for a first look.
struct NamedXMLNames {
  /// Items of one kind, or one value that has a place instead of a name.
  enum Kind {
    /// The path of the items' names, and how a pipeline file writes such a name.
    case items(path: String, written: (String) -> String)
    /// A value by the name that we give it.
    case place(path: String, name: String)

    var path: String {
      switch self {
      case .items(let path, _), .place(let path, _): path
      }
    }
  }

  /// Every name of the kinds in an export, kind by kind.
  static func all(
    in export: ExportFile,
    _ settings: SourceSettings,
    each: String,
    _ kinds: [Kind]
  ) throws(ExportError) -> [FoundName] {
    var settings = settings
    settings.each = each
    settings.ignoredColumns = []
    settings.columns = kinds.map { kind in
      var rule = ColumnRule(field: .box, columns: [kind.path])
      rule.join = String(decoding: NamedColumns.separator, as: UTF8.self)
      rule.isOptional = true
      return rule
    }
    let source = try XMLSource(settings: settings)
    var collectors = kinds.map { _ in NameCollector() }
    var repeats = kinds.map { _ in false }
    _ = try source.read(export) { block in
      let batch = source.table(of: block)
      for row in 0..<batch.rowCount where batch.refusals[row] == .none {
        for kind in kinds.indices {
          let names = batch.cell(row, kind).split(separator: NamedColumns.separator[0])
          repeats[kind] = repeats[kind] || names.count > 1
          guard case .items = kinds[kind] else { continue }
          for name in names { collectors[kind].add(Array(name).span) }
          collectors[kind].end(isWhole: true)
        }
      }
      return true
    }
    return kinds.indices.flatMap { index -> [FoundName] in
      switch kinds[index] {
      case .place(_, let name): [FoundName(name, repeats: repeats[index], mustBeSaid: false)]
      case .items(_, let written):
        collectors[index].names.map { FoundName(written($0.text), repeats: $0.repeats) }
      }
    }
  }
}

extension KofaxXMLSource {
  /// What an import session calls its values.
  @Sendable static func names(
    in export: ExportFile,
    _ settings: SourceSettings,
    _: Layout
  ) throws(ExportError) -> [FoundName] {
    let tables = try NamedXMLNames.all(
      in: export,
      settings,
      each: documents,
      [.items(path: "Tables/Table/@Name", written: { $0 })]
    )
    let places = KofaxName.placeNames.map { name in
      NamedXMLNames.Kind.place(path: KofaxName(name).path(fromPages: false), name: name)
    }
    let fields: [NamedXMLNames.Kind] = [
      .items(path: "../../BatchFields/BatchField/@Name", written: { "{$\($0)}" }),
      .items(path: "IndexFields/IndexField/@Name", written: { $0 }),
    ]
    let tableFields = tables.filter { NamedXMLText.problem($0.text) == nil }.map { table in
      NamedXMLNames.Kind.items(
        path: KofaxName.rows(of: table.text) + "/@Name",
        written: { "{Table \(table.text)/\($0)}" }
      )
    }
    return try NamedXMLNames.all(
      in: export,
      settings,
      each: documents,
      places + fields + tableFields
    )
  }
}

extension DocuWareSource {
  /// What a control file calls its values.
  @Sendable static func names(
    in export: ExportFile,
    _ settings: SourceSettings,
    _: Layout
  ) throws(ExportError) -> [FoundName] {
    let places = places.sorted { $0.key < $1.key }.map { name, path in
      NamedXMLNames.Kind.place(path: path, name: name)
    }
    let fields = NamedXMLNames.Kind.items(path: "Field/@dbName", written: { $0 })
    return try NamedXMLNames.all(in: export, settings, each: each, places + [fields])
  }
}
