import RecordModel

/// Word tables, code maps and placeholder lists of one source, built once and used by every batch.
struct NormalizationTables: Sendable {
  let nameWords = NameWords()
  let namePlaceholders: NamePlaceholders
  let nameOrder: NameOrder
  /// By `DateValue.rawValue`.
  let dates: [DateTable]
  let sexes: SexTable
  let documentTypes: DocumentTypeTable
  let streetWords = StreetWords()
  let states = StateTable()
  let countries = CountryTable()
  /// Who gives the record numbers, when the pipeline file says so.
  let assigner: [UInt8]
  let mergedAssigner: [UInt8]
  /// By `Field.rawValue`.
  let codeMaps: [CodeMap]
  private let added: [AddedPlaceholders]

  init(_ settings: NormalizationSettings) {
    let source = settings.source
    let values = settings.placeholders
    namePlaceholders = NamePlaceholders(
      families: (values[.familyName] ?? []) + (values[.name] ?? []) + (values[.maidenName] ?? []),
      givens: (values[.givenName] ?? []) + (values[.name] ?? []),
      middles: (values[.middleName] ?? [])
    )
    nameOrder = source.rule(for: .name)?.nameOrder ?? .lastFirstMiddle
    dates = DateValue.allCases.map { DateTable($0, settings) }
    sexes = SexTable(source.rule(for: .sex)?.map ?? [])
    documentTypes = DocumentTypeTable(source.rule(for: .documentType)?.map ?? [])
    assigner = Array((source.rule(for: .recordNumber)?.assigner ?? "").utf8)
    mergedAssigner = Array((source.rule(for: .mergedRecordNumber)?.assigner ?? "").utf8)
    codeMaps = Field.allCases.map { CodeMap(source.rule(for: $0)?.map ?? []) }
    added = Field.allCases.map {
      AddedPlaceholders(values[$0] ?? [], comparesDigits: $0 == .ssn || $0 == .phone)
    }
  }

  /// What the pipeline file adds to the placeholders of a field.
  func added(_ field: Field) -> AddedPlaceholders { added[Int(field.rawValue)] }
}

/// How one date field is written, for each facility.
struct DateTable: Sendable {
  let placeholders: DatePlaceholders
  private let window: YearWindow
  /// Said by the pipeline file; holds against the evidence.
  private let said: DateOrder?
  private let found: [String: DateOrder]

  init(_ value: DateValue, _ settings: NormalizationSettings) {
    let rule = settings.source.rule(for: value.field)
    placeholders = DatePlaceholders(value.field, added: settings.placeholders[value.field] ?? [])
    window = YearWindow(rule?.twoDigitYears, asOf: settings.asOf.year)
    said = rule?.dateOrder
    var found: [String: DateOrder] = [:]
    for entry in settings.layout.dateOrders where entry.field == value.field {
      if found[entry.facility] == nil { found[entry.facility] = entry.order }
    }
    self.found = found
  }

  /// The reader for a facility's dates.
  func reader(facility: [UInt8]?) -> DateReader {
    guard said == nil, let facility else { return DateReader(order: said, window: window) }
    return DateReader(order: found[String(decoding: facility, as: UTF8.self)], window: window)
  }
}

/// Codes as written, and what the pipeline file says they mean, for fields without a table of their own.
struct CodeMap: Sendable {
  private let phrases: PhraseTable
  private let meanings: [[UInt8]]

  init(_ map: [MappedCode]) {
    phrases = PhraseTable(
      map.enumerated().map { index, code in
        (phrase: writtenPhrase(Array(code.written.utf8).span), number: index)
      }
    )
    meanings = map.map { Array($0.meaning.utf8) }
  }

  var isEmpty: Bool { phrases.isEmpty }

  /// What a cell means, or nil.
  func meaning(of cell: Span<UInt8>) -> [UInt8]? {
    phrases.number(of: writtenPhrase(cell).span).map { meanings[$0] }
  }
}
