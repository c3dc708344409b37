import PipelineFile
import Testing

struct BrokenFileTests {
  /// A change of the example, and the messages it is answered with, in order.
  struct Case: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let messages: [String]

    init(_ old: String, _ new: String, _ messages: String...) {
      self.old = old
      self.new = new
      self.messages = messages
    }

    var testDescription: String { new }
  }

  @Test(arguments: BrokenKeys.cases + BrokenValues.cases + BrokenSources.cases)
  func `a mistake is answered with its place, its code and what to type`(broken: Case) throws {
    let text = PipelineTexts.example.replacing(broken.old, with: broken.new, maxReplacements: 1)
    try #require(text != PipelineTexts.example)
    #expect(PipelineTexts.messages(text) == broken.messages)
  }

  @Test(arguments: BrokenTexts.cases)
  func `a text that is no YAML is answered in our words`(broken: Case) {
    #expect(PipelineTexts.messages(broken.new) == broken.messages)
  }

  @Test func `all mistakes are found at once, in order of place`() {
    let text = PipelineTexts.example
      .replacing("ssn: SSN", with: "snn: SSN").replacing("partitions: 64", with: "partitions: 0")
      .replacing("site: https://", with: "site: ").replacing("frame: FRAME", with: "reel: FRAME")
    #expect(
      PipelineTexts.messages(text) == [
        "p.yaml:4:7: PIPE-07 'site': 'lakeside.example/charts' is not an absolute URI. Write for example: https://lakeside.example/charts",
        "p.yaml:20:7: PIPE-03 unknown field 'snn' in 'columns'. Did you mean 'ssn'?",
        "p.yaml:25:7: PIPE-02 'reel' is written twice, first in line 24. Keep one of the two.",
        "p.yaml:45:15: PIPE-07 'partitions': 0 is out of range. Write a number from 1 to 4096.",
      ]
    )
  }

  @Test func `keys written twice are all found, quoted or not, here and there`() {
    let messages = PipelineTexts.messages(
      PipelineTexts.small(
        source: ["trim: true", "\"trim\": true", "trim: true", "ignore: {ÄB: x, ÄB: y}"],
        columns: ["name: N", "name: M"]
      )
    )
    #expect(
      messages == [
        "p.yaml:8:5: PIPE-02 'trim' is written twice, first in line 7. Keep one of the two.",
        "p.yaml:9:5: PIPE-02 'trim' is written twice, first in line 7. Keep one of the two.",
        "p.yaml:10:21: PIPE-02 'ÄB' is written twice, first in line 10. Keep one of the two.",
        "p.yaml:13:7: PIPE-02 'name' is written twice, first in line 12. Keep one of the two.",
      ]
    )
  }

  @Test func `more twins than we look for are still one mistake`() {
    let twins = (0..<30).flatMap { ["a\($0): x", "a\($0): y"] }
    let messages = PipelineTexts.messages(twins.joined(separator: "\n"))
    #expect(messages.count == 1 && messages.first?.contains("PIPE-02 'a") == true)
  }

  @Test func `a file that is not there is said to be missing`() {
    let reader = PipelineReader(catalogue: PipelineTexts.catalogue, workspace: "/nowhere")
    let error = #expect(throws: PipelineProblems.self) { try reader.read(path: "/nowhere/p.yaml") }
    #expect(
      error?.problems.map(\.message) == [
        "/nowhere/p.yaml:1:1: PIPE-00 the pipeline file cannot be read: there is no such file. Name a pipeline file, for example: chartlift run Pipelines/starter.yaml"
      ]
    )
  }

  @Test(arguments: ["/", "/dev/zero", "/proc/self/mem"])
  func `what is no file is not read`(path: String) {
    let reader = PipelineReader(catalogue: PipelineTexts.catalogue, workspace: "/nowhere")
    let error = #expect(throws: PipelineProblems.self) { try reader.read(path: path) }
    #expect(error?.problems.map(\.code) == ["PIPE-00"])
  }
}
