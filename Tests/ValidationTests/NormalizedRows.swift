import RecordModel
import Validation

/// Cells of one row, by field.
typealias Cells = [Field: String]

/// A source that maps exactly these fields, each from a column of its own.
func source(mapping fields: some Sequence<Field>) -> SourceSettings {
  let columns = Set(fields).sorted { $0.rawValue < $1.rawValue }.map {
    ColumnRule(field: $0, columns: [$0.spelled.uppercased()])
  }
  return SourceSettings(name: "film-index", files: [], format: "csv", columns: columns)
}

/// A batch of these rows, as normalization would leave it.
///
/// The room of normalization is not at hand here, so this reads just what the examples need. Dates
/// with slashes are read month first, unless the source leaves the order of the column open.
func normalizedBatch(
  _ rows: [Cells],
  from source: SourceSettings,
  dateOrder: DateOrder? = .monthDayYear
) -> RecordBatch {
  var batch = RecordBatch(firstOrdinal: 1, columnCount: source.columns.count)
  for (index, column) in source.columns.enumerated() {
    batch.columnOfField[Int(column.field.rawValue)] = Int16(index)
  }
  for (index, row) in rows.enumerated() {
    batch.places.append(start: UInt64(index * 100), length: 99, line: UInt32(index + 1))
    batch.refusals.append(.none)
    batch.ignored.append(0)
    var values = NormalizedRow(dateOrder: dateOrder)
    for column in source.columns { values.take(row[column.field] ?? "", column.field) }
    values.append(to: &batch.values)
  }
  return batch
}

/// One row's values while its cells are read.
private struct NormalizedRow {
  let dateOrder: DateOrder?
  var text: [TextValue: String] = [:]
  var dates: [Field: PartialDate] = [:]
  var rules: [Field: NormalizationRule] = [:]
  var sex = Sex.missing
  var ssn: UInt32 = 0
  var pages: UInt32 = 0

  init(dateOrder: DateOrder?) { self.dateOrder = dateOrder }

  mutating func take(_ cell: String, _ field: Field) {
    rules[field] = cell.isEmpty ? .absent : outcome(of: cell, field)
  }

  private mutating func outcome(of cell: String, _ field: Field) -> NormalizationRule {
    switch field {
    case .name: name(cell)
    case .birthDate, .deathDate, .serviceDate, .scanDate: date(cell, field)
    case .sex: code(["M": .male, "F": .female][cell])
    case .ssn: ssn(cell)
    case .pageCount: pageCount(cell)
    case .phone: cell.filter(\.isNumber).count == 10 ? keep(cell, .phone) : .unreadable
    case .postalCode: cell == "00000" ? .placeholder : keep(cell, .postalCode)
    case .state: cell == "IL" ? keep(cell, .state) : .unmapped
    case .recordNumber: cell == "000000" ? .placeholder : keep(cell, .recordNumber)
    case .documentType: documentType(cell)
    default: keep(cell, Self.plain[field])
    }
  }

  private static let plain: [Field: TextValue] = [
    .facility: .facility, .familyName: .family, .givenName: .given, .documentID: .documentID,
    .documentTitle: .documentTitle, .image: .image, .box: .box, .folder: .folder, .reel: .reel,
    .fiche: .fiche, .frame: .frame,
  ]

  private mutating func keep(_ cell: String, _ value: TextValue?) -> NormalizationRule {
    if let value { text[value] = cell }
    return .asWritten
  }

  private mutating func name(_ cell: String) -> NormalizationRule {
    guard cell != "BABY BOY" else {
      text[.nameAsWritten] = cell
      return .placeholder
    }
    let parts = cell.split(separator: ", ").map(String.init)
    text[.family] = parts.first
    text[.given] = parts.count > 1 ? parts[1] : nil
    return .split
  }

  private mutating func date(_ cell: String, _ field: Field) -> NormalizationRule {
    if cell.contains("/") { return slashedDate(cell, field) }
    guard cell.count <= 10, cell.allSatisfy({ $0.isNumber || $0 == "-" }) else {
      return .unreadable
    }
    guard let date = PartialDate(iso: cell) else { return .impossible }
    guard cell != "1900-01-01" else { return .placeholder }
    dates[field] = date
    return .readByShape
  }

  private mutating func slashedDate(_ cell: String, _ field: Field) -> NormalizationRule {
    let parts = cell.split(separator: "/").compactMap { Int($0) }
    guard parts.count == 3 else { return .unreadable }
    guard dateOrder != nil else {
      return parts[0] <= 12 && parts[1] <= 12 ? .ambiguous : .readByShape
    }
    guard parts[0] <= 12 else { return .contradictsColumn }
    dates[field] = PartialDate(year: parts[2], month: parts[0], day: parts[1])
    return .readByColumnOrder
  }

  private mutating func code(_ found: Sex?) -> NormalizationRule {
    guard let found else { return .unmapped }
    sex = found
    return .mapped
  }

  private mutating func ssn(_ cell: String) -> NormalizationRule {
    guard !cell.hasPrefix("666"), let number = UInt32(cell.filter(\.isNumber)) else {
      return .impossible
    }
    ssn = number
    return .digitsOnly
  }

  private mutating func pageCount(_ cell: String) -> NormalizationRule {
    guard let number = UInt32(cell) else { return .unreadable }
    pages = number
    return .asWritten
  }

  private mutating func documentType(_ cell: String) -> NormalizationRule {
    text[.documentTypeAsWritten] = cell
    guard cell == "DISCHARGE SUMMARY" || cell.hasPrefix("LOINC ") else { return .unmapped }
    text[.documentTypeCode] =
      "http://loinc.org|\(cell == "DISCHARGE SUMMARY" ? "18842-5" : String(cell.dropFirst(6)))"
    return .mapped
  }

  func append(to columns: inout NormalizedColumns) {
    for tag in 0..<TextValue.count {
      let value = TextValue(rawValue: UInt8(tag)).flatMap { text[$0] } ?? ""
      columns.text[tag].append(value.utf8)
    }
    for date in DateValue.allCases { columns[date].append(dates[date.field]?.packed ?? 0) }
    for field in Field.allCases {
      columns[rules: field].append((rules[field] ?? .absent).rawValue)
    }
    columns.sex.append(sex.rawValue)
    columns.ssn.append(ssn)
    columns.pageCount.append(pages)
  }
}
