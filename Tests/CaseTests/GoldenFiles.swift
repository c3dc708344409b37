import Foundation
import Testing

/// The `expected/` folder of a case: `stdout` and `stderr` where they exist, and what was published
/// (`out/`), refused (`quarantine/`) and found (`runs/`).
///
/// With `CHARTLIFT_GOLDEN=1` it is rewritten from what the real program did, and the diff is read.
struct GoldenFiles {
  let folder: URL

  private let isRewriting: Bool

  init(folder: URL, mayRewrite: Bool) {
    self.folder = folder
    isRewriting = mayRewrite && ProcessInfo.processInfo.environment["CHARTLIFT_GOLDEN"] == "1"
  }

  /// Settles what was printed, where the case has a file for it.
  func settle(_ printed: String, named name: String) throws {
    let file = folder.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    if isRewriting {
      try Data(printed.utf8).write(to: file)
    } else {
      let expected = try String(contentsOf: file, encoding: .utf8)
      #expect(printed == expected, "\(name) differs")
    }
  }

  /// Settles a folder of the workspace: those of its files that are looked at, byte for byte, and
  /// no others.
  func settle(_ tree: Tree, named name: String, looksAt: (String) -> Bool) throws {
    let golden = folder.appending(path: name)
    let made = tree.files.filter { looksAt($0.name) && !$0.content.isEmpty }
    if isRewriting { try rewrite(golden, with: made) }
    let expected = try Tree(at: golden)
    for (file, content) in expected.files {
      guard let found = made.first(where: { $0.name == file })?.content else {
        Issue.record("\(name)/\(file) is not there")
        continue
      }
      if found != content {
        Issue.record("\(name)/\(file) differs first at \(placeOfDifference(found, content))")
      }
    }
    for (file, _) in made where expected.content(of: file) == nil {
      Issue.record("\(name)/\(file) was not expected")
    }
  }

  private func rewrite(_ golden: URL, with made: [(name: String, content: Data)]) throws {
    let files = FileManager.default
    if files.fileExists(atPath: golden.path) { try files.removeItem(at: golden) }
    for (name, content) in made {
      let file = golden.appending(path: name)
      try files.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try content.write(to: file)
    }
  }

  private func placeOfDifference(_ left: Data, _ right: Data) -> String {
    let same = zip(left, right).prefix { $0 == $1 }.map(\.0)
    let line = same.count { $0 == UInt8(ascii: "\n") } + 1
    let column = same.count - (same.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
    return "line \(line), byte \(column)"
  }
}
