import RecordModel

/// Reads what stands behind one field: columns and options.
extension SettingsReading {
  /// The rule of one field.
  mutating func column(
    _ field: Field,
    _ entry: YAMLEntry,
    of source: SourceSettings
  ) -> ColumnRule {
    let node = entry.value
    let places = node.entries == nil ? node.items : columnNodes(field, entry)
    var rule = ColumnRule(field: field, columns: places.compactMap(\.text))
    rule.line = entry.place.line
    checkPlaces(places, of: source)
    guard node.entries != nil else { return rule }
    rule.join = node["join"]?.text
    rule.takesFirst = node["first"]?.flag ?? false
    rule.isOptional = node["optional"]?.flag ?? false
    rule.assigner = node["assigner"]?.text
    rule.twoDigitYears = node["two-digit-years"]?.text.flatMap(years)
    if let written = node["written"]?.text {
      rule.nameOrder = NameOrder(rawValue: written) ?? rule.nameOrder
      rule.dateOrder = DateOrder(rawValue: written)
    }
    if let map = node["map"] { rule.map = codes(map) }
    checkSexes(rule, node)
    checkOptions(rule, node, of: source)
    return rule
  }

  private mutating func columnNodes(_ field: Field, _ entry: YAMLEntry) -> [YAMLNode] {
    let (one, several) = (entry.value["column"], entry.value.entry("columns"))
    if let several, one != nil {
      problems.add(
        .contradiction,
        at: several.place,
        "'\(field.spelled)' has both 'column' and 'columns'",
        "Keep one of the two."
      )
    } else if one == nil, several == nil, hasOnlyKnownOptions(entry.value, field) {
      problems.add(
        .missingKey,
        at: entry.place,
        "'\(field.spelled)' has no 'column'",
        "Add it: {column: NAME OF COLUMN}."
      )
    }
    return one?.items ?? several?.value.items ?? []
  }

  /// Says whether no option is misspelled; a misspelled one may be the column.
  private func hasOnlyKnownOptions(_ node: YAMLNode, _ field: Field) -> Bool {
    let options = ColumnKeys.options(of: field)
    return (node.entries ?? []).allSatisfy {
      options.declaration(of: $0.key) != nil || options.elsewhere[$0.key] != nil
    }
  }

  private mutating func checkPlaces(_ places: [YAMLNode], of source: SourceSettings) {
    for place in places {
      guard let text = place.text, !place.isEmpty else { continue }
      switch format(of: source)?.columns {
      case .paths:
        guard !XMLPathForm.isValuePath(text) else { continue }
        problems.add(
          .badValue,
          at: place.place,
          "\(quoted(text)) is no path below the row's element",
          "Write for example: patient/last, @id, ../@number, name[1]/given[1]"
        )
      case .own(let example, let problem):
        guard let problem = problem(text) else { continue }
        problems.add(.badValue, at: place.place, problem, "Write for example: \(example)")
      case .headings, nil: if !source.hasHeader { checkNumber(text, at: place.place) }
      }
    }
  }

  private mutating func checkOptions(
    _ rule: ColumnRule,
    _ node: YAMLNode,
    of source: SourceSettings
  ) {
    guard rule.takesFirst, let place = node.entry("first")?.place else { return }
    if let format = format(of: source), !format.hasRepeats {
      problems.add(
        .contradiction,
        at: place,
        "'first' says nothing about \(source.format) files: a row has one cell a column",
        "Remove it."
      )
    } else if rule.join != nil, rule.columns.count < 2 {
      problems.add(
        .contradiction,
        at: place,
        "'first' and 'join' are two answers to several matches",
        "Keep one of the two."
      )
    }
  }

  /// FHIR R4, AdministrativeGender: there are four words.
  private mutating func checkSexes(_ rule: ColumnRule, _ node: YAMLNode) {
    let words = ["male", "female", "other", "unknown"]
    guard rule.field == .sex, let map = node["map"] else { return }
    guard let entries = map.entries else {
      for code in rule.map where !words.contains(code.meaning) {
        problems.add(
          .badMapFile,
          at: map.place,
          "\(quoted(map.text ?? "")) gives \(quoted(code.meaning)) as a sex",
          NearestWord.remedy(for: code.meaning, among: words)
        )
      }
      return
    }
    for entry in entries {
      guard let meaning = entry.value.text, !entry.value.isEmpty, !words.contains(meaning) else {
        continue
      }
      problems.add(
        .unknownWord,
        at: entry.value.place,
        "'sex': \(quoted(meaning)) is not known",
        NearestWord.remedy(for: meaning, among: words)
      )
    }
  }

  private mutating func codes(_ map: YAMLNode) -> [MappedCode] {
    var codes: [MappedCode] = []
    if let path = map.text, !map.isEmpty {
      do throws(CodeMapProblem) {
        codes = try mapFiles.codes(of: path)
      } catch {
        problems.add(.badMapFile, at: map.place, error.problem, error.remedy)
      }
    } else {
      codes = (map.entries ?? []).compactMap { entry in
        entry.value.text.map { MappedCode(written: entry.key, meaning: $0) }
      }
    }
    return codes.sorted { $0.written.utf8.lexicographicallyPrecedes($1.written.utf8) }
  }
}
