import CanonicalJSON
import RecordModel
import Testing

@testable import Workspace

struct EventLogTests {
  @Test func `each event is one line of canonical JSON with its number`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let log = try EventLog(folder, run: "2026-11-21-n1")
    try log.append(.runBegun(night: 3))
    try log.append(.exportLeftOut(try #require(EventCode("FILE-01"))))
    try log.append(.stageEnded(.link, part: name(5), rows: 7, milliseconds: 9))
    try log.synchronize()
    let path = folder.file("runs/2026-11-21-n1/events.jsonl")
    let lines = try text(path).split(separator: "\n").map { Array($0.utf8) }
    let events = try lines.map { try JSONReader.read($0) }
    #expect(events.map(\.canonicalBytes) == lines)
    #expect(events.compactMap { $0["sequence"]?.integer } == [1, 2, 3])
    #expect(
      events.compactMap { $0["event"]?.text } == ["run-begun", "export-left-out", "stage-ended"]
    )
    #expect(events[0]["night"]?.integer == 3)
    #expect(events[1]["code"]?.text == "FILE-01")
    #expect(events[2]["stage"]?.text == "link" && events[2]["digest"]?.text == name(5).hex)
    #expect(events[2]["rows"]?.integer == 7 && events[2]["milliseconds"]?.integer == 9)
    #expect(try FileSystem.info(path)?.mode == 0o600)
  }

  @Test func `a log is gone on with, and lines of many threads do not mix`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    try EventLog(folder, run: "run").append(.booksBalanced(rows: 1))
    let log = try EventLog(folder, run: "run")
    onThreads(4) { _ in
      for _ in 0..<50 { try? log.append(.published(manifest: name(1))) }
    }
    let lines = try text(folder.file("runs/run/events.jsonl")).split(separator: "\n")
    #expect(lines.count == 201)
    for line in lines { _ = try JSONReader.read(Array(line.utf8)) }
  }

  @Test(arguments: [
    "", "FILE", "FILE-1", "FILE-001", "file-01", "F-01", "FILE-0A", "O'BRIEN-01", "A B-01",
  ])
  func `what is no code cannot be noted`(text: String) {
    #expect(EventCode(text) == nil)
  }
}
