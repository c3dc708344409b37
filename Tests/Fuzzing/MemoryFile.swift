import Glibc
import RecordModel

/// A file that never touches a disk: the readers want a path, and each execution has other bytes.
final class MemoryFile {
  private let descriptor: Int32
  private let path: String

  init() {
    // Without a name as soon as it is open: nothing is left behind by an execution that dies.
    let name = "/dev/shm/chartlift-fuzz-\(getpid())"
    descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    precondition(descriptor >= 0, "a file can be made in memory")
    unlink(name)
    path = "/proc/self/fd/\(descriptor)"
  }

  deinit { close(descriptor) }

  /// The bytes as an export; the one given out before is gone.
  func export(_ bytes: [UInt8]) -> ExportFile {
    precondition(ftruncate(descriptor, off_t(bytes.count)) == 0, "a memory file can be cut")
    let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, bytes.count, 0) }
    precondition(written == bytes.count, "a memory file can be written")
    return ExportFile(
      path: path,
      deliveredAs: "fuzz",
      digest: ContentDigest(words: (1, 2, 3, 4)),
      byteCount: UInt64(bytes.count)
    )
  }
}
