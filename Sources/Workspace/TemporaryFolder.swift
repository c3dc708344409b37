import Glibc
package import RecordModel

/// A private folder `tmp/<pid>` for the time of one command: removed at its end, or by the next
/// command when this one dies.
///
/// The owner holds a lock on the folder as long as it lives.
package final class TemporaryFolder: Sendable {
  package let path: String
  private let folder: OpenFile
  /// `tmp` itself, when it was missing: it goes with the folder unless somebody uses it by then.
  private let madeRoot: String?

  /// Makes an empty folder of mode 0700 in the workspace's `tmp`, and that when it is missing.
  package init(in workspace: WorkspaceFolder) throws(StoreError) {
    let root = workspace.file("tmp")
    madeRoot = try FileSystem.makeFolder(root) ? root : nil
    folder = try Self.make(in: root)
    path = folder.path
  }

  deinit {
    // A folder that cannot be removed now is swept by the next command.
    _ = try? FileSystem.removeTree(path)
    if let madeRoot { _ = rmdir(madeRoot) }
  }

  // A folder of this name may be a dead namesake's, or belong to the same number in another container.
  private static func make(in parent: String) throws(StoreError) -> OpenFile {
    var attempt = 0
    while true {
      let path = attempt == 0 ? "\(parent)/\(getpid())" : "\(parent)/\(getpid())-\(attempt)"
      attempt += 1
      do throws(StoreError) {
        _ = try systemCall("mkdir", path) { Int(mkdir(path, 0o700)) }
        let folder = try OpenFile.folder(path)
        if try folder.take(.exclusive), try folder.info().links > 0 { return folder }
      } catch {
        guard error.code == EEXIST || error.code == ENOENT, attempt < 10_000 else { throw error }
      }
    }
  }

  /// Removes the folder of a process that has died.
  static func sweep(_ path: String) throws(StoreError) {
    guard let found = try FileSystem.info(path) else { return }
    guard found.isFolder else { return try FileSystem.remove(path) }
    let folder = try OpenFile.folder(path)
    if try folder.take(.exclusive) { try FileSystem.removeTree(path) }
  }
}
