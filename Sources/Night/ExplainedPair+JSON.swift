import CanonicalJSON
import Linkage
import RecordModel

extension ExplainedPair {
  /// The same as canonical JSON, in milli-bits; never with values.
  package var json: [UInt8] {
    let members: [(String, JSONValue)] = [
      ("comparisons", .array(pair.comparisons.map(Self.json))),
      ("onePatient", .boolean(pair.isOnePerson)),
      ("oneRegistration", .boolean(pair.isOneRegistration)),
      ("onReviewList", .boolean(pair.isOnReviewList)),
      ("partings", .array(pair.partings.map { .string($0.name) })),
      ("passes", .array(pair.passes.map(Self.json))),
      ("priors", Self.lanes(pair.priors)),
      ("reasons", .array(reasons.map { .string($0) })),
      ("reviewFrom", Self.number(pair.reviewFrom)),
      (
        "rows",
        .array([
          Self.json(rows.first, pair.registrations.first.count),
          Self.json(rows.second, pair.registrations.second.count),
        ])
      ),
      ("runnerUp", .string(pair.runnerUp.name)),
      ("score", Self.number(pair.score)),
      ("sentence", .string(sentence)),
      ("strongest", .string(pair.strongest.name)),
      ("sums", Self.lanes(pair.sums)),
      ("threshold", Self.number(pair.threshold)),
      ("vetoes", .array(pair.vetoes.map { .string($0.words) })),
    ]
    return Self.object(members).canonicalBytes
  }

  private static func json(_ compared: PairExplanation.Weighed) -> JSONValue {
    object([
      ("level", number(compared.level)),
      ("name", .string(compared.name)),
      ("rarity", lanes(compared.rarity)),
      ("weights", lanes(compared.weights)),
      ("words", .string(compared.words)),
    ])
  }

  private static func json(_ pass: PairExplanation.Pass) -> JSONValue {
    object([
      ("compared", .boolean(pass.isCompared)),
      ("number", number(pass.number)),
      ("registrations", number(pass.blockSize)),
      ("words", .string(pass.words)),
    ])
  }

  static func json(_ row: ExplainedRow, _ rows: Int) -> JSONValue {
    object([
      ("export", .string(row.export)),
      ("key", .string(row.key.hex)),
      ("line", number(row.line)),
      ("patient", .string(row.patient.uuidText)),
      ("row", number(row.ordinal)),
      ("rowsOfRegistration", number(rows)),
      ("source", .string(row.source)),
    ])
  }

  private static func lanes(_ values: [Int32]) -> JSONValue {
    object(PairExplanation.Rival.allCases.map { ($0.name, number(values[$0.rawValue])) })
  }

  static func number(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

  static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONMember(name: $0.0, value: $0.1) })
  }
}

extension PairExplanation.Parting {
  /// One word for JSON.
  fileprivate var name: String {
    switch self {
    case .score: "score"
    case .neverCompared: "neverCompared"
    case .veto: "veto"
    case .vetoOfOthers: "vetoOfOthers"
    case .rivals: "rivals"
    case .average: "average"
    case .crowd: "crowd"
    case .order: "order"
    }
  }
}
