import Glibc
package import RecordModel

/// The folder that holds everything chartlift knows: ledger, parts, layouts, decisions, models,
/// quarantine and what was noted about each run.
///
/// Its sub-folders are ours alone: mode 0700, whatever the umask, and never a link. The workspace
/// itself keeps the mode it has when it is already there, because exports may be delivered into it.
package struct WorkspaceFolder: Sendable {
  /// The path as it was given, without a slash at its end.
  package let path: String

  private static let ours = [
    "parts", "layouts", "quarantine", "runs", "tmp", "decisions", "models",
  ]

  /// Opens the workspace, and makes whatever folder of it is missing.
  package init(path: String) throws(StoreError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw StoreError(call: "open the workspace", path: path, code: EINVAL)
    }
    var trimmed = path
    while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
    try Self.makeRoot(trimmed)
    var isNew = false
    for name in Self.ours where try FileSystem.makeFolder(file(name)) { isNew = true }
    if try makePartFolders() { try FileSystem.syncFolder(file("parts")) }
    if isNew { try FileSystem.syncFolder(trimmed) }
  }

  /// A workspace that is only read: nothing is made, whatever is missing.
  package init(reading path: String) {
    var trimmed = path
    while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
  }

  /// The path of a file or folder of the workspace.
  package func file(_ relative: String) -> String {
    relative.hasPrefix("/") ? relative : "\(path)/\(relative)"
  }

  /// The folder of one run's report and events, made when it is missing.
  package func runFolder(_ run: String) throws(StoreError) -> String {
    try subfolder(run, of: "runs")
  }

  /// Removes what processes that have died left behind: folders in `tmp` and unfinished files.
  ///
  /// What a living process works on is locked and stays, also when it runs in another container.
  package func sweepTemporaries() throws(StoreError) {
    for name in try FolderListing.names(file("tmp")) {
      if TemporaryFile.isName(name) {
        try TemporaryFile.sweep(file("tmp/\(name)"))
      } else {
        try TemporaryFolder.sweep(file("tmp/\(name)"))
      }
    }
    try sweepFiles(in: path, depth: 0)
    for name in ["layouts", "decisions", "models"] { try sweepFiles(in: file(name), depth: 0) }
    for name in ["runs", "quarantine"] { try sweepFiles(in: file(name), depth: 1) }
  }

  /// A folder of ours one level down, made when it is missing.
  func subfolder(_ name: String, of parent: String) throws(StoreError) -> String {
    try FileSystem.checkName(name)
    let path = file("\(parent)/\(name)")
    if try FileSystem.makeFolder(path) { try FileSystem.syncFolder(file(parent)) }
    return path
  }

  private func sweepFiles(in folder: String, depth: Int) throws(StoreError) {
    for name in try FolderListing.names(folder) {
      if TemporaryFile.isName(name) {
        try TemporaryFile.sweep("\(folder)/\(name)")
      } else if depth > 0 {
        try sweepFiles(in: "\(folder)/\(name)", depth: depth - 1)
      }
    }
  }

  // A person may reach the workspace through a link; only what is inside it must be ours.
  private static func makeRoot(_ path: String) throws(StoreError) {
    var found = stat()
    if stat(path, &found) == 0 {
      guard found.st_mode & S_IFMT == S_IFDIR else {
        throw StoreError(call: "open the workspace", path: path, code: ENOTDIR)
      }
      return
    }
    try FileSystem.makeFolder(path)
  }

  // All 256 at once, so that no run pays for a folder and its fsync in the middle.
  private func makePartFolders() throws(StoreError) -> Bool {
    var isNew = false
    for first in "0123456789abcdef" {
      for second in "0123456789abcdef" {
        if try FileSystem.makeFolder(file("parts/\(first)\(second)")) { isNew = true }
      }
    }
    return isNew
  }
}
