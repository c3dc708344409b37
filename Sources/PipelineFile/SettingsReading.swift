import RecordModel

/// Turns checked nodes into settings, and notes what only several keys together can say.
///
/// What `DeclarationWalk` has reported is passed over in silence here: the result is then not used.
struct SettingsReading {
  var problems: ProblemList
  let formats: [ExportFormat]
  let mapFiles: CodeMapFiles

  /// The declaration of a source's format; nil for a name that was reported.
  func format(of source: SourceSettings) -> ExportFormat? {
    formats.first { $0.name == source.format }
  }

  /// The settings of a whole file.
  mutating func settings(from file: YAMLNode) -> PipelineSettings {
    var settings = PipelineSettings(
      name: file["pipeline"]?.text ?? "",
      site: file["site"]?.text ?? "",
      sources: []
    )
    for entry in file["ingest"]?.entries ?? [] { settings.sources.append(source(from: entry)) }
    for entry in file["normalize"]?["placeholders"]?.entries ?? [] {
      if let field = Field(spelled: entry.key) {
        settings.placeholders[field] = entry.value.texts
      }
    }
    settings.limits = (file["validate"]?["limits"]?.entries ?? []).compactMap(limit)
    readBundle(file["bundle"], into: &settings)
    readPublish(file["publish"], into: &settings)
    return settings
  }

  private func limit(_ entry: YAMLEntry) -> Limit? {
    guard let amount = entry.value.text.flatMap(limitAmount) else { return nil }
    if entry.key == "quarantined" { return Limit(subject: .quarantined, amount: amount) }
    if entry.key == "withdrawn" { return Limit(subject: .withdrawn, amount: amount) }
    return RuleCode(spelled: entry.key).map { Limit(subject: .rule($0), amount: amount) }
  }

  private mutating func readBundle(_ bundle: YAMLNode?, into settings: inout PipelineSettings) {
    settings.partitions = bundle?["partitions"]?.number ?? settings.partitions
    settings.imageBase = bundle?["image-base"]?.text
    settings.trust = bundle?["trust"]?.texts ?? []
    let names = settings.sources.map(\.name)
    let known = Set(names)
    var seen: Set<String> = []
    for node in bundle?["trust"]?.items ?? [] where !problems.isFull {
      guard let name = node.text, !name.isEmpty else { continue }
      if !known.contains(name) {
        problems.add(
          .unknownWord,
          at: node.place,
          "'trust': \(quoted(name)) is no source of this file",
          NearestWord.remedy(for: name, among: names)
        )
      } else if !seen.insert(name).inserted {
        problems.add(
          .duplicateKey,
          at: node.place,
          "'trust': \(quoted(name)) is named twice",
          "Keep the first."
        )
      }
    }
  }

  private func readPublish(_ publish: YAMLNode?, into settings: inout PipelineSettings) {
    settings.publishTo = publish?["to"]?.text ?? settings.publishTo
    settings.publishBase = publish?["base"]?.text.map { base in
      base.hasSuffix("/") ? String(base.dropLast()) : base
    }
    settings.fullURL =
      publish?["full-url"]?.text.flatMap(FullURLPolicy.init) ?? settings.fullURL
    settings.keepRuns = publish?["keep"]?.number ?? settings.keepRuns
    settings.snapshot =
      publish?["snapshot"]?.text.flatMap(SnapshotPolicy.init) ?? settings.snapshot
  }
}

extension YAMLNode {
  /// The number of a scalar, where it is one.
  var number: Int? { text.flatMap { wholeNumber($0) } }

  /// The flag of a scalar, where it is one.
  var flag: Bool? {
    switch text {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The items of a list, or the one scalar that stands for a list of one.
  var items: [YAMLNode] {
    switch content {
    case .text: [self]
    case .list(let items): items
    case .map: []
    }
  }
}
