import RecordModel

/// One rule of the catalogue: what it says, and which sources it is about.
///
/// A rule that conforms to nothing further is applied by another room (ingestion, row accounting,
/// linkage); its file is here so that the one list is whole.
protocol CatalogueRule: SendableMetatype {
  static var rule: Rule { get }
  /// The field named in the finding of a row that is refused for this rule.
  static var concerns: Field { get }
  /// Says whether the rule is about the row as a whole, so that naming a field would mislead.
  static var isAboutWholeRow: Bool { get }
  /// Says whether rows of the source can break the rule; if not, a report says "not applicable".
  static func applies(to source: SourceSettings) -> Bool
}

/// A rule that refuses the rows of a batch that cannot be used.
protocol RefusingRule: CatalogueRule {
  /// Refuses rows that are neither refused nor ignored yet; leaves all others alone.
  static func refuse(_ batch: RecordBatch, in refusals: inout [RuleCode])
}

/// A rule that notes something about usable rows; they are loaded all the same.
protocol NotingRule: CatalogueRule {
  /// Appends the findings of a whole batch, ordered by row. Reads columns by span; keeps nothing.
  static func check(_ batch: RecordBatch, _ scope: CheckScope, into findings: inout FindingColumns)
}

extension CatalogueRule {
  static var code: RuleCode { rule.code }
  static var isAboutWholeRow: Bool { false }
}

/// What a check may know beside the batch.
struct CheckScope {
  /// The source, without optional columns that this export does not have.
  let source: SourceSettings
  /// "Today" for these rows: the as-of date of their landing.
  let asOf: PartialDate
  /// 1 for a row that is refused or ignored: it gets no further finding.
  let skipped: [UInt8]
  /// 1 for a row that is about no document at all; empty unless the source has optional columns for one.
  var isWithoutDocument: [UInt8] = []
}

extension SourceSettings {
  /// Says whether a column is mapped to one of these fields.
  func maps(_ fields: Field...) -> Bool { mapsAny(of: fields) }

  /// Says whether a column is mapped to one of these fields.
  func mapsAny(of fields: [Field]) -> Bool {
    columns.contains { fields.contains($0.field) }
  }

  /// Says whether the source has a name, written whole or in parts.
  var mapsName: Bool { maps(.name, .familyName, .givenName) }
}
