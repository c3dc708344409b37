import CanonicalJSON
import RecordModel
import Testing

@testable import Workspace

struct DecisionLogTests {
  @Test func `every decision is one line, numbered, with who, when and why, closed to others`()
    throws
  {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let log = DecisionLog(folder)
    let why = "a \"quoted\" word,\nanother line, and {\"kind\":\"none\"}"
    let when = try log.append(
      NightDecision(kind: .drop, run: "2026-11-21-n1", export: name(7), because: why)
    )
    _ = try log.append(NightDecision(kind: .rollback, run: "2026-11-21-n1", because: "again"))

    let path = folder.file("decisions/nights.jsonl")
    let lines = try text(path).split(separator: "\n")
    #expect(lines.count == 2)
    let first = try JSONReader.read(Array(lines[0].utf8).span)
    #expect(first["because"]?.text == why)
    #expect(first["export"]?.text == name(7).hex)
    #expect(first["kind"]?.text == "drop")
    #expect(first["run"]?.text == "2026-11-21-n1")
    #expect(first["seq"]?.integer == 1)
    #expect(first["when"]?.text == when)
    #expect(first["who"]?.text?.isEmpty == false)
    #expect(first["uid"]?.integer != nil)
    #expect(first.canonicalBytes == Array(lines[0].utf8))
    let second = try JSONReader.read(Array(lines[1].utf8).span)
    #expect(second["seq"]?.integer == 2)
    #expect(second["export"] == nil)
    #expect(try FileSystem.info(path)?.mode == 0o600)
  }

  @Test func `a line cut short by a full disk stays alone and spoils no other`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let log = DecisionLog(folder)
    let decision = NightDecision(kind: .publish, run: "2026-11-21-n1", because: "checked")
    _ = try log.append(decision)
    let path = folder.file("decisions/nights.jsonl")
    let whole = try text(path)
    try scratch.deliver(whole + whole.prefix(20), as: path)

    _ = try log.append(decision)
    let lines = try text(path).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1] == whole.prefix(20))
    #expect(try JSONReader.read(Array(lines[2].utf8).span)["seq"]?.integer == 2)
    #expect(try FileSystem.info(path)?.mode == 0o600)
  }
}
