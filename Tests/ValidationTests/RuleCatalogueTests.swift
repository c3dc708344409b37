import RecordModel
import Testing
import Validation

struct RuleCatalogueTests {
  static let appliedElsewhere: Set<RuleCode> = [
    .unreadableBytes, .wrongCellCount, .brokenQuotes, .oversized, .conflictingVersions, .overlay,
    .unknownName, .brokenRecord, .severalValues, .severalPatients, .furtherIdentifiers,
    .itemContradicted, .contentInside, .batchCountDiffers, .takenBack, .mergeUnclear,
  ]
  static let codes = RuleCode.allCases.filter { $0 != .none }
  static let checked = codes.filter { !appliedElsewhere.contains($0) }

  @Test func `every code but none is in the catalogue, once`() {
    #expect(RuleCatalogue.all.count == Self.codes.count)
    #expect(Set(RuleCatalogue.all.map(\.code)) == Set(Self.codes))
    #expect(Self.codes.allSatisfy { RuleCatalogue.rule($0).code == $0 })
  }

  @Test(arguments: RuleFamily.allCases)
  func `each family of data quality has rules that are checked here`(family: RuleFamily) {
    #expect(Self.checked.contains { RuleCatalogue.rule($0).family == family })
  }

  @Test func `only rows that cannot be used are refused`() {
    let refusing = Set(RuleCatalogue.all.filter { $0.effect == .refuse }.map(\.code))
    let expected: Set<RuleCode> = [
      .unreadableBytes, .wrongCellCount, .brokenQuotes, .oversized, .noPatient,
      .numberWithoutFacility, .conflictingVersions, .unknownName, .brokenRecord, .severalValues,
      .severalPatients, .batchCountDiffers, .takenBack,
    ]
    #expect(refusing == expected)
  }

  @Test(arguments: codes)
  func `a rule says what is wrong, what to do, and gives two examples`(code: RuleCode) {
    let rule = RuleCatalogue.rule(code)
    #expect(!rule.sentence.isEmpty && !rule.sentence.hasSuffix("."))
    // It is quoted inside other sentences: "Most: the document has no image, 3".
    #expect(rule.sentence.first?.isLowercase == true)
    #expect(rule.sentence.count < 100, "it stands on one line of a report")
    #expect(
      rule.remedy.hasSuffix(".") && !rule.remedy.contains("\n") && !rule.remedy.contains("  ")
    )
    #expect(!rule.breaks.isEmpty && rule.breaks != rule.holds)
    #expect(Set(rule.breaks.keys) == Set(rule.holds.keys))
  }

  @Test(arguments: checked)
  func `the example that breaks a rule gives its finding, the other does not`(code: RuleCode) {
    let rule = RuleCatalogue.rule(code)
    #expect(findings(of: rule.breaks, code) == 1)
    #expect(findings(of: rule.holds, code) == 0)
  }

  @Test(arguments: checked)
  func `a rule is about the fields of its example`(code: RuleCode) {
    let rule = RuleCatalogue.rule(code)
    #expect(RuleCatalogue.applies(code, to: source(mapping: rule.breaks.keys)))
  }

  @Test func `a rule about a document does not apply to a source of patients`() {
    let patients = source(mapping: Field.allCases.filter { !$0.isOfDocument })
    let about: [RuleCode] = [
      .documentIDMissing, .documentTypeUnmapped, .documentAgainstSex, .imageMissing,
      .carrierMissing, .pageCountUnusable, .scanBeforeService, .serviceBeforeBirth,
    ]
    for code in about { #expect(!RuleCatalogue.applies(code, to: patients), "\(code.spelled)") }
    #expect(RuleCatalogue.applies(.birthDateMissing, to: patients))
  }

  private func findings(of example: Cells, _ code: RuleCode) -> Int {
    var cells = example
    // A row that is somebody's, so that it is not refused for want of a patient.
    if RuleCatalogue.rule(code).effect == .note {
      cells.merge([.facility: "LAKESIDE", .recordNumber: "104477"]) { own, _ in own }
    }
    let order: DateOrder? = code == .dateAmbiguous ? nil : .monthDayYear
    let source = source(mapping: cells.keys, dateOrder: order)
    var batch = normalizedBatch([cells], from: source)
    ApplyRowRules(ValidationSettings(source: source, asOf: asOf)).process(&batch)
    return batch.findings.rule.count { $0 == code }
  }
}
