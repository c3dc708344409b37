package import RecordModel

/// Every rule a row, an export or a record number can break: the one list.
///
/// A new rule is one file in `Rules/` and one line here. Findings come in this order.
package enum RuleCatalogue {
  /// All rules, in the order of their findings.
  package static let all: [Rule] = rules.map { $0.rule }

  /// The rule of a code other than `.none`.
  package static func rule(_ code: RuleCode) -> Rule { entry(code).rule }

  /// Says whether rows of the source can break the rule; if not, a report says "not applicable".
  package static func applies(_ code: RuleCode, to source: SourceSettings) -> Bool {
    entry(code).applies(to: source)
  }

  /// The field named in the finding of a row that is refused for this rule.
  package static func fieldConcerned(by code: RuleCode) -> Field { entry(code).concerns }

  /// Says whether a finding of the rule is about the row as a whole and names no field.
  package static func isAboutWholeRow(_ code: RuleCode) -> Bool {
    wholeRow[Int(code.rawValue)]
  }

  // Asked for every finding of a night: looked up once a rule, not once a finding.
  private static let wholeRow: [Bool] = {
    let highest = RuleCode.allCases.map(\.rawValue).max() ?? 0
    var table = Array(repeating: false, count: Int(highest) + 1)
    for entry in rules { table[Int(entry.rule.code.rawValue)] = entry.isAboutWholeRow }
    return table
  }()

  private static func entry(_ code: RuleCode) -> any CatalogueRule.Type {
    guard let entry = rules.first(where: { $0.rule.code == code }) else {
      preconditionFailure("every rule code but none is in the catalogue")
    }
    return entry
  }

  static let rules: [any CatalogueRule.Type] = [
    UnreadableBytes.self,
    WrongCellCount.self,
    BrokenQuotes.self,
    Oversized.self,
    UnknownName.self,
    BrokenRecord.self,
    SeveralValues.self,
    SeveralPatients.self,
    ItemContradicted.self,
    BatchCountDiffers.self,
    TakenBack.self,
    NoPatient.self,
    NumberWithoutFacility.self,
    ConflictingVersions.self,
    NameMissing.self,
    NamePlaceholder.self,
    BirthDateMissing.self,
    DateUnreadable.self,
    ServiceBeforeBirth.self,
    DateAmbiguous.self,
    DateImpossible.self,
    DateInFuture.self,
    AgeImplausible.self,
    ScanBeforeService.self,
    ServiceAfterDeath.self,
    DatePlaceholder.self,
    DateOrderContradicted.self,
    RecordNumberMissing.self,
    RecordNumberPlaceholder.self,
    FurtherIdentifiers.self,
    Overlay.self,
    MergeUnclear.self,
    SexUnmapped.self,
    SSNImpossible.self,
    PhoneUnusable.self,
    PostalCodeUnusable.self,
    StateUnknown.self,
    DocumentIDMissing.self,
    DocumentTypeUnmapped.self,
    DocumentAgainstSex.self,
    ImageMissing.self,
    ContentInside.self,
    CarrierMissing.self,
    PageCountUnusable.self,
  ]
}
