import Engine
import Linkage
import Persons
import RecordModel
import Scoring

/// What linkage made of the rows, held against a truth or against labelled pairs.
///
/// Numbers and names of columns only: no value of a row.
package struct LinkageScore: Sendable {
  /// The outcome against a truth.
  struct AgainstTruth: Sendable {
    var truth: Truth
    var matching: TruthMatching
    var ours: ClusteringScore
    var baseline: ClusteringScore?
    /// With ids that no row has as patients of their own; nil when every id has a row.
    var withMissing: ClusteringScore?
    /// In millionths; nil while the link stage does not say.
    var expectedPrecision: UInt64?
  }

  /// The outcome for labelled pairs.
  struct AgainstPairs: Sendable {
    var file: String
    var ours: PairScoring
    var baseline: PairScoring?
    var incomplete: Int
    var damaged: Int
  }

  let pipeline: String
  /// Known rows, live and withdrawn, and the patients they were linked to.
  let rows: Int
  let patients: Int
  private(set) var againstTruth: AgainstTruth?
  private(set) var againstPairs: AgainstPairs?
  /// What the baseline did, in words; nil without one.
  private(set) var baselineWords: [String] = []

  /// Links the landings and compares.
  ///
  /// - Throws: `SCORE-01` to `SCORE-06` when a file cannot be used or speaks of no row.
  init(
    _ request: ScoreRequest,
    _ landings: (rows: [RowsOfLanding], night: Int),
    _ bench: Workbench
  ) throws(NightError) {
    // A file that cannot be used is told before the work, not after it.
    var truth: Truth?
    if let path = request.truth { truth = try Truth(path, request, workers: bench.farm) }
    var labelled: LabelledPairs?
    if let path = request.pairs { labelled = try LabelledPairs(path, workers: bench.farm) }
    let linked = try bench.link(landings.rows, night: landings.night)
    let keys = try bench.documentKeys(of: linked)
    pipeline = bench.settings.name
    rows = keys.count
    patients = linked.index.count
    let baseline = request.hasBaseline ? CMSRules.link(linked.accounted.input) : nil
    if baseline != nil { baselineWords = CMSRules.words }
    if let truth {
      againstTruth = Self.compare(linked, baseline, keys, truth)
      try requireRows(request)
    }
    if let labelled, let path = request.pairs {
      againstPairs = Self.compare(linked, baseline, keys, labelled, path)
    }
  }

  private static func compare(
    _ linked: LinkedPersons,
    _ baseline: [UInt32]?,
    _ keys: [Key128],
    _ truth: Truth
  ) -> AgainstTruth {
    let matching = TruthMatching(keys, isWithdrawn: linked.accounted.isWithdrawn, truth)
    let (ours, numbers) = (linked.patientOfRow, linked.accounted.input.numbers)
    return AgainstTruth(
      truth: truth,
      matching: matching,
      ours: ClusteringScore(matching.scored(patients: ours, numbers: numbers, truth)),
      baseline: baseline.map {
        ClusteringScore(matching.scored(patients: $0, numbers: numbers, truth))
      },
      withMissing: matching.entriesWithoutRow.isEmpty
        ? nil
        : ClusteringScore(
          matching.scored(patients: ours, numbers: numbers, truth, addsMissing: true)
        ),
      expectedPrecision: linked.expectedPrecision
    )
  }

  private static func compare(
    _ linked: LinkedPersons,
    _ baseline: [UInt32]?,
    _ keys: [Key128],
    _ labelled: LabelledPairs,
    _ path: String
  ) -> AgainstPairs {
    var live = keys
    for row in live.indices where linked.accounted.isWithdrawn[row] { live[row] = .none }
    let zones = ResultZones(linked)
    return AgainstPairs(
      file: path.split(separator: "/").last.map(String.init) ?? path,
      ours: PairScoring(labelled, keys: live) { zones.zone($0, $1) },
      baseline: baseline.map { patients in
        PairScoring(labelled, keys: live) { patients[$0] == patients[$1] ? .match : .not }
      },
      incomplete: labelled.incomplete,
      damaged: labelled.damaged
    )
  }

  private func requireRows(_ request: ScoreRequest) throws(NightError) {
    guard let found = againstTruth, found.matching.meetings.isEmpty else { return }
    let hint =
      found.matching.rowsWithoutID > 0
      ? "Rows without a document id: \(found.matching.rowsWithoutID); map the column that names a row"
        + " to 'document-id' in the pipeline file"
      : "Look whether \(found.truth.columnWords) are the right columns (--id NAME, --person NAME)"
    throw NightError(
      .inputUnusable,
      "SCORE-06 no row of the exports has an id that stands in \(request.truth ?? "the truth"),"
        + " so there is nothing to score. \(hint)."
    )
  }
}

/// The zone of two rows in the result: one patient, a pair to review, or neither.
struct ResultZones: Sendable {
  private let patients: [UInt32]
  private let registrations: [UInt32]
  /// Pairs of registrations to review, smaller first row in the upper half, ascending.
  private let review: [UInt64]

  init(_ linked: LinkedPersons) {
    patients = linked.patientOfRow
    registrations = linked.registrationOfRow
    review = linked.review.map { Self.key($0.rows.first, $0.rows.second) }.sorted()
  }

  func zone(_ left: Int, _ right: Int) -> PairZone {
    if patients[left] == patients[right] { return .match }
    return isInReview(registration(left), registration(right)) ? .possible : .not
  }

  private func registration(_ row: Int) -> UInt32 {
    registrations.isEmpty ? UInt32(truncatingIfNeeded: row) : registrations[row]
  }

  private func isInReview(_ left: UInt32, _ right: UInt32) -> Bool {
    let key = Self.key(left, right)
    var (low, high) = (0, review.count)
    while low < high {
      let middle = (low + high) / 2
      if review[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < review.count && review[low] == key
  }

  private static func key(_ left: UInt32, _ right: UInt32) -> UInt64 {
    UInt64(min(left, right)) << 32 | UInt64(max(left, right))
  }
}
