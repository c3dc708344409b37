import Glibc
import RecordModel

/// A file in the making: it has a hidden name until everything that belongs with it is written too.
///
/// Let go before `keep`, it is removed.
final class SyntheticFile {
  let path: String
  private let hidden: String
  private var descriptor: CInt
  private var buffer: [UInt8] = []
  private static let pieceSize = 1 << 20

  /// Makes the file; one that another process is still making is an error (`EWOULDBLOCK`).
  init(folder: String, name: String) throws(StoreError) {
    (path, hidden) = ("\(folder)/\(name)", "\(folder)/.\(name).partial")
    let hidden = hidden
    descriptor = CInt(
      try call("open", hidden) {
        Int(open(hidden, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600))
      }
    )
    let file = descriptor
    do throws(StoreError) {
      _ = try call("lock", hidden) { Int(flock(file, LOCK_EX | LOCK_NB)) }
      _ = try call("ftruncate", hidden) { Int(ftruncate(file, 0)) }
    } catch {
      close(file)
      descriptor = -1
      throw error
    }
    buffer.reserveCapacity(Self.pieceSize + 4096)
  }

  deinit { discard() }

  /// Adds bytes by calling `body` with the buffer.
  func append(_ body: (inout [UInt8]) -> Void) throws(StoreError) {
    body(&buffer)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Makes what was written durable, still under the hidden name.
  func finish() throws(StoreError) {
    try flush()
    buffer = []
    let file = descriptor
    _ = try call("fsync", path) { Int(fsync(file)) }
  }

  /// Gives the finished file its name.
  func keep() throws(StoreError) {
    let (hidden, path) = (hidden, path)
    _ = try call("rename", path) { Int(rename(hidden, path)) }
    close(descriptor)
    descriptor = -1
  }

  private func discard() {
    guard descriptor >= 0 else { return }
    unlink(hidden)
    close(descriptor)
    descriptor = -1
  }

  private func flush() throws(StoreError) {
    let (file, path) = (descriptor, path)
    var done = 0
    while done < buffer.count {
      let written = try call("write", path) {
        buffer.withUnsafeBytes {
          Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done)
        }
      }
      guard written > 0 else { throw StoreError(call: "write", path: path, code: EIO) }
      done += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Folders and names of a made-up delivery.
enum SyntheticFolder {
  /// Makes a folder unless it is there; says whether it was made.
  static func make(_ path: String) throws(StoreError) -> Bool {
    do throws(StoreError) {
      _ = try call("mkdir", path) { Int(mkdir(path, 0o700)) }
      return true
    } catch {
      var found = stat()
      guard error.code == EEXIST, stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else {
        throw error
      }
      return false
    }
  }

  /// Says whether anything lies under a name, be it a link to nowhere.
  static func holds(_ path: String) -> Bool {
    var found = stat()
    return lstat(path, &found) == 0
  }

  /// Makes the names in a folder durable.
  static func synchronize(_ path: String) throws(StoreError) {
    let folder = CInt(
      try call("open", path) { Int(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) }
    )
    defer { close(folder) }
    _ = try call("fsync", path) { Int(fsync(folder)) }
  }

  /// Removes a folder that is empty.
  static func removeEmpty(_ path: String) { rmdir(path) }
}

/// Makes a system call, again as long as a signal interrupts it.
private func call(_ name: String, _ path: String, _ body: () -> Int) throws(StoreError) -> Int {
  while true {
    let result = body()
    if result >= 0 { return result }
    let code = errno
    if code != EINTR { throw StoreError(call: name, path: path, code: code) }
  }
}
