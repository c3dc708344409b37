import Foundation

/// The files below a folder, by relative path.
///
/// A folder that is not there has none.
struct Tree: Sendable {
  private(set) var files: [(name: String, content: Data)] = []

  init(at folder: URL) throws {
    let top = folder.resolvingSymlinksInPath()
    guard let names = FileManager.default.subpaths(atPath: top.path) else { return }
    for name in names.sorted() {
      let file = top.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files.append((name, try Data(contentsOf: file)))
    }
  }

  /// The same tree without some of its files.
  func without(_ isUnwanted: (String) -> Bool) -> Tree {
    var tree = self
    tree.files.removeAll { isUnwanted($0.name) }
    return tree
  }

  /// The content of a file, or nil.
  func content(of name: String) -> Data? { files.first { $0.name == name }?.content }

  /// The first file that the other tree does not have, or not with these bytes; nil for equal trees.
  func firstDifference(from other: Tree) -> String? {
    for (name, content) in files where other.content(of: name) != content { return name }
    return other.files.first { content(of: $0.name) == nil }?.name
  }
}
