import RecordModel

/// The states, territories and military districts of the US by the two letters the USPS gives them.
struct StateTable: Sendable {
  /// By first letter times 26 plus second letter.
  private let isCode: [Bool]
  private let names: PhraseTable
  private let codes: [[UInt8]]

  init() {
    var isCode = [Bool](repeating: false, count: 26 * 26)
    for (code, _) in Self.states {
      let letters = Array(code.utf8)
      isCode[Int(letters[0] - 65) * 26 + Int(letters[1] - 65)] = true
    }
    self.isCode = isCode
    codes = Self.states.map { Array($0.0.utf8) }
    names = PhraseTable(
      Self.states.enumerated().map { (phrase: Array($0.element.1.utf8), number: $0.offset) }
        + Self.others.map { other in
          let index = Self.states.firstIndex { $0.0 == other.1 } ?? 0
          return (phrase: Array(other.0.utf8), number: index)
        }
    )
  }

  /// Says whether two letters, in either case, are a state.
  @inline(__always)
  func isCode(_ first: UInt8, _ second: UInt8) -> Bool {
    guard isLetter(first), isLetter(second) else { return false }
    return isCode[Int(first & 0xDF &- 65) * 26 + Int(second & 0xDF &- 65)]
  }

  /// The code of a state's full name, or nil.
  func code(of cell: Span<UInt8>) -> [UInt8]? {
    var phrase: [UInt8] = []
    appendFoldedPhrase(cell, to: &phrase)
    return names.number(of: phrase.span).map { codes[$0] }
  }

  private static let states: [(String, String)] = [
    ("AL", "ALABAMA"), ("AK", "ALASKA"), ("AZ", "ARIZONA"), ("AR", "ARKANSAS"),
    ("CA", "CALIFORNIA"),
    ("CO", "COLORADO"), ("CT", "CONNECTICUT"), ("DE", "DELAWARE"), ("DC", "DISTRICT OF COLUMBIA"),
    ("FL", "FLORIDA"), ("GA", "GEORGIA"), ("HI", "HAWAII"), ("ID", "IDAHO"), ("IL", "ILLINOIS"),
    ("IN", "INDIANA"), ("IA", "IOWA"), ("KS", "KANSAS"), ("KY", "KENTUCKY"), ("LA", "LOUISIANA"),
    ("ME", "MAINE"), ("MD", "MARYLAND"), ("MA", "MASSACHUSETTS"), ("MI", "MICHIGAN"),
    ("MN", "MINNESOTA"), ("MS", "MISSISSIPPI"), ("MO", "MISSOURI"), ("MT", "MONTANA"),
    ("NE", "NEBRASKA"), ("NV", "NEVADA"), ("NH", "NEW HAMPSHIRE"), ("NJ", "NEW JERSEY"),
    ("NM", "NEW MEXICO"), ("NY", "NEW YORK"), ("NC", "NORTH CAROLINA"), ("ND", "NORTH DAKOTA"),
    ("OH", "OHIO"), ("OK", "OKLAHOMA"), ("OR", "OREGON"), ("PA", "PENNSYLVANIA"),
    ("RI", "RHODE ISLAND"), ("SC", "SOUTH CAROLINA"), ("SD", "SOUTH DAKOTA"), ("TN", "TENNESSEE"),
    ("TX", "TEXAS"), ("UT", "UTAH"), ("VT", "VERMONT"), ("VA", "VIRGINIA"), ("WA", "WASHINGTON"),
    ("WV", "WEST VIRGINIA"), ("WI", "WISCONSIN"), ("WY", "WYOMING"), ("AS", "AMERICAN SAMOA"),
    ("GU", "GUAM"), ("MP", "NORTHERN MARIANA ISLANDS"), ("PR", "PUERTO RICO"),
    ("VI", "VIRGIN ISLANDS"), ("FM", "MICRONESIA"), ("MH", "MARSHALL ISLANDS"), ("PW", "PALAU"),
    ("AA", "ARMED FORCES AMERICAS"), ("AE", "ARMED FORCES EUROPE"), ("AP", "ARMED FORCES PACIFIC"),
  ]

  private static let others: [(String, String)] = [
    ("D C", "DC"), ("WASHINGTON DC", "DC"), ("WASHINGTON D C", "DC"), ("US VIRGIN ISLANDS", "VI"),
    ("U S VIRGIN ISLANDS", "VI"), ("N CAROLINA", "NC"), ("S CAROLINA", "SC"), ("N DAKOTA", "ND"),
    ("S DAKOTA", "SD"), ("W VIRGINIA", "WV"), ("N Y", "NY"), ("N J", "NJ"), ("PENN", "PA"),
    ("PENNA", "PA"), ("MASS", "MA"), ("CALIF", "CA"), ("ILL", "IL"), ("MICH", "MI"), ("MINN", "MN"),
    ("WISC", "WI"), ("TENN", "TN"), ("TEX", "TX"), ("FLA", "FL"), ("ARIZ", "AZ"), ("CONN", "CT"),
    ("COLO", "CO"), ("OKLA", "OK"), ("WASH", "WA"), ("IND", "IN"), ("KANS", "KS"), ("NEBR", "NE"),
    ("ORE", "OR"), ("ALA", "AL"), ("DEL", "DE"), ("MISS", "MS"), ("MONT", "MT"), ("WYO", "WY"),
  ]
}

/// The names that exports give the United States; other countries are kept as written.
struct CountryTable: Sendable {
  private let names = PhraseTable(
    ["US", "USA", "U S", "U S A", "UNITED STATES", "UNITED STATES OF AMERICA", "AMERICA"].map {
      (phrase: Array($0.utf8), number: 0)
    }
  )

  /// Says whether a cell names the United States.
  func isUnitedStates(_ cell: Span<UInt8>) -> Bool {
    var phrase: [UInt8] = []
    appendFoldedPhrase(cell, to: &phrase)
    return names.number(of: phrase.span) != nil
  }
}

/// Reads state and country of every row: `OH` for Ohio, `US` for the United States, others as written.
struct NormalizeRegion: ~Copyable {
  private let states: StateTable
  private let countries: CountryTable
  private let stateMap: CodeMap
  private let countryMap: CodeMap
  private let addedStates: AddedPlaceholders
  private let addedCountries: AddedPlaceholders
  private let stateColumn: Int?
  private let countryColumn: Int?
  private var stateText: TextWriter
  private var countryText: TextWriter
  private var stateRules: RuleColumn
  private var countryRules: RuleColumn

  init(_ tables: NormalizationTables, _ cells: CellTable) {
    states = tables.states
    countries = tables.countries
    stateMap = tables.codeMaps[Int(Field.state.rawValue)]
    countryMap = tables.codeMaps[Int(Field.country.rawValue)]
    addedStates = tables.added(.state)
    addedCountries = tables.added(.country)
    stateColumn = cells.column(of: .state)
    countryColumn = cells.column(of: .country)
    stateText = TextWriter(
      rows: cells.rows(of: stateColumn),
      expecting: stateColumn == nil ? 0 : cells.rowCount * 2
    )
    countryText = TextWriter(
      rows: cells.rows(of: countryColumn),
      expecting: countryColumn == nil ? 0 : cells.rowCount * 2
    )
    stateRules = RuleColumn(rows: cells.rows(of: stateColumn))
    countryRules = RuleColumn(rows: cells.rows(of: countryColumn))
  }

  /// Reads the cells of some rows.
  mutating func read(_ rows: Range<Int>, of cells: CellTable) {
    let bytes = cells.bytes.span
    if let stateColumn {
      for row in rows {
        let range = cells.range(row, stateColumn)
        if !range.isEmpty { stateRules[row] = writeState(bytes.extracting(range)) }
        stateText.endValue()
      }
    }
    if let countryColumn {
      for row in rows {
        let range = cells.range(row, countryColumn)
        if !range.isEmpty { countryRules[row] = writeCountry(bytes.extracting(range)) }
        countryText.endValue()
      }
    }
  }

  /// Hands the columns over.
  mutating func finish(into values: inout NormalizedColumns) {
    values[.state] = stateText.finish()
    values[.country] = countryText.finish()
    values[rules: .state] = stateRules.bytes
    values[rules: .country] = countryRules.bytes
  }

  @inline(__always)
  private mutating func writeState(_ cell: Span<UInt8>) -> NormalizationRule {
    if addedStates.hold(cell) { return .placeholder }
    if !stateMap.isEmpty, let meaning = stateMap.meaning(of: cell) {
      stateText.append(meaning.span)
      return .mapped
    }
    if cell.count == 2, states.isCode(cell[0], cell[1]) {
      stateText.append(cell[0] & 0xDF)
      stateText.append(cell[1] & 0xDF)
      return cell[0] | cell[1] < 0x60 ? .asWritten : .mapped
    }
    return writeLongState(cell)
  }

  private mutating func writeLongState(_ cell: Span<UInt8>) -> NormalizationRule {
    if let code = states.code(of: cell) {
      stateText.append(code.span)
      return .mapped
    }
    let inner = trimmed(cell)
    if inner.count == 2, states.isCode(cell[inner.lowerBound], cell[inner.lowerBound + 1]) {
      for index in inner { stateText.append(cell[index] & 0xDF) }
      return .mapped
    }
    if UnknownWords.isUnknown(cell) { return .placeholder }
    stateText.appendTidied(cell)
    return .unmapped
  }

  private mutating func writeCountry(_ cell: Span<UInt8>) -> NormalizationRule {
    if addedCountries.hold(cell) { return .placeholder }
    if !countryMap.isEmpty, let meaning = countryMap.meaning(of: cell) {
      countryText.append(meaning.span)
      return .mapped
    }
    if countries.isUnitedStates(cell) {
      countryText.append("US")
      return .mapped
    }
    if UnknownWords.isUnknown(cell) { return .placeholder }
    countryText.appendTidied(cell)
    return countryText.openCount == cell.count ? .asWritten : .tidied
  }
}
