import CanonicalJSON
import Digests
import Glibc
package import Persons
package import RecordModel

/// `decisions/persons.jsonl`: who said of which two rows that they are one person or two, when and why.
///
/// One canonical JSON line a decision, mode 0600. Each line carries the SHA-256 of the line before
/// it, so a line that was changed, taken out or put in shows. Lines are only ever added.
package struct DecisionBook: Sendable {
  /// Where it lies in the workspace.
  package static let place = "decisions/persons.jsonl"

  /// What the whole lines say, in order.
  package private(set) var decisions: [PersonDecision] = []
  /// The first line that is none of ours, and why; nothing after it was read.
  package private(set) var damage: (line: Int, reason: String)?
  /// Bytes at the end that a death left of a line; nobody ever acted on them.
  package private(set) var tornByteCount = 0
  /// The file without what is torn.
  private var whole: [UInt8] = []
  private var last = Self.noLine

  /// What the first line names as the line before it.
  private static let noLine = String(repeating: "0", count: 64)

  /// An empty book.
  package init() {}

  /// Reads the book of a workspace; one that is not there is empty.
  package init(_ folder: WorkspaceFolder) throws(StoreError) {
    let path = folder.file(Self.place)
    let isThere = try FileSystem.info(path) != nil
    self.init(bytes: isThere ? try DurableFile.read(path) : [])
  }

  init(bytes: [UInt8]) {
    let end = (bytes.lastIndex(of: newLine) ?? -1) + 1
    tornByteCount = bytes.count - end
    whole = Array(bytes[..<end])
    for line in whole.split(separator: newLine, omittingEmptySubsequences: false).dropLast() {
      if let reason = take(Array(line)) {
        damage = (decisions.count + 1, reason)
        return
      }
    }
  }

  /// Takes the next line; says what is wrong with it.
  private mutating func take(_ line: [UInt8]) -> String? {
    guard let json = try? JSONReader.read(line.span), json.canonicalBytes == line,
      let decision = Self.decision(json)
    else { return "it is no decision" }
    guard decision.sequence == decisions.count + 1 else {
      return "it has the number \(decision.sequence) instead of \(decisions.count + 1)"
    }
    guard json["previous"]?.text == last else {
      return "it does not follow the line before it as that one stands there"
    }
    if let back = decision.retracts, !(1..<decision.sequence).contains(back) {
      return "it takes back decision \(back), which is none"
    }
    last = ContentDigest(words: sha256(line.span)).hex
    decisions.append(decision)
    return nil
  }

  /// Appends decisions, durably, with their numbers, the account and the time.
  ///
  /// The caller holds the workspace's lock, and the book is whole but for a torn end, which goes.
  package mutating func append(
    _ new: [PersonDecision],
    in folder: WorkspaceFolder
  ) throws(StoreError) {
    guard !new.isEmpty else { return }
    var bytes: [UInt8] = []
    let when = Clock.utcText()
    for decision in new {
      var decision = decision
      decision.sequence = decisions.count + 1
      decision.when = when
      let line = Self.line(decision, after: last)
      last = ContentDigest(words: sha256(line.span)).hex
      decisions.append(decision)
      bytes += line + [newLine]
    }
    try write(bytes, to: folder)
    whole += bytes
  }

  private mutating func write(
    _ bytes: [UInt8],
    to folder: WorkspaceFolder
  ) throws(StoreError) {
    let path = folder.file(Self.place)
    guard tornByteCount == 0 else {
      try DurableFile.write((whole + bytes).span, to: path)
      tornByteCount = 0
      return
    }
    let isThere = try FileSystem.info(path) != nil
    let file = try OpenFile.appending(path)
    if try file.info().mode & 0o077 != 0 { try file.setMode(0o600) }
    try file.write(bytes.span)
    try file.synchronize()
    if !isThere { try FileSystem.syncFolder(folder.file("decisions")) }
  }

  /// The name of the account that types, not what the environment says; a container may have none.
  package static var account: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else {
      return "uid \(getuid())"
    }
    return String(cString: name)
  }
}

// MARK: - Lines

extension DecisionBook {
  private static func line(_ decision: PersonDecision, after last: String) -> [UInt8] {
    var members = [
      JSONMember(name: "because", value: .string(decision.because)),
      JSONMember(name: "kind", value: .string(decision.kind.rawValue)),
      JSONMember(name: "previous", value: .string(last)),
      JSONMember(name: "rowKeyA", value: .string(decision.rows.first.hex)),
      JSONMember(name: "rowKeyB", value: .string(decision.rows.second.hex)),
      JSONMember(name: "seq", value: .number(String(decision.sequence))),
      JSONMember(name: "uid", value: .number(String(getuid()))),
      JSONMember(name: "when", value: .string(decision.when)),
      JSONMember(name: "who", value: .string(decision.who)),
    ]
    if let back = decision.retracts {
      members.append(JSONMember(name: "retracts", value: .number(String(back))))
    }
    return JSONValue.object(members).canonicalBytes
  }

  private static func decision(_ json: JSONValue) -> PersonDecision? {
    guard let sequence = json["seq"]?.integer, let word = json["kind"]?.text,
      let kind = PersonDecision.Kind(rawValue: word),
      let first = RowKey(hex: json["rowKeyA"]?.text ?? ""),
      let second = RowKey(hex: json["rowKeyB"]?.text ?? ""),
      let who = json["who"]?.text, let when = json["when"]?.text,
      let because = json["because"]?.text
    else { return nil }
    let retracts = json["retracts"]?.integer
    guard (kind == .retract) == (retracts != nil) else { return nil }
    return PersonDecision(
      sequence: sequence,
      kind,
      rows: (first, second),
      retracts: retracts,
      who: who,
      when: when,
      because: because
    )
  }
}

extension Key128 {
  /// Reads 32 lower-case hexadecimal digits; nil for anything else.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 32,
      digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
      let high = UInt64(String(decoding: digits[..<16], as: UTF8.self), radix: 16),
      let low = UInt64(String(decoding: digits[16...], as: UTF8.self), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}

private let newLine = UInt8(ascii: "\n")
