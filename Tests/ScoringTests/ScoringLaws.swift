import Scoring
import Testing

/// Measures against counting pair by pair, on groupings made of a printed seed.
struct ScoringLaws {
  @Test(arguments: [1, 2, 3, 7, 20, 60, 150], [11, 12, 13, 14] as [UInt64])
  func `every count is what looking at each pair of rows gives`(rows: Int, seed: UInt64) {
    let grouping = Grouping.random(rows, seed: seed)
    let score = ClusteringScore(grouping.scored)
    let counts = NaiveCounts(grouping)
    #expect(score.precision.numerator == counts.right, "seed \(seed)")
    #expect(score.precision.denominator == counts.joined, "seed \(seed)")
    #expect(score.recall.denominator == counts.ofOnePerson, "seed \(seed)")
    #expect(score.crossRecall.numerator == counts.crossFound, "seed \(seed)")
    #expect(score.crossRecall.denominator == counts.cross, "seed \(seed)")
    #expect(score.falsePairs.count == counts.joined - counts.right, "seed \(seed)")
    #expect(score.falsePairs.inHousehold == counts.household, "seed \(seed)")
    #expect(score.falsePairs.twins == counts.twins, "seed \(seed)")
    #expect(score.falsePairs.namesakes == counts.namesakes, "seed \(seed)")
    #expect(Int(score.exactF1.denominator) == score.persons + score.patients, "seed \(seed)")
    #expect(score.exactPrecision.numerator == counts.exact, "seed \(seed)")
  }

  @Test(arguments: [21, 22, 23, 24] as [UInt64])
  func `the order of rows changes no count`(seed: UInt64) {
    let grouping = Grouping.random(100, seed: seed)
    var numbers = SeededNumbers(seed: seed)
    var order = Array(grouping.indices)
    for index in order.indices.reversed() { order.swapAt(index, numbers.below(index + 1)) }
    var shuffled = Grouping()
    for row in order {
      shuffled.patients.append(grouping.patients[row])
      shuffled.persons.append(grouping.persons[row])
      shuffled.registrations.append(grouping.registrations[row])
      shuffled.households.append(grouping.households[row])
      shuffled.isTwin.append(grouping.isTwin[row])
      shuffled.isNamesake.append(grouping.isNamesake[row])
    }
    let (one, other) = (ClusteringScore(grouping.scored), ClusteringScore(shuffled.scored))
    #expect(one.falsePairs == other.falsePairs, "seed \(seed)")
    #expect(one.f1.numerator == other.f1.numerator, "seed \(seed)")
    #expect(one.crossRecall.numerator == other.crossRecall.numerator, "seed \(seed)")
    #expect(one.exactF1.numerator == other.exactF1.numerator, "seed \(seed)")
    #expect(one.bCubedF1 == other.bCubedF1, "seed \(seed)")
  }

  @Test(arguments: [31, 32, 33] as [UInt64])
  func `an interval holds its share and lies between 0 and 1`(seed: UInt64) throws {
    let score = ClusteringScore(Grouping.random(80, seed: seed).scored)
    for share in [score.precision, score.recall, score.f1, score.crossRecall, score.exactRecall] {
      let interval = try #require(share.interval)
      #expect(interval.contains(try #require(share.value)), "seed \(seed)")
      #expect(interval.lowerBound >= 0 && interval.upperBound <= 1, "seed \(seed)")
    }
  }
}

/// The same counts, pair by pair.
private struct NaiveCounts {
  var joined: UInt64 = 0
  var ofOnePerson: UInt64 = 0
  var right: UInt64 = 0
  var cross: UInt64 = 0
  var crossFound: UInt64 = 0
  var household: UInt64 = 0
  var twins: UInt64 = 0
  var namesakes: UInt64 = 0
  var exact: UInt64 = 0

  init(_ rows: Grouping) {
    for one in rows.indices {
      for other in rows.indices where other > one { take(one, other, rows) }
    }
    for patient in Set(rows.patients) {
      let own = rows.indices.filter { rows.patients[$0] == patient }
      let person = rows.persons[own[0]]
      if own == rows.indices.filter({ rows.persons[$0] == person }) { exact += 1 }
    }
  }

  private mutating func take(_ one: Int, _ other: Int, _ rows: Grouping) {
    let isJoined = rows.patients[one] == rows.patients[other]
    let isOne = rows.persons[one] == rows.persons[other]
    let isCross = rows.registrations[one] != rows.registrations[other]
    joined += isJoined ? 1 : 0
    ofOnePerson += isOne ? 1 : 0
    right += isJoined && isOne ? 1 : 0
    cross += isOne && isCross ? 1 : 0
    crossFound += isJoined && isOne && isCross ? 1 : 0
    guard isJoined, !isOne, rows.households[one] >= 0,
      rows.households[one] == rows.households[other]
    else { return }
    household += 1
    let areTwins = rows.isTwin[one] && rows.isTwin[other]
    twins += areTwins ? 1 : 0
    namesakes += rows.isNamesake[one] && rows.isNamesake[other] && !areTwins ? 1 : 0
  }
}
