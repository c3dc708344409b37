import GRDB
import RecordModel

/// Reads typed values out of a row of the ledger; what does not fit is a damaged ledger.
extension Row {
  func digest(_ column: String) throws -> ContentDigest {
    try required(column, ContentDigest.init(hex:))
  }

  func date(_ column: String) throws -> PartialDate {
    try required(column, PartialDate.init(iso:))
  }

  func word<Value: RawRepresentable>(_ column: String) throws -> Value
  where Value.RawValue == String {
    try required(column, Value.init(rawValue:))
  }

  func count(_ column: String) throws -> UInt64 {
    guard let count = UInt64(exactly: self[column] as Int64) else { throw Self.unreadable }
    return count
  }

  private func required<Value>(_ column: String, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(self[column] as String) else { throw Self.unreadable }
    return value
  }

  private static let unreadable = LedgerError(
    .damaged,
    "state.db holds something that no version of chartlift wrote"
  )
}

/// A count as SQLite stores it.
func stored(_ count: UInt64) throws -> Int64 {
  guard let number = Int64(exactly: count) else {
    throw LedgerError(.conflict, "a count is beyond what the ledger can hold")
  }
  return number
}
