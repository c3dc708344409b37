import CanonicalJSON
import GRDB
package import RecordModel

extension Ledger {
  /// What a stage made under this key; nil when it has not run with these inputs and settings.
  package func stageResult(key: ContentDigest) throws(LedgerError) -> StageResult? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT * FROM stage_result WHERE key = ?",
        arguments: [key.hex]
      ).map(Self.stageResult)
    }
  }

  /// Every result of a stage, in order of key.
  package func stageResults(stage: String) throws(LedgerError) -> [StageResult] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM stage_result WHERE stage = ? ORDER BY key",
        arguments: [stage]
      ).map(Self.stageResult)
    }
  }

  /// Notes a result.
  ///
  /// Its part is durable before this is called.
  package func record(_ result: StageResult) throws(LedgerError) { try record([result]) }

  /// Notes results, all or none.
  ///
  /// The same result again changes nothing. Another part under a known key is a conflict: equal
  /// inputs gave other bytes, so the stage's version was not raised.
  package func record(_ results: [StageResult]) throws(LedgerError) {
    try write { database in
      for result in results { try Self.insert(result, database) }
    }
  }

  /// Forgets a result, so that the stage runs again.
  package func forgetStageResult(key: ContentDigest) throws(LedgerError) {
    try write { database in
      try database.execute(sql: "DELETE FROM stage_result WHERE key = ?", arguments: [key.hex])
    }
  }

  private static func insert(_ result: StageResult, _ database: Database) throws {
    guard holdsOnlyTotals(result.summary) else {
      throw LedgerError(.conflict, "the summary of stage \(result.stage) holds more than totals")
    }
    try database.execute(
      sql: """
        INSERT INTO stage_result (key, stage, part, byte_count, rows, summary)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
        """,
      arguments: [
        result.key.hex, result.stage, result.part.hex, stored(result.byteCount),
        stored(result.rows), String(decoding: result.summary, as: UTF8.self),
      ]
    )
    guard database.changesCount == 0 else { return }
    let known = try String.fetchOne(
      database,
      sql: "SELECT part FROM stage_result WHERE key = ?",
      arguments: [result.key.hex]
    )
    guard known == result.part.hex else {
      throw LedgerError(
        .conflict,
        "stage \(result.stage) made another part of the same inputs; raise the stage's version"
      )
    }
  }

  static func stageResult(_ row: Row) throws -> StageResult {
    let summary: String = row["summary"]
    return StageResult(
      key: try row.digest("key"),
      stage: row["stage"],
      part: try row.digest("part"),
      byteCount: try row.count("byte_count"),
      rows: try row.count("rows"),
      summary: Array(summary.utf8)
    )
  }

  // No text may come in by this door: it is where a patient value would.
  private static func holdsOnlyTotals(_ summary: [UInt8]) -> Bool {
    guard let json = try? JSONReader.read(summary.span), json.members != nil else { return false }
    return isTotal(json)
  }

  private static func isTotal(_ value: JSONValue) -> Bool {
    switch value {
    case .null, .boolean, .number: true
    case .string(let text): ContentDigest(hex: text) != nil
    case .array(let elements): elements.allSatisfy(isTotal)
    case .object(let members): members.allSatisfy { isTotal($0.value) }
    }
  }
}
