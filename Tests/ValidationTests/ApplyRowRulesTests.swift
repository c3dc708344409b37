import RecordModel
import Testing
import Validation

struct ApplyRowRulesTests {
  @Test(arguments: [11, 12, 13] as [UInt64])
  func `a row's findings are its own, whatever the order of rows`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(200, using: &random)
    let order = Array(rows.indices).shuffled(using: &random)
    let (straight, shuffled) = (checked(rows), checked(order.map { rows[$0] }))
    for (row, original) in order.enumerated() {
      #expect(shuffled.refusals[row] == straight.refusals[original], "seed \(seed)")
      #expect(findings(shuffled, row) == findings(straight, original), "seed \(seed)")
    }
  }

  @Test(arguments: [21, 22] as [UInt64])
  func `findings come by rule in catalogue order, then by row, none twice`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let batch = checked(randomRows(200, using: &random))
    let rank = Dictionary(
      uniqueKeysWithValues: RuleCatalogue.all.enumerated().map { ($1.code, $0) }
    )
    let places = (0..<batch.findings.count).map { index in
      [
        rank[batch.findings.rule[index]] ?? -1, Int(batch.findings.row[index]),
        Int(batch.findings.field[index].rawValue),
      ]
    }
    #expect(!places.isEmpty, "seed \(seed)")
    #expect(
      zip(places, places.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) },
      "seed \(seed)"
    )
  }

  @Test(arguments: [31, 32] as [UInt64])
  func `a refused row has one refusal and one finding, an ignored row none`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rows = randomRows(300, using: &random)
    let source = source(mapping: Field.allCases)
    var batch = normalizedBatch(rows, from: source)
    for row in stride(from: 0, to: 300, by: 7) { batch.refusals[row] = .wrongCellCount }
    for row in stride(from: 3, to: 300, by: 11) { batch.ignored[row] = 1 }
    let before = batch.refusals
    check(&batch, source)
    for row in rows.indices {
      if before[row] != .none { #expect(batch.refusals[row] == before[row], "seed \(seed)") }
      let own = batch.findings.row.indices.filter { Int(batch.findings.row[$0]) == row }
      if batch.refusals[row] != .none {
        #expect(own.map { batch.findings.rule[$0] } == [batch.refusals[row]], "seed \(seed)")
      } else if batch.ignored[row] != 0 {
        #expect(own.isEmpty, "seed \(seed)")
      }
    }
    #expect(batch.refusals.contains(.noPatient) && batch.refusals.contains(.numberWithoutFacility))
  }

  @Test func `checking twice changes nothing`() {
    var random = SplitMix64(seed: 41)
    let once = checked(randomRows(50, using: &random))
    var twice = once
    check(&twice, source(mapping: Field.allCases))
    #expect(twice.refusals == once.refusals)
    #expect(twice.findings.rule == once.findings.rule && twice.findings.row == once.findings.row)
  }

  @Test func `an empty batch has no findings`() { #expect(checked([]).findings.count == 0) }

  @Test func `a finding has no room for a patient's value`() {
    let columns = Mirror(reflecting: FindingColumns()).children.map { "\(type(of: $0.value))" }
    #expect(columns == ["Array<RuleCode>", "Array<Field>", "Array<UInt32>"])
  }

  @Test func `an optional column that an export does not have is not missing in every row`() {
    var source = source(mapping: [.facility, .recordNumber, .image])
    var batch = normalizedBatch([[.facility: "LAKESIDE", .recordNumber: "104477"]], from: source)
    batch.columnOfField[Int(Field.image.rawValue)] = -1
    check(&batch, source)
    #expect(batch.findings.rule == [.imageMissing])
    for index in source.columns.indices { source.columns[index].isOptional = true }
    check(&batch, source)
    #expect(batch.findings.rule.isEmpty)
  }

  private func checked(_ rows: [Cells]) -> RecordBatch {
    let source = source(mapping: Field.allCases)
    var batch = normalizedBatch(rows, from: source)
    check(&batch, source)
    return batch
  }

  private func check(_ batch: inout RecordBatch, _ source: SourceSettings) {
    ApplyRowRules(ValidationSettings(source: source, asOf: asOf)).process(&batch)
  }

  private func findings(_ batch: RecordBatch, _ row: Int) -> [String] {
    batch.findings.row.indices.filter { Int(batch.findings.row[$0]) == row }.map {
      "\(batch.findings.rule[$0].spelled) \(batch.findings.field[$0].spelled)"
    }
  }
}
