import GRDB
import RecordModel

/// Why the ledger cannot be read or written: a code and a sentence.
///
/// Never a value of a row.
package struct LedgerError: Error, Sendable, Equatable {
  /// What went wrong, for the exit code.
  package enum Problem: String, CaseIterable, Sendable {
    /// A later chartlift wrote it.
    case newerVersion = "LEDGER-01"
    /// It is no ledger, or damaged.
    case damaged = "LEDGER-02"
    case noSpace = "LEDGER-03"
    case inputOutput = "LEDGER-04"
    /// Another process keeps it.
    case busy = "LEDGER-05"
    /// What should be written contradicts what is there.
    case conflict = "LEDGER-06"
    case cannotOpen = "LEDGER-07"
  }

  package let problem: Problem
  /// What is wrong and what to do, without a full stop.
  package let sentence: String

  /// The stable code: `LEDGER-03`.
  package var code: String { problem.rawValue }

  /// Code and sentence.
  package var message: String { "\(code) \(sentence)." }

  package init(_ problem: Problem, _ sentence: String) {
    self.problem = problem
    self.sentence = sentence
  }

  init(_ error: StoreError) {
    self.init(.cannotOpen, "\(error.call) \(error.path): error \(error.code)")
  }

  /// Keeps what SQLite reports but its text, which can quote.
  init(_ error: any Error) {
    if let known = error as? LedgerError {
      self = known
    } else if let known = error as? StoreError {
      self.init(known)
    } else if let known = error as? DatabaseError {
      self.init(known)
    } else {
      self.init(.damaged, "state.db holds something that no version of chartlift wrote")
    }
  }

  private init(_ error: DatabaseError) {
    let number = "SQLite \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        .noSpace,
        "no space left for state.db (\(number)); make room and run the same command again"
      )
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_SCHEMA, .SQLITE_ERROR:
      self.init(.damaged, "state.db is damaged or no ledger (\(number)); restore it from a backup")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.busy, "another process keeps state.db (\(number)); run again when it is done")
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
      self.init(.conflict, "state.db already says otherwise (\(number))")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
      self.init(
        .cannotOpen,
        "state.db cannot be opened for writing (\(number)); see its owner and mode"
      )
    default:
      self.init(
        .inputOutput,
        "state.db cannot be read or written (\(number)); make sure that the disk is well and has"
          + " room, and run the same command again"
      )
    }
  }
}
