import Glibc
package import RecordModel

/// Calls that change names: folders, links, renames, removals.
///
/// Links are never followed.
package enum FileSystem {
  /// What lies under a name, itself and not what it points to; nil when nothing does.
  static func info(_ path: String) throws(StoreError) -> FileInfo? {
    var found = stat()
    do throws(StoreError) {
      _ = try systemCall("lstat", path) { Int(lstat(path, &found)) }
      return FileInfo(found)
    } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
      return nil
    }
  }

  /// Makes a folder of mode 0700, or tightens the one that is there; says whether it was made.
  ///
  /// A link or a file in its place is an error.
  @discardableResult
  static func makeFolder(_ path: String) throws(StoreError) -> Bool {
    do throws(StoreError) {
      _ = try systemCall("mkdir", path) { Int(mkdir(path, 0o700)) }
      return true
    } catch {
      guard error.code == EEXIST else { throw error }
    }
    guard let found = try info(path), found.isFolder else {
      throw StoreError(call: "mkdir", path: path, code: ENOTDIR)
    }
    if found.mode & 0o077 != 0 { try OpenFile.folder(path).setMode(0o700) }
    return false
  }

  /// Makes the names in a folder durable.
  static func syncFolder(_ path: String) throws(StoreError) {
    try OpenFile.folder(path).synchronize()
  }

  /// Gives a file or folder another name, in one step.
  static func rename(_ from: String, to path: String) throws(StoreError) {
    _ = try systemCall("rename", path) { Int(Glibc.rename(from, path)) }
  }

  /// Gives a file a second name.
  static func link(_ from: String, to path: String) throws(StoreError) {
    _ = try systemCall("link", path) { Int(Glibc.link(from, path)) }
  }

  /// Makes a symbolic link.
  static func symlink(to target: String, at path: String) throws(StoreError) {
    _ = try systemCall("symlink", path) { Int(Glibc.symlink(target, path)) }
  }

  /// What a symbolic link says; nil when there is none.
  static func target(of path: String) throws(StoreError) -> String? {
    guard let found = try info(path), found.isLink else { return nil }
    let longest = Int(PATH_MAX)
    var text = [CChar](repeating: 0, count: longest)
    let count = try systemCall("readlink", path) { readlink(path, &text, longest) }
    return String(decoding: text[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a file or link, if it is there.
  static func remove(_ path: String) throws(StoreError) {
    do throws(StoreError) {
      _ = try systemCall("unlink", path) { Int(unlink(path)) }
    } catch {
      guard error.code == ENOENT else { throw error }
    }
  }

  /// Removes a file, or a folder and all that is in it.
  ///
  /// Links are removed, not followed.
  static func removeTree(_ path: String) throws(StoreError) {
    guard let found = try info(path) else { return }
    guard found.isFolder else { return try remove(path) }
    for entry in try FolderListing.entries(path) {
      // A name that no text can say cannot be removed by a path; `rmdir` below then says "not empty".
      guard entry.isExact else { continue }
      try removeTree("\(path)/\(entry.name)")
    }
    _ = try systemCall("rmdir", path) { Int(rmdir(path)) }
  }

  /// Bytes that may still be written to the file system of a path.
  package static func freeBytes(_ path: String) throws(StoreError) -> UInt64 {
    var found = statvfs()
    _ = try systemCall("statvfs", path) { Int(statvfs(path, &found)) }
    let (bytes, overflows) = UInt64(found.f_bavail)
      .multipliedReportingOverflow(by: UInt64(found.f_frsize))
    return overflows ? .max : bytes
  }

  /// Refuses a name that is not one plain component of a path: empty, hidden, or with a slash or control character.
  static func checkName(_ name: String) throws(StoreError) {
    let isPlain =
      !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 200
      && name.utf8.allSatisfy { $0 > 0x1F && $0 != 0x7F && $0 != UInt8(ascii: "/") }
    guard isPlain else { throw StoreError(call: "name a file", path: name, code: EINVAL) }
  }
}
