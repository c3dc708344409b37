import Glibc
import RecordModel

/// Copies a ledger that another process may be writing.
enum LedgerCopy {
  /// Copies the database and its log as they were at one moment.
  ///
  /// They were, when neither changed from before the first byte to after the last. A writer commits
  /// a few times a minute, so a second attempt is rare; after a hundred the error is `EBUSY`.
  static func make(from path: String, to copy: String) throws(StoreError) {
    guard try FileSystem.info(path) != nil else { return }
    for _ in 0..<100 {
      let before = try state(of: path)
      try copyFile("\(path)-wal", to: "\(copy)-wal")
      try copyFile(path, to: copy)
      if try state(of: path) == before { return }
    }
    throw StoreError(call: "copy", path: path, code: EBUSY)
  }

  private static func state(of path: String) throws(StoreError) -> [FileInfo?] {
    [try FileSystem.info(path), try FileSystem.info("\(path)-wal")]
  }

  private static func copyFile(_ path: String, to copy: String) throws(StoreError) {
    try FileSystem.remove(copy)
    guard try FileSystem.info(path) != nil else { return }
    let target = try OpenFile.creating(copy)
    do throws(StoreError) {
      let file = try OpenFile.reading(path)
      try file.readAll { (piece) throws(StoreError) in try target.write(piece) }
    } catch {
      // The log goes when its last writer does: the comparison of the states finds out.
      guard error.code == ENOENT else { throw error }
    }
  }
}
