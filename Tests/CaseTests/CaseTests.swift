import Foundation
import Testing

/// Every folder of `Fixtures/cases`, given to the real program.
struct CaseTests {
  @Test(arguments: Case.all)
  func `the program does what the case says`(testCase: Case) throws {
    var run = try CaseRun(testCase)
    defer { try? FileManager.default.removeItem(at: run.workspace) }
    for step in try testCase.steps() { try run.take(step) }
    try run.settle()
    try run.expectNoPrivateWord()
  }

  @Test
  func `there are cases, and each says what it shows`() throws {
    #expect(!Case.all.isEmpty)
    for testCase in Case.all {
      let sentence = try String(
        contentsOf: testCase.folder.appending(path: "case.md"),
        encoding: .utf8
      )
      #expect(sentence.count > 20, "\(testCase.name)/case.md says nothing")
    }
  }
}

extension Case: CustomTestStringConvertible {
  var testDescription: String { name }
}
