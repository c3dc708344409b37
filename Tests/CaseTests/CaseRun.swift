import Foundation
import Testing

/// A case at work in its own workspace: takes the steps, then compares or rewrites what is expected.
struct CaseRun {
  let testCase: Case
  let workspace: URL
  /// What was printed, with each command before it.
  private(set) var stdout = ""
  private(set) var stderr = ""
  /// Says whether every step so far came out as the case says.
  private(set) var holds = true

  init(_ testCase: Case) throws {
    self.testCase = testCase
    workspace = try testCase.makeWorkspace()
  }

  /// Takes one step.
  mutating func take(_ step: CaseStep) throws {
    let files = FileManager.default
    switch step {
    case .run(let exit, let arguments): try run(arguments, expecting: exit)
    case .copy(let from, let to):
      try? files.removeItem(at: path(to))
      try files.createDirectory(
        at: path(to).deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try files.copyItem(at: path(from), to: path(to))
    case .remove(let name): try files.removeItem(at: path(name))
    case .present(let name):
      require(files.fileExists(atPath: path(name).path), "\(name) is missing")
    case .absent(let name):
      require(!files.fileExists(atPath: path(name).path), "\(name) exists")
    case .same(let left, let right):
      let (first, second) = try (Tree(at: path(left)), Tree(at: path(right)))
      require(!first.files.isEmpty, "\(left) is empty")
      let difference = first.firstDifference(from: second)
      require(difference == nil, "\(left) and \(right) differ in \(difference ?? "")")
    case .flip(let name, let offset):
      var content = try Data(contentsOf: path(name))
      content[offset] ^= 1
      try content.write(to: path(name), options: .atomic)
    case .erase(let name, let pattern):
      let content = try String(contentsOf: path(name), encoding: .utf8)
      let rest = content.replacing(try Regex(pattern), with: "")
      require(rest != content, "nothing in \(name) is like \(pattern)")
      try Data(rest.utf8).write(to: path(name), options: .atomic)
    }
  }

  private mutating func run(_ arguments: [String], expecting exit: Int32) throws {
    let outcome = try Program.run(arguments, in: workspace)
    let command = "$ chartlift \(arguments.joined(separator: " "))\n"
    stdout += command + hidingTime(outcome.stdout)
    stderr += command + hidingTime(outcome.stderr)
    require(
      outcome.exit == exit,
      "exit code \(outcome.exit) instead of \(exit) from\n\(command)\(outcome.stderr)"
    )
  }

  /// The moment of a decision differs from run to run: `TIME`.
  private func hidingTime(_ text: String) -> String {
    text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME")
  }

  private mutating func require(_ isTrue: Bool, _ complaint: String) {
    if isTrue { return }
    holds = false
    Issue.record("\(complaint)")
  }

  /// Compares what was printed, published, refused and found with `expected/`, or rewrites it when
  /// asked to.
  ///
  /// A case whose steps failed is never rewritten: its expectation stands.
  func settle() throws {
    let golden = GoldenFiles(folder: testCase.expected, mayRewrite: holds)
    try golden.settle(stdout, named: "stdout")
    try golden.settle(stderr, named: "stderr")
    try golden.settle(Tree(at: path("out/current")), named: "out") {
      // The manifest's digests say nothing that the bytes of the files do not.
      $0.hasPrefix("bundles/") || $0.hasPrefix("changes/")
    }
    try golden.settle(Tree(at: path("quarantine")), named: "quarantine") { _ in true }
    try golden.settle(Tree(at: path("runs")), named: "runs") { $0.hasSuffix("/findings.csv") }
  }

  /// No word of a patient may reach the terminal or the files of a run.
  func expectNoPrivateWord() throws {
    let words = try Case.privateWords()
    expectNone(of: words, in: stdout + stderr, place: "the terminal")
    for (name, content) in try Tree(at: path("runs")).files {
      expectNone(of: words, in: String(decoding: content, as: UTF8.self), place: "runs/\(name)")
    }
  }

  private func expectNone(of words: [String], in text: String, place: String) {
    let upper = text.uppercased()
    // The number of the word, not the word: this message is printed too.
    for (number, word) in words.enumerated() where upper.contains(word) {
      Issue.record("private word \(number + 1) is in \(place)")
    }
  }

  private func path(_ name: String) -> URL { workspace.appending(path: name) }
}
