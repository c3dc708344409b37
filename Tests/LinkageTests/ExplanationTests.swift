import Linkage
import Persons
import RecordModel
import Testing

/// What an explanation says of made-up registrations.
struct ExplanationTests {
  /// A registration of one row.
  private func person(
    _ number: Int,
    _ given: String,
    _ family: String,
    born: String = "1960-01-15",
    _ change: (inout LinkRow) -> Void = { _ in }
  ) -> LinkRow {
    .of(number, number) {
      ($0.given, $0.family, $0.birth) = (given, family, day(born))
      ($0.phone, $0.address, $0.district) = (33, 44, 55)
      change(&$0)
    }
  }

  /// Links rows and explains two of them; what is shown must add up.
  private func explain(
    _ rows: [LinkRow],
    _ pair: (Int, Int) = (0, 1),
    deciding decision: LinkDecision.Kind? = nil
  ) -> PairExplanation {
    var input = linkInput(rows)
    if let decision {
      input.decisions = [
        LinkDecision(decision, rows: (UInt32(pair.0), UInt32(pair.1)), sequence: 3)
      ]
    }
    let result = Linking.link(input, workers: OneWorker())
    let explained = Explanations(input, result, workers: OneWorker()).pair(pair.0, pair.1)
    expectSum(explained)
    return explained
  }

  private func expectSum(_ pair: PairExplanation) {
    for rival in PairExplanation.Rival.allCases {
      let lane = rival.rawValue
      let sum = pair.comparisons.reduce(pair.priors[lane]) { $0 + $1.weights[lane] }
      #expect(sum == pair.sums[lane])
    }
    #expect(pair.score == pair.sums.min())
    #expect(pair.sums[pair.strongest.rawValue] == pair.score)
    let others = PairExplanation.Rival.allCases.filter { $0 != pair.strongest }
    #expect(pair.sums[pair.runnerUp.rawValue] == others.map { pair.sums[$0.rawValue] }.min())
  }

  @Test func `twins of one house would have to be twins`() {
    let pair = explain([
      person(1, "CAROL", "TOLLIVANTE") { $0.sex = .female },
      person(2, "PETER", "TOLLIVANTE") { $0.sex = .male },
    ])
    #expect(!pair.isOnePerson)
    #expect(pair.strongest == .twin)
    #expect(pair.partings == [.score])
    #expect(pair.wasCompared)
    #expect(pair.comparisons.first { $0.name == "given" }?.words == "different")
  }

  @Test func `two suffixes forbid that father and son are one`() {
    let pair = explain([
      person(1, "DAN", "TOLLIVANTE") { $0.generation = .senior },
      person(2, "DAN", "TOLLIVANTE") { $0.generation = .junior },
    ])
    #expect(!pair.isOnePerson)
    #expect(pair.vetoes == [.contradiction(.generation)])
    #expect(pair.partings.first == .veto)
  }

  @Test func `father and son without suffixes would have to be namesakes of one house`() {
    let pair = explain([
      person(1, "ULYSSES", "TOLLIVANTE", born: "1931-06-06") { $0.sex = .male },
      person(2, "ULYSSES", "TOLLIVANTE", born: "1960-01-15") { $0.sex = .male },
    ])
    #expect(!pair.isOnePerson)
    #expect(pair.strongest == .namesake)
    #expect(pair.vetoes.isEmpty)
  }

  @Test func `two of a common name and nothing else are strangers`() {
    let pair = explain([
      person(1, "MARY", "SMITH", born: "1931-06-06"),
      person(2, "MARY", "SMITH") { ($0.phone, $0.address, $0.district) = (1, 2, 3) },
    ])
    #expect(!pair.isOnePerson)
    #expect(pair.strongest == .unrelated)
    let family = pair.comparisons.first { $0.name == "family" }
    #expect(family?.rarity[0] ?? 0 > 0)
    #expect(family?.rarity[1...] == [0, 0, 0])
  }

  @Test func `names in each other's place still make one patient`() {
    let pair = explain([
      person(1, "OSWIN", "BRIARWICK") { $0.ssn = 268_417_701 },
      person(2, "BRIARWICK", "OSWIN") { $0.ssn = 268_417_701 },
    ])
    #expect(pair.isOnePerson)
    #expect(pair.tie == .score)
    #expect(pair.score >= pair.threshold)
    #expect(pair.partings.isEmpty)
    for name in ["given", "family"] {
      let words = pair.comparisons.first { $0.name == name }?.words
      #expect(words == "given and family name stand in each other's place")
    }
    #expect(pair.join?.average == min(15_000, pair.score))
  }

  @Test func `two newborns without a name are kept apart for that`() {
    let pair = explain([person(1, "", "TOLLIVANTE"), person(2, "", "TOLLIVANTE")])
    #expect(!pair.isOnePerson)
    #expect(pair.vetoes == [.contradiction(.newborns)])
  }

  @Test func `strangers without anything in common were never compared`() {
    let pair = explain([
      person(1, "CAROL", "TOLLIVANTE"),
      person(2, "NILS", "OSTERLUND", born: "1988-11-17") {
        ($0.phone, $0.address, $0.district) = (1, 2, 3)
      },
    ])
    #expect(pair.passes.isEmpty)
    #expect(pair.partings.contains(.neverCompared))
    #expect(pair.vetoes == [.contradiction(.nothingEqual)])
  }

  @Test func `a decision is named by its number, either way`() {
    let rows = [
      person(1, "CAROL", "TOLLIVANTE"), person(2, "CAROL", "TOLLIVANTE"),
      person(3, "NILS", "OSTERLUND", born: "1988-11-17"),
    ]
    let apart = explain(rows, deciding: .cannotLink)
    #expect(!apart.isOnePerson)
    #expect(apart.vetoes == [.decision(3)])
    #expect(apart.score >= apart.threshold)
    let together = explain(rows, (0, 2), deciding: .mustLink)
    #expect(together.tie == .decision(3))
    #expect(together.join?.isDecided == true)
  }

  @Test func `a merge is named by the row that says so`() {
    let pair = explain([
      person(1, "CAROL", "TOLLIVANTE"),
      person(2, "NILS", "OSTERLUND", born: "1988-11-17") {
        $0.merged = Key128(high: 0, low: 1)
      },
    ])
    #expect(pair.tie == .merge(row: 1))
  }

  @Test func `rows of one registration are compared by themselves`() {
    let pair = explain([
      .of(1, 0) { ($0.given, $0.family) = ("CAROL", "TOLLIVANTE") },
      .of(1, 1) { ($0.given, $0.family) = ("CAROL", "TOLLIVANTE") },
    ])
    #expect(pair.isOneRegistration)
    #expect(pair.tie == .registration)
    #expect(pair.comparisons[0].words == "equal")
  }

  @Test func `a third registration joins two that would not do alone, and the way is shown`() {
    let woman: (inout LinkRow) -> Void = { $0.sex = .female }
    let rows = [
      person(1, "DOROTHEA", "TOLLIVANTE", born: "1950-03-04", woman),
      person(2, "DOROTHEA", "OSTERLUND", born: "1950-03-04") {
        woman(&$0)
        ($0.maiden, $0.ssn) = ("TOLLIVANTE", 268_417_701)
      },
      LinkRow.of(3, 3) {
        woman(&$0)
        ($0.given, $0.family, $0.ssn) = ("DOROTHEA", "OSTERLUND", 268_417_701)
        $0.district = 55
      },
    ]
    let pair = explain(rows, (0, 2))
    #expect(pair.isOnePerson)
    #expect(pair.tie == .others)
    #expect(pair.score < pair.threshold)
    #expect(pair.chain.map(\.from) == [0, 1] && pair.chain.map(\.to) == [1, 2])
    #expect(pair.join.map { $0.average >= pair.threshold } == true)
  }

  @Test func `what other registrations of two patients say against them is told`() {
    // A decision makes somebody else one with the first of two who are alike.
    var input = linkInput([
      person(1, "DOROTHEA", "TOLLIVANTE"), person(2, "DOROTHEA", "TOLLIVANTE"),
      person(3, "NILS", "OSTERLUND", born: "1988-11-17") {
        ($0.phone, $0.address, $0.district) = (1, 2, 3)
      },
    ])
    input.decisions = [LinkDecision(.mustLink, rows: (0, 2), sequence: 1)]
    let result = Linking.link(input, workers: OneWorker())
    let pair = Explanations(input, result, workers: OneWorker()).pair(0, 1)
    expectSum(pair)
    #expect(pair.score >= pair.threshold)
    let veto = PairExplanation.Veto.contradiction(.nothingEqual)
    #expect(pair.partings.first == .vetoOfOthers(first: 2, second: 1, veto))
  }

  @Test func `where a father and a son fit equally well, the other one is named`() {
    let rows = [
      person(1, "DAN", "TOLLIVANTE") { $0.birth = 0 },
      person(2, "DAN", "TOLLIVANTE", born: "1931-06-06") { $0.generation = .senior },
      person(3, "DAN", "TOLLIVANTE", born: "1960-01-15") { $0.generation = .junior },
    ]
    #expect(explain(rows, (0, 1)).partings == [.rivals([2])])
    #expect(explain(rows, (0, 2)).partings == [.rivals([1])])
  }

  @Test func `a crowd is called one`() {
    let rows = (1...201).map { person($0, "CAROL", "TOLLIVANTE") }
    for pair in [explain(rows, (0, 1)), explain(rows, (7, 200))] {
      #expect(pair.score >= pair.threshold)
      #expect(pair.partings == [.crowd])
    }
  }

  @Test func `of two patients the registrations that are most alike are found`() {
    let input = linkInput([
      person(1, "CAROL", "TOLLIVANTE") { $0.generation = .senior },
      person(2, "NILS", "OSTERLUND", born: "1988-11-17"),
      person(3, "CAROL", "TOLLIVANTE") { $0.generation = .junior },
    ])
    var decided = input
    decided.decisions = [LinkDecision(.mustLink, rows: (0, 1), sequence: 1)]
    let result = Linking.link(decided, workers: OneWorker())
    let explanations = Explanations(decided, result, workers: OneWorker())
    #expect(explanations.closest(1, 2) == (0, 2))
    #expect(explanations.firstRows(ofPersonOfRow: 1) == [0, 1])
    let ties = explanations.ties(ofPersonOfRow: 0)
    #expect(ties.map(\.other) == [1, 0])
    #expect(ties.allSatisfy { $0.isDecided })
  }

  @Test func `a block over the cap is named where it keeps two apart`() {
    // Of 401 with one address and nothing else, the last is not compared there.
    let rows = (0...400).map { number in
      LinkRow.of(number + 1, number) { ($0.given, $0.address) = ("X", 44) }
    }
    let pair = explain(rows, (0, 400))
    let pass = pair.passes.first { $0.words == "address" }
    #expect(pass?.blockSize == 401)
    #expect(pass?.isCompared == false)
    #expect(explain(rows, (0, 399)).passes.first { $0.words == "address" }?.isCompared == true)
  }
}
