import Glibc
import RecordModel

/// A file or folder of the system, closed when nobody holds it any more.
///
/// The only place where bytes pass between Swift and the system. Calls that a signal interrupts, and
/// short reads and writes, go on by themselves. Safe on any thread: every read names its offset, and
/// only one thread writes.
final class OpenFile: Sendable {
  let path: String
  /// For the library that reads zip files by itself; nobody else.
  let descriptor: CInt

  private init(_ path: String, _ flags: CInt) throws(StoreError) {
    self.path = path
    descriptor = CInt(
      try systemCall("open", path) { Int(open(path, flags | O_CLOEXEC, 0o600)) }
    )
  }

  deinit { close(descriptor) }

  /// Makes a new file of mode 0600; an existing name, a link included, is an error (`EEXIST`).
  static func creating(_ path: String) throws(StoreError) -> OpenFile {
    try OpenFile(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW)
  }

  /// Opens a regular file of ours for reading; a link in its place is an error (`ELOOP`).
  static func reading(_ path: String) throws(StoreError) -> OpenFile {
    try OpenFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).checkedRegular()
  }

  /// Opens a regular file that somebody else delivered; a link to one is followed.
  static func readingDelivered(_ path: String) throws(StoreError) -> OpenFile {
    try OpenFile(path, O_RDONLY | O_NONBLOCK).checkedRegular()
  }

  /// Opens a file of ours to append to, and makes it when there is none.
  static func appending(_ path: String) throws(StoreError) -> OpenFile {
    try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK).checkedRegular()
  }

  /// Opens a file that is locked and overwritten in place, and makes it when there is none.
  static func inPlace(_ path: String) throws(StoreError) -> OpenFile {
    try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK).checkedRegular()
  }

  /// Opens a folder; a link in its place is an error.
  static func folder(_ path: String) throws(StoreError) -> OpenFile {
    try OpenFile(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  }

  // A pipe or a device under the name of a file would block, or feed us for ever.
  private func checkedRegular() throws(StoreError) -> OpenFile {
    guard try info().isRegular else { throw StoreError(call: "open", path: path, code: EINVAL) }
    return self
  }

  /// What the system knows of the file.
  func info() throws(StoreError) -> FileInfo {
    var found = stat()
    _ = try systemCall("fstat", path) { Int(fstat(descriptor, &found)) }
    return FileInfo(found)
  }

  /// Writes all bytes at the end of what has been written.
  func write(_ bytes: borrowing Span<UInt8>) throws(StoreError) {
    try bytes.withUnsafeBytes { (all) throws(StoreError) in
      var done = 0
      while done < all.count {
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        let written = try systemCall("write", path) {
          Glibc.write(descriptor, rest.baseAddress, rest.count)
        }
        // A device that takes nothing and complains about nothing would hold us for ever.
        guard written > 0 else { throw StoreError(call: "write", path: path, code: EIO) }
        done += written
      }
    }
  }

  /// Replaces the buffer's content with up to `count` bytes from `offset`; fewer only at the file's end.
  func read(at offset: UInt64, count: Int, into buffer: inout [UInt8]) throws(StoreError) {
    buffer.removeAll(keepingCapacity: true)
    try append(at: offset, count: count, to: &buffer)
  }

  /// Appends up to `count` bytes from `offset` to the buffer; fewer only at the file's end.
  func append(at offset: UInt64, count: Int, to buffer: inout [UInt8]) throws(StoreError) {
    var failure: StoreError?
    buffer.append(addingCapacity: count) { output in
      output.withUnsafeMutableBufferPointer { memory, initializedCount in
        do throws(StoreError) {
          let whole = UnsafeMutableRawBufferPointer(memory)
          initializedCount = try fill(
            UnsafeMutableRawBufferPointer(rebasing: whole[..<count]),
            from: offset
          )
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }

  private func fill(
    _ memory: UnsafeMutableRawBufferPointer,
    from offset: UInt64
  ) throws(StoreError) -> Int {
    var done = 0
    while done < memory.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: memory[done...])
      let place = off_t(clamping: offset &+ UInt64(done))
      let read = try systemCall("pread", path) {
        pread(descriptor, rest.baseAddress, rest.count, place)
      }
      if read == 0 { break }
      done += read
    }
    return done
  }

  /// Calls `body` with all bytes, from the first on, in pieces of up to 1 MiB.
  func readAll(_ body: (borrowing Span<UInt8>) throws(StoreError) -> Void) throws(StoreError) {
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    var buffer: [UInt8] = []
    var offset: UInt64 = 0
    while true {
      try read(at: offset, count: pieceSize, into: &buffer)
      if buffer.isEmpty { return }
      try body(buffer.span)
      offset += UInt64(buffer.count)
    }
  }

  /// Makes the content (of a folder: its names) durable.
  ///
  /// A failure is final: the system may have dropped the pages, and a second call would say "done".
  func synchronize() throws(StoreError) {
    _ = try systemCall("fsync", path) { Int(fsync(descriptor)) }
  }

  /// Empties the file.
  func empty() throws(StoreError) {
    _ = try systemCall("ftruncate", path) { Int(ftruncate(descriptor, 0)) }
  }

  /// Sets the permission bits.
  func setMode(_ mode: mode_t) throws(StoreError) {
    _ = try systemCall("fchmod", path) { Int(fchmod(descriptor, mode)) }
  }

  /// Who else may hold the lock of a file.
  enum Lock { case shared, exclusive }

  /// Takes the lock without waiting; false when somebody else holds it.
  ///
  /// The kernel frees it with the last holder.
  func take(_ lock: Lock) throws(StoreError) -> Bool {
    do throws(StoreError) {
      let kind = lock == .shared ? LOCK_SH : LOCK_EX
      _ = try systemCall("flock", path) { Int(flock(descriptor, kind | LOCK_NB)) }
      return true
    } catch {
      guard error.code == EWOULDBLOCK else { throw error }
      return false
    }
  }

  /// Shares the blocks of another file of the same file system, where it can (btrfs, xfs); false where not.
  func clone(_ other: OpenFile) -> Bool {
    let shareBlocks: UInt = 0x4004_9409  // FICLONE, linux/fs.h
    return ioctl(descriptor, shareBlocks, other.descriptor) == 0
  }
}

/// Bytes handed to the system in one call: large, because each call costs a switch to the kernel.
let pieceSize = 1 << 20

/// Makes a system call, again as long as a signal interrupts it.
func systemCall(_ name: String, _ path: String, _ body: () -> Int) throws(StoreError) -> Int {
  while true {
    let result = body()
    if result >= 0 { return result }
    let code = errno
    if code != EINTR { throw StoreError(call: name, path: path, code: code) }
  }
}

/// Empties a buffer and hands out what it held: a span of it may then be used while its owner changes.
func take(_ buffer: inout [UInt8]) -> [UInt8] {
  var taken: [UInt8] = []
  swap(&taken, &buffer)
  return taken
}
