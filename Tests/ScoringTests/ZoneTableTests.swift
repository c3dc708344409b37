import Scoring
import Testing

/// Labels against zones.
struct ZoneTableTests {
  @Test func `accuracy is the diagonal, precision goes by zone and recall by label`() {
    var table = ZoneTable()
    for _ in 0..<6 { table.add(label: .match, zone: .match) }
    for _ in 0..<2 { table.add(label: .match, zone: .possible) }
    table.add(label: .possible, zone: .match)
    for _ in 0..<3 { table.add(label: .not, zone: .not) }
    #expect((table.accuracy.numerator, table.accuracy.denominator) == (9, 12))
    #expect((table.precision(.match).numerator, table.precision(.match).denominator) == (6, 7))
    #expect((table.recall(.match).numerator, table.recall(.match).denominator) == (6, 8))
    #expect(table.precision(.possible).value == 0)
    #expect(table.recall(.possible).value == 0)
    #expect(table.recall(.not).value == 1)
    #expect(ZoneTable().accuracy.value == nil)
  }

  /// Wilson's interval for 9 of 12 as published tables have it: .4677 to .9111.
  @Test func `pairs are taken for independent`() throws {
    var table = ZoneTable()
    for index in 0..<12 { table.add(label: .match, zone: index < 9 ? .match : .not) }
    let interval = try #require(table.accuracy.interval)
    #expect(abs(interval.lowerBound - 0.4677) < 0.0001)
    #expect(abs(interval.upperBound - 0.9111) < 0.0001)
  }
}
