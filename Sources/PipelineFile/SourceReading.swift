import RecordModel

/// Reads one source: how its files are built, and which columns say what.
extension SettingsReading {
  /// The settings of a source.
  mutating func source(from entry: YAMLEntry) -> SourceSettings {
    let node = entry.value
    var source = SourceSettings(
      name: entry.key,
      files: node["files"]?.texts ?? [],
      format: node["format"]?.text ?? "",
      columns: []
    )
    source.pipelineFile = problems.file
    source.isPlainText = format(of: source)?.isPlainText ?? true
    source.line = entry.place.line
    if let encoding = node["encoding"]?.text, encoding != "detect" { source.encoding = encoding }
    source.delimiter = node["delimiter"]?.text.flatMap(delimiterText)
    source.quotes = node["quote"]?.text.flatMap(QuoteStyle.init) ?? .doubled
    source.recordLength = node["record-length"]?.number
    source.hasHeader = node["header"]?.flag ?? format(of: source)?.hasHeader ?? true
    source.trims = node["trim"]?.flag ?? true
    source.isRequired = node["required"]?.flag ?? true
    source.rowsAre = node["rows-are"]?.text.flatMap(RowMeaning.init) ?? .documents
    source.mode = node["mode"]?.text.flatMap(DeliveryMode.init) ?? .delta
    source.unusable = node["unusable"]?.text.flatMap(UnusablePolicy.init) ?? .stop
    source.each = node["each"]?.text
    source.manifests = node["manifest"]?.texts ?? []
    source.ignoredLines = ignoredLines(node["ignore-lines"])
    source.ignoredColumns = (node["ignore"]?.entries ?? []).compactMap { entry in
      entry.value.text.map { IgnoredColumn(column: entry.key, reason: $0) }
    }
    readColumns(of: node, into: &source)
    checkFormat(of: source, entry)
    checkPolicy(of: source, node)
    checkColumns(of: source, node)
    return source
  }

  private func ignoredLines(_ node: YAMLNode?) -> [IgnoredLine] {
    guard let node else { return [] }
    if let entries = node.entries {
      return entries.compactMap { entry in
        entry.value.text.map { IgnoredLine(prefix: Self.prefix(entry.key), reason: $0) }
      }
    }
    return (node.texts ?? []).map { text in
      let prefix = Self.prefix(text)
      return IgnoredLine(prefix: prefix, reason: "line begins with \(prefix)")
    }
  }

  /// People who know patterns write `^TRL`; a lone `^` is itself.
  private static func prefix(_ text: String) -> String {
    text.utf8.count > 1 && text.hasPrefix("^") ? String(text.dropFirst()) : text
  }

  private mutating func readColumns(of node: YAMLNode, into source: inout SourceSettings) {
    var facilityLine: Int?
    if let facility = node.entry("facility") {
      if facility.value.entries != nil {
        source.columns.append(column(.facility, facility, of: source))
      } else {
        source.facility = facility.value.text
      }
      facilityLine = facility.place.line
    }
    for entry in node["columns"]?.entries ?? [] {
      guard let field = Field(spelled: entry.key) else { continue }
      if field == .facility, let facilityLine {
        problems.add(
          .contradiction,
          at: entry.place,
          "the facility is said twice, first in line \(facilityLine)",
          "Keep one of the two."
        )
        continue
      }
      source.columns.append(column(field, entry, of: source))
    }
    addStandardColumns(to: &source, node)
  }

  /// What every export of the format says, where the pipeline file says nothing of its own.
  ///
  /// A name is one thing: whoever maps it whole does not get its parts, and the other way round.
  private mutating func addStandardColumns(to source: inout SourceSettings, _ node: YAMLNode) {
    guard let format = format(of: source) else { return }
    if format.standardColumns.isEmpty, node.entry("columns") == nil { needColumns(source, node) }
    let names: [Field] = [.name, .familyName, .givenName, .middleName, .nameSuffix]
    let written = source.columns.map(\.field)
    for rule in format.standardColumns where !written.contains(rule.field) {
      if names.contains(rule.field), written.contains(where: { names.contains($0) }) { continue }
      if rule.field == .facility, source.facility != nil { continue }
      // Who ignores a column does not want what it says.
      let ignored = source.ignoredColumns.map(\.column)
      if rule.columns.contains(where: { ignored.contains($0) }) { continue }
      source.columns.append(rule)
    }
  }

  private mutating func needColumns(_ source: SourceSettings, _ node: YAMLNode) {
    // 'colums' is one mistake, not an unknown key and a missing one.
    let isMisspelled = (node.entries ?? []).contains {
      NearestWord.to($0.key, among: ["columns"]) != nil
    }
    guard !isMisspelled else { return }
    problems.add(
      .missingKey,
      at: node.place,
      "\(quoted(source.name)) has no 'columns'",
      "Add it: which column says what, for example: columns: {record-number: MRN}"
    )
  }

  /// A snapshot without one of its files would withdraw that file's rows.
  private mutating func checkPolicy(of source: SourceSettings, _ node: YAMLNode) {
    guard source.mode == .snapshot, source.unusable == .leaveOut,
      let place = node.entry("unusable")?.place
    else { return }
    problems.add(
      .contradiction,
      at: place,
      "a snapshot needs all its files, so none can be left out",
      "Write 'unusable: stop', or 'mode: delta'."
    )
  }

  private mutating func checkFormat(of source: SourceSettings, _ entry: YAMLEntry) {
    guard let format = format(of: source) else { return }
    let hasPath = format.keys.contains(.each)
    if hasPath, entry.value.entry("each") == nil {
      problems.add(
        .missingKey,
        at: entry.place,
        "\(quoted(source.name)) is \(format.name) and has no 'each'",
        "Add the path of the elements that are rows: each: /roll/frame"
      )
    }
    for key in ExportFormat.Key.allCases where !format.keys.contains(key) {
      guard let place = entry.value.entry(key.rawValue)?.place else { continue }
      problems.add(
        .contradiction,
        at: place,
        "\(quoted(key.rawValue)) says nothing about \(source.format) files",
        "Remove it, or correct 'format:'."
      )
    }
    if hasPath, let each = entry.value["each"], let path = each.text, !path.isEmpty,
      !XMLPathForm.isElementPath(path)
    {
      problems.add(
        .badValue,
        at: each.place,
        "'each': \(quoted(path)) is no path from the root",
        "Write for example: /roll/frame"
      )
    }
  }

  private mutating func checkColumns(of source: SourceSettings, _ node: YAMLNode) {
    var mapped: [String: ColumnRule] = [:]
    for rule in source.columns.reversed() { for column in rule.columns { mapped[column] = rule } }
    for entry in node["ignore"]?.entries ?? [] {
      guard let rule = mapped[entry.key] else { continue }
      problems.add(
        .contradiction,
        at: entry.place,
        "\(quoted(entry.key)) is ignored here and mapped to '\(rule.field.spelled)' in line \(rule.line)",
        "Keep one of the two."
      )
    }
    for entry in node["ignore"]?.entries ?? [] {
      switch format(of: source)?.columns {
      case .headings: if !source.hasHeader { checkNumber(entry.key, at: entry.place) }
      case .own(let example, let problem):
        guard let problem = problem(entry.key) else { continue }
        problems.add(.badValue, at: entry.place, problem, "Write for example: \(example)")
      case .paths, nil: break
      }
    }
    checkQuotes(of: source, node)
    if source.rowsAre == .pages, source.rule(for: .documentID) == nil,
      let place = node.entry("rows-are")?.place
    {
      problems.add(
        .missingKey,
        at: place,
        "rows are pages, and no column is 'document-id'",
        "Map 'document-id', so that pages of one document find each other; a list of columns is joined."
      )
    }
    checkPatient(of: source, node)
  }

  private mutating func checkQuotes(of source: SourceSettings, _ node: YAMLNode) {
    guard source.quotes == .backslash, source.delimiter?.utf8.contains(UInt8(ascii: "\\")) == true,
      let place = node.entry("quote")?.place
    else { return }
    problems.add(
      .contradiction,
      at: place,
      "a backslash cannot both part cells and stand in front of quotes",
      "Correct 'delimiter:' or 'quote:'."
    )
  }

  private mutating func checkPatient(of source: SourceSettings, _ node: YAMLNode) {
    let who: [Field] = [.recordNumber, .name, .familyName, .ssn]
    guard let columns = node.entry("columns"), let entries = columns.value.entries,
      !entries.isEmpty, entries.allSatisfy({ Field(spelled: $0.key) != nil }),
      !who.contains(where: { source.rule(for: $0) != nil })
    else { return }
    problems.add(
      .noPatient,
      at: columns.place,
      "no column of \(quoted(source.name)) says who the patient is",
      "Map one of: \(who.map(\.spelled).joined(separator: ", "))."
    )
  }

  /// Without a header line, columns are numbers.
  mutating func checkNumber(_ column: String, at place: YAMLPlace) {
    guard let number = wholeNumber(column), (1...10_000).contains(number) else {
      problems.add(
        .badValue,
        at: place,
        "\(quoted(column)) is no column number, and there is no header line",
        "Write a number from 1, or 'header: true'."
      )
      return
    }
  }
}
