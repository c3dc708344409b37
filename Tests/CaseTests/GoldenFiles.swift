import Foundation
import Testing

/// The `expected/` folder of a case: `stdout` and `stderr` where they exist, and files below `out/`.
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

  /// Settles the published tree: the files below `expected/out/`, byte for byte.
  func settle(tree: Tree) throws {
    let golden = folder.appending(path: "out")
    if isRewriting { try rewrite(golden, from: tree) }
    for (name, content) in try Tree(at: golden).files {
      guard let published = tree.content(of: name) else {
        Issue.record("\(name) was not published")
        continue
      }
      if published != content {
        Issue.record("\(name) differs first at \(placeOfDifference(published, content))")
      }
    }
  }

  /// Keeps bundles and changes; the manifest's digests say nothing that their bytes do not.
  private func rewrite(_ golden: URL, from tree: Tree) throws {
    let files = FileManager.default
    if files.fileExists(atPath: golden.path) { try files.removeItem(at: golden) }
    for (name, content) in tree.files
    where !content.isEmpty && (name.hasPrefix("bundles/") || name.hasPrefix("changes/")) {
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
