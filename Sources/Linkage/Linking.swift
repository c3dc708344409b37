package import Persons
package import RecordModel

/// Links rows into persons: registrations first, then registrations that are one person.
///
/// The result depends on the rows, the decisions and the model alone: not on workers, nor on the order in
/// which rows were delivered.
package enum Linking {
  /// Raised whenever the same rows could be linked otherwise; part of the stage key.
  package static let version = 2

  /// Decides which rows are one person.
  package static func link(_ input: LinkInput, workers: some Workers) -> LinkResult {
    let registrations = Registrations.group(input, workers: workers)
    let index = LinkIndex(input, first: registrations.firstRows, workers: workers)
    let model = LinkModel.standard
    let scores = PairScores(index, model, keeping: model.reviewFrom, workers: workers)
    let clusters = Clusters(
      index,
      model,
      pairs: scores.pairs,
      together: registrations.together(index.table),
      vetoes: Vetoes(
        overlays: registrations.overlayNumbers(index.table),
        apart: input.decisions.filter { $0.kind == .cannotLink }.map {
          (index.table.ofRow[Int($0.rows.first)], index.table.ofRow[Int($0.rows.second)])
        }
      ),
      workers: workers
    )
    return result(registrations, index, clusters, scores, model)
  }

  private static func result(
    _ registrations: GroupedRows,
    _ index: LinkIndex,
    _ clusters: Clusters,
    _ scores: PairScores,
    _ model: LinkModel
  ) -> LinkResult {
    let table = index.table
    var persons = [UInt32](repeating: 0, count: table.count)
    var count: UInt32 = 0
    for registration in 0..<table.count {
      let least = Int(clusters.leastOf[registration])
      if least == registration {
        persons[registration] = count
        count += 1
      } else {
        persons[registration] = persons[least]
      }
    }
    var result = LinkResult(
      personOfRow: table.ofRow.map { persons[Int($0)] },
      personCount: Int(count),
      overlays: registrations.overlays
    )
    result.unclearMerges = registrations.unclearMerges
    result.registrationOfRow = registrations.firstRows
    result.review = review(clusters, scores, table, model)
    return result
  }

  /// Pairs to look at: those between the thresholds, and those that were held; highest score first.
  private static func review(
    _ clusters: Clusters,
    _ scores: PairScores,
    _ table: RegistrationTable,
    _ model: LinkModel
  ) -> [ReviewPair] {
    let between = scores.pairs.lazy.filter { $0.score < model.threshold }.map {
      (pair: $0, reason: ReviewPair.Reason.score)
    }
    var review: [ReviewPair] = []
    for (pair, reason) in Array(between) + clusters.held
    where clusters.leastOf[Int(pair.first)] != clusters.leastOf[Int(pair.second)] {
      let rows = (
        table.rows(of: Int(pair.first)).first ?? 0, table.rows(of: Int(pair.second)).first ?? 0
      )
      review.append(ReviewPair(rows: rows, score: pair.score, reason: reason))
    }
    review.sort { left, right in
      (right.score, left.rows.first, left.rows.second, left.reason.rawValue)
        < (left.score, right.rows.first, right.rows.second, right.reason.rawValue)
    }
    return review
  }
}

extension LinkIndex {
  /// Gathers what rows say, registration by registration, and puts registrations into blocks.
  init(_ input: LinkInput, first: [UInt32], workers: some Workers) {
    let rowNames = RowNames(input)
    let facts = NameFacts(rowNames.index, LinkModel.standard.names)
    let table = RegistrationTable(input, first: first, names: rowNames)
    self.table = table
    self.names = rowNames.index
    self.facts = facts
    blocks = Blocks(
      table,
      BlockingKeys(facts),
      cap: LinkModel.standard.blockCap,
      nights: EntryNights(input: input, names: rowNames),
      workers: workers
    )
  }
}

extension LinkModel {
  /// What links until an index is large enough to train a model of its own.
  static let standard = LinkModel(
    .experience,
    priors: SIMD4(-19_000, -2_600, 4_600, 4_600),
    names: .census,
    expected: 1_000_000
  )
}
