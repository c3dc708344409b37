import CanonicalJSON
import Glibc
package import RecordModel

/// What a person decided about a night.
package struct NightDecision: Sendable, Equatable {
  /// The kinds there are; a closed list.
  package enum Kind: String, CaseIterable, Sendable {
    case drop, restore, publish, rollback
  }

  package var kind: Kind
  package var run: String
  package var export: ContentDigest?
  /// The reason in the person's own words.
  ///
  /// It may hold anything, so it is written into the log and shown nowhere else.
  package var because: String

  package init(kind: Kind, run: String, export: ContentDigest? = nil, because: String) {
    self.kind = kind
    self.run = run
    self.export = export
    self.because = because
  }
}

/// `decisions/nights.jsonl`: who decided what about a night, when, and why, one JSON line a decision.
///
/// A decision is written before it is acted on: one that a death cut short is here and not in the
/// ledger, and never the other way round. Lines are never changed.
package struct DecisionLog: Sendable {
  /// Where it lies in the workspace.
  package static let place = "decisions/nights.jsonl"

  let folder: WorkspaceFolder

  package init(_ folder: WorkspaceFolder) { self.folder = folder }

  /// Appends a decision, durably, with the user and the time; says the time, in UTC.
  ///
  /// The caller holds the workspace's lock.
  package func append(_ decision: NightDecision) throws(StoreError) -> String {
    let path = folder.file(Self.place)
    let isThere = try FileSystem.info(path) != nil
    let written = isThere ? try DurableFile.read(path) : []
    let when = Clock.utcText()
    var line = Self.line(decision, number: Self.lastNumber(written) + 1, when: when)
    // What a full disk or a death left of a line stays alone on its line.
    if let last = written.last, last != newLine { line.insert(newLine, at: 0) }
    let file = try OpenFile.appending(path)
    if try file.info().mode & 0o077 != 0 { try file.setMode(0o600) }
    try file.write(line.span)
    try file.synchronize()
    if !isThere { try FileSystem.syncFolder(folder.file("decisions")) }
    return when
  }

  private static func lastNumber(_ written: [UInt8]) -> Int {
    written.split(separator: newLine).compactMap { line in
      (try? JSONReader.read(Array(line).span))?["seq"]?.integer
    }.max() ?? 0
  }

  // Members in the order of their names.
  private static func line(_ decision: NightDecision, number: Int, when: String) -> [UInt8] {
    let user = getuid()
    var json = CanonicalJSONWriter()
    json.beginObject()
    json.name("because")
    json.string(decision.because)
    if let export = decision.export {
      json.name("export")
      json.string(export.hex)
    }
    json.name("kind")
    json.string(decision.kind.rawValue)
    json.name("run")
    json.string(decision.run)
    json.name("seq")
    json.integer(number)
    json.name("uid")
    json.integer(Int(user))
    json.name("when")
    json.string(when)
    json.name("who")
    json.string(userName(user))
    json.endObject()
    return json.bytes + [newLine]
  }

  // The account, not what the environment says; a container may have no name for it.
  private static func userName(_ user: uid_t) -> String {
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "uid \(user)" }
    return String(cString: name)
  }
}

private let newLine = UInt8(ascii: "\n")
