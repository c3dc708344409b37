package import Persons
package import RecordModel

/// Explains pairs of rows of one linkage, after the fact: what was compared, weighed and decided.
///
/// Made once for any number of pairs. Weights are asked of the model itself, so what is shown is what
/// linked; nothing here decides anything.
package struct Explanations: Sendable {
  let input: LinkInput
  let result: LinkResult
  let index: LinkIndex
  let model: LinkModel
  let vetoes: Vetoes
  /// Pairs of registrations that somebody's word makes one person.
  let together: [(UInt32, UInt32)]
  let names: RowNames
  /// For each registration its person.
  let persons: [UInt32]

  /// Gathers the registrations of `input` anew; `result` is what linkage made of its rows.
  package init(_ input: LinkInput, _ result: LinkResult, workers: some Workers) {
    self.input = input
    self.result = result
    model = LinkModel.standard
    let grouped = Registrations.group(input, workers: workers)
    names = RowNames(input)
    index = LinkIndex(comparing: input, first: grouped.firstRows, names)
    let table = index.table
    together = grouped.together(table)
    vetoes = Vetoes(
      overlays: grouped.overlayNumbers(table),
      apart: input.decisions.filter { $0.kind == .cannotLink }.map {
        (table.ofRow[Int($0.rows.first)], table.ofRow[Int($0.rows.second)])
      }
    )
    persons = (0..<table.count).map { result.personOfRow[Int(table.rows(of: $0).first ?? 0)] }
  }

  /// Explains two rows.
  package func pair(_ first: Int, _ second: Int) -> PairExplanation {
    let (one, other) = (Int(index.table.ofRow[first]), Int(index.table.ofRow[second]))
    // Rows of one registration were never weighed: each by itself is compared then.
    let found =
      one == other ? compare(words(ofRow: first), words(ofRow: second)) : compare(one, other)
    var pair = weighed(found.pattern)
    pair.rows = (first, second)
    pair.registrations = (Array(index.table.rows(of: one)), Array(index.table.rows(of: other)))
    pair.isOneRegistration = one == other
    pair.isOnePerson = result.personOfRow[first] == result.personOfRow[second]
    guard one != other else {
      pair.tie = .registration
      return pair
    }
    pair.vetoes = vetoes(one, other, found.contradiction)
    pair.passes = passes(one, other)
    if pair.isOnePerson {
      explainJoin(one, other, &pair)
    } else {
      explainParting(one, other, &pair)
    }
    return pair
  }

  /// Of all pairs of registrations of two persons, first rows of the one that scores highest.
  ///
  /// The persons are those of two rows; equal scores go to the lowest rows.
  package func closest(_ first: Int, _ second: Int) -> (first: Int, second: Int) {
    let (left, right) = (registrations(ofPersonOfRow: first), registrations(ofPersonOfRow: second))
    var best: (score: Int32, first: UInt32, second: UInt32)?
    index.withComparison { comparison, words in
      for one in left {
        let view = RegistrationView(words, index.table.starts[Int(one)])
        for other in right {
          let score = model.score(
            comparison.pattern(view, RegistrationView(words, index.table.starts[Int(other)]))
          )
          if best.map({ score > $0.score }) ?? true { best = (score, one, other) }
        }
      }
    }
    guard let best else { return (first, second) }
    return (Int(firstRow(best.first)), Int(firstRow(best.second)))
  }

  /// The first row of every registration of a row's person, ascending.
  package func firstRows(ofPersonOfRow row: Int) -> [Int] {
    registrations(ofPersonOfRow: row).map { Int(firstRow($0)) }
  }

  /// The rows of a row's registration, ascending.
  package func rows(ofRegistrationOfRow row: Int) -> [UInt32] {
    Array(index.table.rows(of: Int(index.table.ofRow[row])))
  }

  // MARK: - What both say

  /// The pattern's weights against each rival, comparison by comparison.
  private func weighed(_ pattern: Pattern) -> PairExplanation {
    let priors = model.rivals(Pattern())
    let comparisons = Comparison.allCases.map { comparison in
      // What a comparison weighs is what a pattern weighs that has nothing else.
      let (bare, whole) = Self.only(comparison, of: pattern)
      let (own, all) = (model.rivals(bare) &- priors, model.rivals(whole) &- priors)
      return PairExplanation.Weighed(
        name: comparison.name,
        title: comparison.title,
        level: pattern.level(comparison),
        words: comparison.words[pattern.level(comparison)],
        weights: Self.lanes(all),
        rarity: Self.lanes(all &- own)
      )
    }
    let sums = Self.lanes(model.rivals(pattern))
    let order = PairExplanation.Rival.ordered(sums)
    return PairExplanation(
      rows: (0, 0),
      registrations: ([], []),
      isOneRegistration: false,
      isOnePerson: false,
      priors: Self.lanes(priors),
      comparisons: comparisons,
      sums: sums,
      score: model.score(pattern),
      strongest: order[0],
      runnerUp: order[1],
      threshold: model.threshold,
      reviewFrom: model.reviewFrom,
      margin: model.margin
    )
  }

  /// The pattern with one comparison alone, without and with the rarity of its name.
  private static func only(
    _ comparison: Comparison,
    of pattern: Pattern
  ) -> (bare: Pattern, whole: Pattern) {
    var bare = Pattern()
    bare.set(comparison, UInt8(truncatingIfNeeded: pattern.level(comparison)))
    var whole = bare
    if comparison == .given { whole.givenRarity = pattern.givenRarity }
    if comparison == .family { whole.familyRarity = pattern.familyRarity }
    return (bare, whole)
  }

  private static func lanes(_ vector: SIMD4<Int32>) -> [Int32] {
    vector.indices.map { vector[$0] }
  }

  private func words(ofRow row: Int) -> [UInt32] {
    var (gathered, words) = (GatheredValues(), [UInt32]())
    gathered.take(row, input, names)
    gathered.append(to: &words)
    return words
  }

  private typealias Compared = (pattern: Pattern, contradiction: Contradiction?)

  /// What two registrations say that forbids that they are one person.
  func compareRegistrations(_ one: Int, _ other: Int) -> Contradiction? {
    compare(one, other).contradiction
  }

  private func compare(_ one: Int, _ other: Int) -> Compared {
    let table = index.table
    func words(_ registration: Int) -> [UInt32] {
      Array(table.words[Int(table.starts[registration])..<Int(table.starts[registration + 1])])
    }
    return compare(words(one), words(other))
  }

  private func compare(_ one: [UInt32], _ other: [UInt32]) -> Compared {
    var compared: Compared = (Pattern(), nil)
    index.withComparison { comparison, _ in
      one.withUnsafeBufferPointer { one in
        other.withUnsafeBufferPointer { other in
          guard let one = one.baseAddress, let other = other.baseAddress else { return }
          let (left, right) = (RegistrationView(one, 0), RegistrationView(other, 0))
          let pattern = comparison.pattern(left, right)
          compared = (pattern, Vetoes.contradiction(pattern, left, right))
        }
      }
    }
    return compared
  }

  /// The rival that two registrations score lowest against.
  func strongestRival(_ one: Int, _ other: Int) -> PairExplanation.Rival {
    PairExplanation.Rival.ordered(Self.lanes(model.rivals(compare(one, other).pattern)))[0]
  }

  // MARK: - Persons

  func firstRow(_ registration: UInt32) -> UInt32 {
    index.table.rows(of: Int(registration)).first ?? 0
  }

  func registrations(ofPersonOfRow row: Int) -> [UInt32] {
    let person = result.personOfRow[row]
    return persons.indices.filter { persons[$0] == person }.map { UInt32(truncatingIfNeeded: $0) }
  }
}

extension LinkIndex {
  /// Registrations that are compared without having been put into blocks.
  init(comparing input: LinkInput, first: [UInt32], _ names: RowNames) {
    let table = RegistrationTable(input, first: first, names: names)
    self.init(
      table: table,
      names: names.index,
      facts: NameFacts(names.index, LinkModel.standard.names),
      blocks: .none
    )
  }
}
