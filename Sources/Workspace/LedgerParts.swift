import GRDB
import RecordModel

extension Ledger {
  /// What every stage made, ordered by key: the parts that the ledger knows.
  package func allStageResults() throws(LedgerError) -> [StageResult] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM stage_result ORDER BY key")
        .map(Self.stageResult)
    }
  }
}
