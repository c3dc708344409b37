import Normalization
import RecordModel
import Validation

@testable import Ingestion

/// One way to read an export, picked by the first bytes of an input and kept for the next one.
final class Variety {
  let settings: SourceSettings
  let layout: Layout
  /// The first bytes of a file that every input of this variety gets, so that it has a header.
  let before: [UInt8]
  let behind: [UInt8]
  let normalize: NormalizeRows
  let rules: ApplyRowRules

  init(_ settings: SourceSettings, _ layout: Layout, before: String = "", behind: String = "") {
    self.settings = settings
    self.layout = layout
    self.before = Self.encoded(before, layout.encoding)
    self.behind = Self.encoded(behind, layout.encoding)
    normalize = NormalizeRows(
      NormalizationSettings(source: settings, layout: layout, placeholders: [:], asOf: asOf)
    )
    rules = ApplyRowRules(ValidationSettings(source: settings, asOf: asOf))
  }

  /// The reader as the program makes it, with blocks of another size where the format lets us choose.
  func source(blockSize: Int) throws(ExportError) -> any Source {
    switch settings.format {
    case "csv": CSVSource(settings: settings, layout: layout, blockSize: blockSize)
    case "xml": try XMLSource(settings: settings, blockSize: blockSize)
    default: try Formats.source(settings, layout)
    }
  }

  private static func encoded(_ text: String, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "utf-16le": text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case "utf-16be", "utf-16": text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    default: Array(text.utf8)
    }
  }
}

/// The as-of date of every execution.
let asOf = PartialDate(year: 2026, month: 11, day: 21) ?? .missing

/// Makes the variety that a number stands for.
enum Varieties {
  private static let encodings = [
    "utf-8", "utf-8", "utf-8", "windows-1252", "iso-8859-1", "utf-16", "utf-16le", "utf-16be",
  ]
  private static let delimiters: [Character] = [",", ";", "\t", "|"]
  private static let fields: [Field] = [
    .documentID, .name, .birthDate, .sex, .ssn, .documentType, .serviceDate, .pageCount, .phone,
    .addressLine, .state, .postalCode, .recordNumber,
  ]

  static func make(_ format: String, _ number: Int) -> Variety {
    switch format {
    case "csv": csv(number)
    case "xml": xml(number)
    default: other(format, number)
    }
  }

  /// Bits: 0-2 encoding, 3-4 delimiter, 5 header, 6 narrow or wide, 7 trims and ignored lines.
  private static func csv(_ number: Int) -> Variety {
    let delimiter = delimiters[number >> 3 & 3]
    let hasHeader = number & 32 == 0
    let fields = number & 64 == 0 ? Array(fields.prefix(3)) : fields
    let names = fields.indices.map { hasHeader ? "C\($0)" : "\($0 + 1)" }
    var settings = SourceSettings(name: "fuzz", files: [], format: "csv", columns: [])
    settings.columns = zip(fields, names).map { rule($0, $1) }
    settings.hasHeader = hasHeader
    settings.trims = number & 128 == 0
    settings.facility = number & 64 == 0 ? "LAKE" : nil
    if !settings.trims {
      settings.ignoredLines = [IgnoredLine(prefix: "TRL", reason: "trailer")]
    }
    if !hasHeader { for index in 1..<fields.count { settings.columns[index].isOptional = true } }
    let header = names.joined(separator: String(delimiter)) + "\n"
    return Variety(
      settings,
      Layout(encoding: encodings[number & 7], delimiter: delimiter.asciiValue ?? 44),
      before: hasHeader ? header : ""
    )
  }

  /// Bits: 0-2 encoding (utf-8: as the file says), 3 inside a root, 4 inside a row, 5 repeated paths, 6 other columns.
  private static func xml(_ number: Int) -> Variety {
    let isOther = number & 64 != 0
    var settings = SourceSettings(name: "fuzz", files: [], format: "xml", columns: [])
    settings.isPlainText = false
    settings.each = isOther ? "/a/b/c" : "/r/f"
    let paths =
      isOther
      ? ["../@k", "x[2]/y", "../../z", "@i", "x"] : ["@i", "n", "p/d", "../@k", "n[1]/g[1]"]
    settings.columns = zip(fields, paths).map { rule($0, $1) }
    for index in settings.columns.indices {
      if number & 32 == 0 {
        settings.columns[index].takesFirst = true
      } else if index & 1 == 0 {
        settings.columns[index].join = " "
      }
    }
    let name = encodings[number & 7]
    settings.encoding = name == "utf-8" ? nil : name
    let (root, row) = isOther ? ("<a><b>", "<c>") : ("<r>", "<f>")
    let (rootEnd, rowEnd) = isOther ? ("</b></a>", "</c>") : ("</r>", "</f>")
    let (isInRoot, isInRow) = (number & 8 != 0, number & 24 == 24)
    return Variety(
      settings,
      Layout(encoding: name, delimiter: 44),
      before: (isInRoot ? root : "") + (isInRow ? row : ""),
      behind: (isInRow ? rowEnd : "") + (isInRoot ? rootEnd : "")
    )
  }

  /// A format that maps its own columns, or a few names that the seeds have.
  private static func other(_ name: String, _ number: Int) -> Variety {
    guard let format = Formats.all.first(where: { $0.name == name }) else {
      preconditionFailure("no format of this name is in the catalogue: see Formats.all")
    }
    var settings = SourceSettings(
      name: "fuzz",
      files: [],
      format: name,
      columns: format.standardColumns
    )
    settings.isPlainText = format.isPlainText
    settings.facility = "LAKE"
    let written = Set(settings.columns.map(\.field))
    for (field, column) in named where !written.contains(field) && settings.columns.count < 8 {
      var rule = rule(field, column)
      rule.isOptional = true
      rule.takesFirst = format.hasRepeats
      settings.columns.append(rule)
    }
    let encoding = format.isPlainText ? encodings[number & 7] : "utf-8"
    return Variety(settings, Layout(encoding: encoding, delimiter: 44))
  }

  private static let named: [(Field, String)] = [
    (.recordNumber, "MRN"), (.familyName, "LAST"), (.givenName, "FIRST"), (.birthDate, "DOB"),
    (.documentType, "Type"), (.documentID, "Document ID"),
  ]

  private static func rule(_ field: Field, _ column: String) -> ColumnRule {
    var rule = ColumnRule(field: field, columns: [column])
    if field == .birthDate { rule.dateOrder = .monthDayYear }
    if field == .documentType { rule.map = [MappedCode(written: "OP", meaning: "11504-8")] }
    return rule
  }
}
