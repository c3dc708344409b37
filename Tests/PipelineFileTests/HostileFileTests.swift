import PipelineFile
import Testing

struct HostileFileTests {
  @Test func `bytes that are not UTF-8 are found where they are`() {
    let bytes = Array("pipeline: a\nsite: caf".utf8) + [0xE9, 0x0A]
    #expect(
      PipelineTexts.messages(bytes) == [
        "p.yaml:2:10: PIPE-01 the text is not UTF-8 here. Save the file as UTF-8 in your editor."
      ]
    )
  }

  @Test(arguments: ["\u{0}", "\u{7}", "\u{7F}", "\u{9F}", "\u{E000}", "\u{F8FF}", "\u{10FFFD}"])
  func `characters that nobody can see are found where they are`(character: String) {
    #expect(
      PipelineTexts.messages("a: b\r\nc: \(character)d\r\n") == [
        "p.yaml:2:4: PIPE-01 there is a character here that cannot be seen. Delete it and type the text again."
      ]
    )
  }

  @Test func `a byte order mark moves nothing`() throws {
    #expect(
      try PipelineTexts.read("\u{FEFF}" + PipelineTexts.example)
        == PipelineTexts.read(PipelineTexts.example)
    )
  }

  @Test func `a file over 1 MB is refused`() {
    let text = PipelineTexts.example + String(repeating: "# a comment\n", count: 90_000)
    #expect(
      PipelineTexts.messages(text) == [
        "p.yaml:1:1: PIPE-01 the file is larger than 1 MB. Move long code lists into CSV files, and name those with 'map:'."
      ]
    )
  }

  @Test func `aliases that multiply are stopped by their number`() {
    let lines = (1...40).map {
      "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]"
    }
    let messages = PipelineTexts.messages("a0: &a0 [x, x]\n" + lines.joined(separator: "\n"))
    #expect(
      messages.contains {
        $0.hasSuffix(
          "PIPE-01 the file has more than 100,000 values, aliases followed. Move long code lists into CSV files, and name those with 'map:'."
        )
      }
    )
  }

  @Test func `aliases that multiply are stopped when they are keys, too`() {
    let lines = (1...40).map {
      "? &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]\n: x"
    }
    let messages = PipelineTexts.messages("? &a0 [x, x]\n: x\n" + lines.joined(separator: "\n"))
    #expect(messages.contains { $0.contains("more than 100,000 values") })
  }

  @Test func `an alias of what it stands in names nothing`() {
    #expect(
      PipelineTexts.messages("a: &a [*a]\n").first
        == "p.yaml:1:1: PIPE-03 unknown key 'a' in the file. Write one of: pipeline, site, ingest, normalize, link, validate, bundle, publish."
    )
    #expect(
      PipelineTexts.messages("a: &a [*a]\n").last?.hasPrefix(
        "p.yaml:1:8: PIPE-01 '*a' names no anchor"
      ) == true
    )
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "], [40, 900, 200_000])
  func `deep nesting is answered`(opening: String, count: Int) {
    let messages = PipelineTexts.messages(String(repeating: opening, count: count))
    #expect(
      !messages.isEmpty
        && messages.allSatisfy { $0.hasPrefix("p.yaml:1:") || $0.hasPrefix("p.yaml:2:") }
    )
  }

  @Test func `a file full of mistakes is answered with a thousand of them`() {
    let lines = (0..<5_000).map { "someunknownkeythatislong\($0): x" }
    #expect(PipelineTexts.messages(lines.joined(separator: "\n")).count == 1_000)
  }
}
