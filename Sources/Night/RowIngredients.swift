import CanonicalJSON
import Digests
import Engine
import Normalization
import RecordModel
import Validation
import Workspace

/// Everything the rows of a landing depend on, one by one: what `rerun --plan` compares to name a cause.
///
/// Kept with the stage's result. The stage's key is made of the same things.
struct RowIngredients: Sendable, Equatable {
  var numbers: [Ingredient: UInt64]
  var digests: [Ingredient: ContentDigest]

  /// One of them; the order is that in which causes are named.
  enum Ingredient: String, CaseIterable, Sendable {
    case source, export, ingest, normalize, rules, settings, tables, layout, asOf

    /// What is said when it is another one than before.
    var words: String {
      switch self {
      case .source: "the source is another one"
      case .export: "the export is new"
      case .ingest: "the ingest stage of chartlift has another version"
      case .normalize: "the normalize stage of chartlift has another version"
      case .rules: "the validate stage of chartlift has another version"
      case .settings: "the settings of the source have changed"
      case .tables: "a table of codes has changed"
      case .layout: "the layout of the source has changed"
      case .asOf: "the as-of date of the landing is another one"
      }
    }
  }

  init(_ landing: LandingToRead, _ bench: Workbench, layouts: Layouts) {
    let index = landing.arrival.sourceIndex
    let source = bench.source(index)
    var plain = source
    for column in plain.columns.indices { plain.columns[column].map = [] }
    let placeholders = bench.settings.placeholders
    let whole = SettingsText.rowStages(of: source, placeholders: placeholders)
    numbers = [
      .ingest: UInt64(StageCatalogue.ingestVersion), .normalize: UInt64(NormalizeRows.version),
      .rules: UInt64(ApplyRowRules.version), .asOf: UInt64(landing.asOf.packed),
    ]
    digests = [
      .source: Self.digest(Array(source.name.utf8)), .export: landing.arrival.export,
      .settings: Self.digest(SettingsText.rowStages(of: plain, placeholders: placeholders)),
      .tables: Self.digest(whole),
    ]
    if let layout = layouts.bySource[index] { digests[.layout] = LayoutFile.digest(of: layout) }
  }

  /// Reads the stored form; nil when it is another one.
  init?(_ bytes: borrowing Span<UInt8>) {
    guard let value = try? JSONReader.read(bytes) else { return nil }
    (numbers, digests) = ([:], [:])
    for ingredient in Ingredient.allCases {
      guard let stored = value[ingredient.rawValue] else { continue }
      if let number = stored.integer, number >= 0 { numbers[ingredient] = UInt64(number) }
      if let digest = stored.text.flatMap(ContentDigest.init(hex:)) { digests[ingredient] = digest }
    }
    guard digests[.export] != nil, digests[.source] != nil else { return nil }
  }

  /// The stored form: canonical JSON of numbers and digests.
  var bytes: [UInt8] {
    var json = CanonicalJSONWriter()
    json.beginObject()
    for ingredient in Ingredient.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      if let number = numbers[ingredient] {
        json.name(ingredient.rawValue)
        json.integer(number)
      } else if let digest = digests[ingredient] {
        json.name(ingredient.rawValue)
        json.string(digest.hex)
      }
    }
    json.endObject()
    return json.bytes
  }

  /// What is another one here than there, most telling first.
  ///
  /// A changed table changes the digest of the whole settings too: it is named when only that differs.
  func differences(from other: Self) -> [Ingredient] {
    Ingredient.allCases.filter {
      numbers[$0] != other.numbers[$0] || digests[$0] != other.digests[$0]
    }
    .filter { $0 != .tables || digests[.settings] == other.digests[.settings] }
  }

  private static func digest(_ bytes: [UInt8]) -> ContentDigest {
    ContentDigest(words: sha256(bytes.span))
  }
}

extension Workbench {
  /// Why the rows of a landing are not at hand under today's key: the one cause.
  func cause(ofStale landing: LandingToRead, layouts: Layouts) throws(NightError) -> String {
    if again.readsAgain(sourceNames[landing.arrival.sourceIndex]) { return "asked for" }
    let wanted = RowIngredients(landing, self, layouts: layouts)
    let known = try ledgerCall { () throws(LedgerError) in try ledger.stageResults(stage: "rows") }
      .compactMap { RowIngredients($0.summary.span) }
      .filter { $0.digests[.source] == wanted.digests[.source] }
    let nearest = known.map { wanted.differences(from: $0) }.min { $0.count < $1.count }
    guard let nearest, !nearest.contains(.export) else {
      return RowIngredients.Ingredient.export.words
    }
    return nearest.first?.words ?? "its part is gone from parts/"
  }
}
