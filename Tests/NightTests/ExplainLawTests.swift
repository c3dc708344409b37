import Engine
import Foundation
import Linkage
import Persons
import RecordModel
import Synthesis
import Testing

@testable import Night

/// What every explanation of a made-up index holds to.
struct ExplainLawTests {
  private static let seed: UInt64 = 20_261_122
  private static let records = 1_200

  @Test func `of 200 pairs the weights sum to the score, and what is kept apart says why`() throws {
    print("explained pairs: seed \(Self.seed), \(Self.records) records")
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "chartlift-explain-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let truth = try Self.deliver(to: folder)
    try withWorkspaceAsKept(folder.path, jobs: 2) { (bench) throws(NightError) in
      let persons = try KnownPersons(bench)
      let explanations = persons.explanations
      for (one, other) in Self.pairs(persons) {
        try Self.expect(explanations.pair(one, other), persons)
      }
      for pair in persons.linked.review.prefix(60) {
        let explained = explanations.pair(Int(pair.rows.first), Int(pair.rows.second))
        // What is shown is what linked.
        if pair.reason != .crowd { #expect(explained.score == pair.score) }
        #expect(!explained.isOnePerson && explained.isOnReviewList)
        try Self.expect(explained, persons)
      }
      let alike = try Self.twinsAndNamesakes(persons, truth)
      #expect(alike.count > 5, "too few twins and namesakes to show anything")
      for (one, other) in alike { try Self.expect(explanations.pair(one, other), persons) }
    }
  }

  /// Runs a night over a made-up index; gives the path of its truth.
  private static func deliver(to folder: URL) throws -> String {
    let (made, inbox) = (folder.appending(path: "made"), folder.appending(path: "inbox"))
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    _ = try SyntheticDelivery.write(
      SyntheticOrder(records: records, seed: seed, folder: made.path)
    )
    try FileManager.default.moveItem(
      at: made.appending(path: "index.csv"),
      to: inbox.appending(path: "index.csv")
    )
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let request = RunRequest(
      pipelinePath: root.appending(path: "Pipelines/synthesized.yaml").standardizedFileURL.path,
      workspace: folder.path,
      asOf: PartialDate(iso: "2026-11-21"),
      jobs: 2
    )
    _ = try NightRun(request, observer: SilentObserver()).run()
    return made.appending(path: "truth.csv").path
  }

  /// 100 pairs of any rows, and 100 of rows with one birth date.
  private static func pairs(_ persons: KnownPersons) -> [(Int, Int)] {
    let input = persons.linked.accounted.input
    var numbers = SeededNumbers(seed: seed)
    let byBirth = Dictionary(grouping: 0..<input.rowCount) { input.births[$0] }
    let groups = byBirth.filter { $0.key != 0 && $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map(\.value)
    var pairs: [(Int, Int)] = []
    while pairs.count < 200 {
      let rows =
        pairs.count < 100 ? Array(0..<input.rowCount) : groups.randomElement(using: &numbers) ?? []
      let (one, other) = (
        rows.randomElement(using: &numbers) ?? 0, rows.randomElement(using: &numbers) ?? 0
      )
      if one != other { pairs.append((one, other)) }
    }
    return pairs
  }

  /// Pairs of rows of twins and of namesakes of one household, who are two.
  private static func twinsAndNamesakes(
    _ persons: KnownPersons,
    _ path: String
  ) throws(NightError) -> [(Int, Int)] {
    let truth = try Truth(path, ScoreRequest(), workers: persons.bench.farm)
    let keys = try persons.bench.documentKeys(of: persons.linked)
    var rowOf: [Key128: Int] = [:]
    for (row, key) in keys.enumerated() { rowOf[key] = row }
    guard let households = truth.households, let twin = truth.isTwin,
      let namesake = truth.isNamesake
    else { return [] }
    var first: [[Key128]: (row: Int, person: Key128)] = [:]
    var pairs: [(Int, Int)] = []
    for entry in truth.ids.indices where twin[entry] || namesake[entry] {
      guard let row = rowOf[truth.ids[entry]] else { continue }
      let house = [households[entry], twin[entry] ? Key128(high: 1, low: 0) : .none]
      if let known = first[house] {
        if known.person != truth.persons[entry] { pairs.append((known.row, row)) }
      } else {
        first[house] = (row, truth.persons[entry])
      }
    }
    return Array(pairs.prefix(40))
  }

  private static func expect(
    _ pair: PairExplanation,
    _ persons: KnownPersons
  ) throws(NightError) {
    for rival in PairExplanation.Rival.allCases {
      let lane = rival.rawValue
      #expect(
        pair.comparisons.reduce(pair.priors[lane]) { $0 + $1.weights[lane] } == pair.sums[lane]
      )
    }
    #expect(pair.sums.sorted()[0] == pair.score)
    #expect(pair.sums[pair.strongest.rawValue] == pair.score)
    #expect(pair.strongest != pair.runnerUp)
    #expect(pair.sums[pair.runnerUp.rawValue] == pair.sums.sorted()[1])
    let (one, other) = (persons.id(ofRow: pair.rows.first), persons.id(ofRow: pair.rows.second))
    #expect(pair.isOnePerson == (one == other))
    #expect(pair.isOnePerson ? pair.tie != nil : !pair.partings.isEmpty)
    #expect(!pair.partings.contains(.order))
    // Registrations are joined by what some way between them says.
    if pair.tie == .others { #expect(pair.chain.count > 1) }
    if pair.isOnePerson, !pair.isOneRegistration { #expect(pair.join != nil) }
    try expectWords(try ExplainedPair(pair, false, persons), persons)
  }

  private static func expectWords(
    _ explained: ExplainedPair,
    _ persons: KnownPersons
  ) throws(NightError) {
    let pair = explained.pair
    let text = (explained.lines + [String(decoding: explained.json, as: UTF8.self)])
      .joined(separator: "\n")
    #expect(text.contains(pair.strongest.short) && text.contains(pair.runnerUp.short))
    if !pair.isOnePerson {
      let saysWhy =
        pair.vetoes.contains { explained.sentence.contains($0.words) }
        || explained.sentence.contains(pair.strongest.words) || pair.score >= pair.threshold
      #expect(saysWhy)
    }
    for rows in [pair.registrations.first, pair.registrations.second] {
      for (title, values) in try persons.values(ofRows: rows) where title != "sex" {
        // A short value may well be a part of some word of ours.
        for value in values where value.count > 4 {
          #expect(!text.uppercased().contains(value.uppercased()), "a value of a row: its \(title)")
        }
      }
    }
  }
}

/// Numbers that look random and are the same for a seed (Steele, Lea and Flood, SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
