import Scoring
import Testing

/// Measures against figures worked out by hand.
struct ClusteringScoreTests {
  /// Persons A A A, B B, C; patients {A A} {A B} {B} {C}; the first two A are one registration.
  private var example: Grouping {
    Grouping(
      patients: [0, 0, 1, 1, 2, 3],
      persons: [0, 0, 0, 1, 1, 2],
      registrations: [0, 0, 1, 2, 3, 4],
      households: [7, 7, 7, 7, 7, -1],
      isTwin: [true, true, true, true, true, false],
      isNamesake: [false, false, false, false, false, false]
    )
  }

  @Test func `pairs, registrations and whole persons are counted as by hand`() {
    let score = ClusteringScore(example.scored)
    // Joined: AA, AB. Of one person: three of A, one of B.
    #expect((score.precision.numerator, score.precision.denominator) == (1, 2))
    #expect((score.recall.numerator, score.recall.denominator) == (1, 4))
    #expect((score.f1.numerator, score.f1.denominator) == (2, 6))
    // Across registrations there are two of A's pairs and B's one; none was joined.
    #expect((score.crossRecall.numerator, score.crossRecall.denominator) == (0, 3))
    #expect((score.exactPrecision.numerator, score.exactPrecision.denominator) == (1, 4))
    #expect((score.exactRecall.numerator, score.exactRecall.denominator) == (1, 3))
    #expect((score.persons, score.patients, score.rows) == (3, 4, 6))
  }

  @Test func `B-cubed is the mean over rows`() throws {
    let score = ClusteringScore(example.scored)
    // Precision 1 1 1/2 1/2 1 1, recall 2/3 2/3 1/3 1/2 1/2 1.
    let (precision, recall) = (5.0 / 6, (5.0 / 3 + 2) / 6)
    #expect(abs(try #require(score.bCubedPrecision) - precision) < 1e-12)
    #expect(abs(try #require(score.bCubedRecall) - recall) < 1e-12)
    let f1 = 2 * precision * recall / (precision + recall)
    #expect(abs(try #require(score.bCubedF1) - f1) < 1e-12)
  }

  @Test func `a false pair is of twins when both are, and of a household when both live there`() {
    var rows = example.scored
    #expect(ClusteringScore(rows).falsePairs.inHousehold == 1)
    #expect(ClusteringScore(rows).falsePairs.twins == 1)
    #expect(ClusteringScore(rows).falsePairs.namesakes == 0)
    rows.isTwin = [true, true, true, false, true, false]
    #expect(ClusteringScore(rows).falsePairs.twins == 0)
    rows.households = nil
    #expect(ClusteringScore(rows).falsePairs.inHousehold == nil)
    #expect(ClusteringScore(rows).falsePairs.count == 1)
  }

  @Test func `perfect linkage scores 1, and its interval still allows for faults`() throws {
    var grouping = example
    grouping.patients = grouping.persons
    let score = ClusteringScore(grouping.scored)
    #expect(score.precision.value == 1 && score.crossRecall.value == 1 && score.exactF1.value == 1)
    #expect(score.bCubedF1 == 1)
    let interval = try #require(score.precision.interval)
    #expect(interval.upperBound == 1 && interval.lowerBound < 1)
  }

  @Test func `without pairs there is no precision rather than a good one`() {
    let grouping = Grouping(
      patients: [0, 1],
      persons: [0, 0],
      registrations: [0, 1],
      households: [-1, -1],
      isTwin: [false, false],
      isNamesake: [false, false]
    )
    let score = ClusteringScore(grouping.scored)
    #expect(score.precision.value == nil && score.precision.interval == nil)
    #expect(score.recall.value == 0)
    #expect(ClusteringScore(Grouping().scored).bCubedF1 == nil)
  }

  @Test func `one wrong link of large persons widens the interval more than it costs`() throws {
    // 40 patients of 10 rows, of which one is half another person's; or 45 false pairs one by one.
    var together = Grouping()
    for row in 0..<400 { add(patient: row / 10, person: row < 5 ? 100 : row / 10, to: &together) }
    let score = ClusteringScore(together.scored)
    #expect(score.precision.numerator == 40 * 45 - 25)
    let interval = try #require(score.precision.interval)
    let alone = 2 * 1.96 * (0.0137 / 1800).squareRoot()
    #expect(interval.upperBound - interval.lowerBound > 2 * alone)
    #expect(interval.contains(try #require(score.precision.value)))
  }

  private func add(patient: Int, person: Int, to grouping: inout Grouping) {
    grouping.patients.append(patient)
    grouping.persons.append(person)
    grouping.registrations.append(person)
    grouping.households.append(-1)
    grouping.isTwin.append(false)
    grouping.isNamesake.append(false)
  }
}
