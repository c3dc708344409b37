/// What a column of Kofax XML names.
enum KofaxName {
  /// An index field of the document.
  case field(String)
  /// A field of the batch.
  case batchField(String)
  case tableField(table: String, name: String)
  /// An attribute: its path from the document, and from a page.
  case place(fromDocument: String, fromPage: String)
  /// Braces around something we do not know.
  case unknown(String)

  init(_ column: String) {
    guard column.hasPrefix("{"), column.hasSuffix("}") else {
      self = .field(column)
      return
    }
    if let (fromDocument, fromPage) = Self.places[column] {
      self = .place(fromDocument: fromDocument, fromPage: fromPage)
      return
    }
    let inner = String(column.dropFirst().dropLast())
    let halves = inner.dropFirst(6).split(separator: "/", maxSplits: 1).map(String.init)
    if inner.hasPrefix("$"), inner.utf8.count > 1 {
      self = .batchField(String(inner.dropFirst()))
    } else if inner.hasPrefix("Table "), halves.count == 2 {
      self = .tableField(table: halves[0], name: halves[1])
    } else {
      self = .unknown(column)
    }
  }

  /// What is wrong with the column, or nil.
  var problem: String? {
    switch self {
    case .field(let name), .batchField(let name): NamedXMLText.problem(name)
    case .tableField(let table, let name):
      NamedXMLText.problem(table) ?? NamedXMLText.problem(name)
    case .place: nil
    case .unknown(let column):
      "'\(column)' is none of {Document Class}, {Path}, {Image Folder}, {Batch Class}, "
        + "{Batch Name}, {$BATCH FIELD} and {Table NAME/FIELD}"
    }
  }

  /// The path of its value, below the element that is a row.
  func path(fromPages: Bool) -> String {
    let up = fromPages ? "../../" : ""
    switch self {
    case .field(let name), .unknown(let name):
      return up + "IndexFields/IndexField[@Name=\(NamedXMLText.quoted(name))]/@Value"
    case .batchField(let name):
      return up + "../../BatchFields/BatchField[@Name=\(NamedXMLText.quoted(name))]/@Value"
    case .tableField(let table, let name):
      return up + Self.rows(of: table) + "[@Name=\(NamedXMLText.quoted(name))]/@Value"
    case .place(let fromDocument, let fromPage): return fromPages ? fromPage : fromDocument
    }
  }

  /// The path of a table's fields, from the document.
  static func rows(of table: String) -> String {
    "Tables/Table[@Name=\(NamedXMLText.quoted(table))]/TableRows/TableRow/IndexFields/IndexField"
  }

  /// The names of all values that have a place of their own.
  static let placeNames = [
    "{Batch Class}", "{Batch Name}", "{Image Folder}", "{Document Class}", "{Path}",
  ]

  private static let places = [
    "{Document Class}": ("@FormTypeName", "../../@FormTypeName"),
    "{Path}": ("Pages/Page/@ImportFileName", "@ImportFileName"),
    "{Image Folder}": ("../../@RelativeImageFilePath", "../../../../@RelativeImageFilePath"),
    "{Batch Class}": ("../../@BatchClassName", "../../../../@BatchClassName"),
    "{Batch Name}": ("../../@Name", "../../../../@Name"),
  ]
}
