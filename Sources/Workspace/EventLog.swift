import CanonicalJSON
import Glibc
package import RecordModel
import Synchronization

/// A stage of a run, as pipeline file, ledger and events spell it.
package enum StageName: String, CaseIterable, Sendable {
  case ingest, normalize, link, validate, bundle, publish
}

/// A code like `FILE-01`: letters, a hyphen and two digits, so that nothing else passes for one.
package struct EventCode: Sendable, Equatable {
  package let text: String

  /// Nil for anything that is not 2 to 8 capital letters, a hyphen and 2 digits.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2, (2...8).contains(parts[0].count), parts[1].count == 2,
      parts[0].allSatisfy({ (65...90).contains($0) }),
      parts[1].allSatisfy({ (48...57).contains($0) })
    else { return nil }
    self.text = text
  }
}

/// What can be noted about a run: a closed list.
///
/// Only numbers, codes and digests are free.
package enum RunEvent: Sendable {
  case runBegun(night: Int)
  case runEnded(exitCode: Int32)
  case exportLanded(ContentDigest, byteCount: UInt64)
  /// The content was here before and adds nothing.
  case exportKnown(ContentDigest)
  case exportLeftOut(EventCode)
  case stageBegun(StageName)
  /// The key is known: nothing was done.
  case stageReused(StageName, part: ContentDigest)
  case stageEnded(StageName, part: ContentDigest, rows: UInt64, milliseconds: UInt64)
  case booksBalanced(rows: UInt64)
  case booksUnbalanced(rows: UInt64)
  case limitExceeded(EventCode?, rows: UInt64)
  case staged(landings: Int)
  case published(manifest: ContentDigest)
  case adopted(manifest: ContentDigest)
  case treesPruned(Int)
}

/// `runs/<run>/events.jsonl`: what happened in a run, one JSON line an event, with the wall clock.
///
/// For people and monitors; it is never part of what is published. Safe on any thread.
package final class EventLog: Sendable {
  private let file: OpenFile
  private let sequence = Mutex<UInt64>(0)

  /// Opens the log of a run, to go on at its end.
  package init(_ folder: WorkspaceFolder, run: String) throws(StoreError) {
    let runFolder = try folder.runFolder(run)
    file = try OpenFile.appending("\(runFolder)/events.jsonl")
    try FileSystem.syncFolder(runFolder)
  }

  /// Appends one event, in one write.
  package func append(_ event: RunEvent) throws(StoreError) {
    try sequence.withLock { (last) throws(StoreError) in
      last += 1
      let line = EventLine(at: Clock.utcText(), sequence: last).bytes(event)
      try file.write(line.span)
    }
  }

  /// Makes the log durable.
  package func synchronize() throws(StoreError) { try file.synchronize() }
}

/// Spells one event.
private struct EventLine {
  let at: String
  let sequence: UInt64

  // Members in canonical order; those an event does not have are left out.
  private struct Members {
    var code: String?
    var digest: ContentDigest?
    var numbers: [(name: StaticString, value: Int64)] = []
    var stage: StageName?
  }

  func bytes(_ event: RunEvent) -> [UInt8] {
    let (name, members) = spelled(event)
    var all: [(name: String, value: JSONValue)] = [
      ("at", .string(at)), ("event", .string(name)), ("sequence", .number(String(sequence))),
    ]
    if let code = members.code { all.append(("code", .string(code))) }
    if let digest = members.digest { all.append(("digest", .string(digest.hex))) }
    if let stage = members.stage { all.append(("stage", .string(stage.rawValue))) }
    for number in members.numbers { all.append(("\(number.name)", .number(String(number.value)))) }
    let object = JSONValue.object(all.map { JSONMember(name: $0.name, value: $0.value) })
    return object.canonicalBytes + [UInt8(ascii: "\n")]
  }

  private func spelled(_ event: RunEvent) -> (String, Members) {
    switch event {
    case .runBegun(let night): ("run-begun", numbers(("night", Int64(night))))
    case .runEnded(let code): ("run-ended", numbers(("exitCode", Int64(code))))
    case .exportLanded(let digest, let bytes):
      ("export-landed", numbers(("bytes", Int64(clamping: bytes)), digest: digest))
    case .exportKnown(let digest): ("export-known", Members(digest: digest))
    case .exportLeftOut(let code): ("export-left-out", Members(code: code.text))
    case .stageBegun(let stage): ("stage-begun", Members(stage: stage))
    case .stageReused(let stage, let part): ("stage-reused", Members(digest: part, stage: stage))
    case .stageEnded(let stage, let part, let rows, let time):
      ("stage-ended", ended(stage, part, rows, time))
    case .booksBalanced(let rows): ("books-balanced", numbers(("rows", Int64(clamping: rows))))
    case .booksUnbalanced(let rows): ("books-unbalanced", numbers(("rows", Int64(clamping: rows))))
    case .limitExceeded(let code, let rows):
      ("limit-exceeded", numbers(("rows", Int64(clamping: rows)), code: code?.text))
    case .staged(let landings): ("staged", numbers(("landings", Int64(landings))))
    case .published(let manifest): ("published", Members(digest: manifest))
    case .adopted(let manifest): ("adopted", Members(digest: manifest))
    case .treesPruned(let count): ("trees-pruned", numbers(("trees", Int64(count))))
    }
  }

  private func numbers(
    _ number: (StaticString, Int64),
    code: String? = nil,
    digest: ContentDigest? = nil
  ) -> Members {
    Members(code: code, digest: digest, numbers: [(number.0, number.1)])
  }

  private func ended(
    _ stage: StageName,
    _ part: ContentDigest,
    _ rows: UInt64,
    _ time: UInt64
  ) -> Members {
    Members(
      digest: part,
      numbers: [("milliseconds", Int64(clamping: time)), ("rows", Int64(clamping: rows))],
      stage: stage
    )
  }
}
