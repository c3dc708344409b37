import RecordModel

@testable import Ingestion

/// The as-of date of every execution.
let asOf = PartialDate(year: 2026, month: 11, day: 21) ?? .missing

/// Makes the variety that a number stands for.
enum Varieties {
  private static let encodings = [
    "utf-8", "utf-8", "cp037", "windows-1252", "cp437", "utf-16", "utf-16le", "utf-16be",
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
    case "fixed-width": fixedWidth(number)
    default: other(format, number)
    }
  }

  /// Bits: 0-2 encoding, 3-4 delimiter, 5 header, 6 narrow or wide, 7 trims and ignored lines,
  /// 8 other quotes, or a delimiter of two characters.
  private static func csv(_ number: Int) -> Variety {
    let delimiter = delimiters[number >> 3 & 3]
    let hasHeader = number & 32 == 0
    let fields = number & 64 == 0 ? Array(fields.prefix(3)) : fields
    let names = fields.indices.map { hasHeader ? "C\($0)" : "\($0 + 1)" }
    var settings = SourceSettings(name: "fuzz", files: [], format: "csv", columns: [])
    settings.columns = zip(fields, names).map { rule($0, $1) }
    settings.hasHeader = hasHeader
    settings.facility = number & 64 == 0 ? "LAKE" : nil
    trim(&settings, number & 128 == 0)
    if !hasHeader { for index in 1..<fields.count { settings.columns[index].isOptional = true } }
    var written = String(delimiter)
    if number & 256 != 0 {
      switch delimiter {
      case "|": written = "||"
      case ",": settings.quotes = .literal
      default: settings.quotes = .backslash
      }
    }
    let header = names.joined(separator: written) + "\n"
    return Variety(
      settings,
      Layout(encoding: encodings[number & 7], delimiter: written),
      before: hasHeader ? header : ""
    )
  }

  /// Bits: 0-2 encoding, 3 records without line ends, 4 a gap, 5 header, 7 trims and ignored lines.
  private static func fixedWidth(_ number: Int) -> Variety {
    let encoding = encodings[number & 7]
    var settings = SourceSettings(name: "fuzz", files: [], format: "fixed-width", columns: [])
    let places = number & 16 == 0 ? ["1-4", "5-9", "10-15", "16"] : ["1-4", "7-9", "10-15", "16"]
    settings.columns = zip([Field.documentID, .name, .birthDate, .sex], places).map { rule($0, $1) }
    settings.facility = "LAKE"
    settings.hasHeader = number & 32 != 0
    if number & 8 != 0, !encoding.hasPrefix("utf-16") { settings.recordLength = 16 }
    trim(&settings, number & 128 == 0)
    return Variety(settings, Layout(encoding: encoding, delimiter: ","))
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
      Layout(encoding: name, delimiter: ","),
      before: (isInRoot ? root : "") + (isInRow ? row : ""),
      behind: (isInRow ? rowEnd : "") + (isInRoot ? rootEnd : "")
    )
  }

  /// A format that maps its own columns, and a few names that the seeds have.
  ///
  /// Bits: 0-2 encoding, 5 the first or all of several values, 6 rows are pages, 7 trims and ignored lines.
  private static func other(_ name: String, _ number: Int) -> Variety {
    let standard = Formats.all.first { $0.name == name }
    var settings = SourceSettings(
      name: "fuzz",
      files: [],
      format: name,
      columns: standard?.standardColumns ?? []
    )
    settings.isPlainText = standard?.isPlainText ?? true
    settings.facility = settings.rule(for: .facility) == nil ? "LAKE" : nil
    for (field, column) in names(name) {
      var rule = rule(field, column)
      rule.isOptional = true
      rule.takesFirst = number & 32 == 0
      if number & 32 != 0, field != .birthDate { rule.join = ";" }
      settings.columns.append(rule)
    }
    if !names(name).isEmpty {
      settings.ignoredColumns = [IgnoredColumn(column: "NOTE", reason: "nobody reads it")]
    }
    settings.rowsAre = number & 64 == 0 ? .documents : .pages
    trim(&settings, number & 128 == 0)
    let encoding = settings.isPlainText ? encodings[number & 7] : "utf-8"
    return Variety(settings, Layout(encoding: encoding, delimiter: ","))
  }

  private static func names(_ format: String) -> [(Field, String)] {
    let people: [(Field, String)] = [
      (.recordNumber, "MRN"), (.familyName, "LAST"), (.givenName, "FIRST"), (.birthDate, "DOB"),
    ]
    return switch format {
    case "kofax-text": people + [(.documentID, "{Document ID}")]
    case "kofax-xml": people + [(.documentTitle, "{$BOX}"), (.diagnosisCode, "{Table CODES/ICD}")]
    case "onbase-dip": people + [(.documentID, "Document ID")]
    case "docuware": people + [(.documentTitle, "{Basket}")]
    default: []
    }
  }

  private static func trim(_ settings: inout SourceSettings, _ trims: Bool) {
    settings.trims = trims
    guard !trims, settings.isPlainText else { return }
    settings.ignoredLines = [IgnoredLine(prefix: "TRL", reason: "trailer")]
  }

  private static func rule(_ field: Field, _ column: String) -> ColumnRule {
    var rule = ColumnRule(field: field, columns: [column])
    if field == .birthDate { rule.dateOrder = .monthDayYear }
    if field == .documentType { rule.map = [MappedCode(written: "OP", meaning: "11504-8")] }
    return rule
  }
}
