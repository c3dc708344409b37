import Glibc
import RecordModel

/// Reads an export from front to back with `read(2)`, in pieces of the caller's size.
///
/// Not `mmap`: mapped pages count as memory, and a file that shrinks under a map kills the process.
struct ExportReader: ~Copyable {
  private let descriptor: Int32
  private let file: String
  /// Bytes read so far.
  private(set) var byteCount: UInt64 = 0
  private(set) var isAtEnd = false

  init(_ export: ExportFile) throws(ExportError) {
    file = export.deliveredAs
    descriptor = open(export.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(file, errno) }
  }

  deinit { close(descriptor) }

  /// The end of a buffer, carried over, and up to `count` more bytes of the file.
  mutating func refill(
    _ bytes: [UInt8],
    from consumed: Int,
    adding count: Int
  ) throws(ExportError) -> [UInt8] {
    var errorNumber: Int32 = 0
    let kept = bytes.count - consumed
    var added = 0
    let buffer = [UInt8](unsafeUninitializedCapacity: kept + count) { target, filled in
      bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(target).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[consumed...])
        )
      }
      while added < count, errorNumber == 0, !isAtEnd {
        guard let base = target.baseAddress else { break }
        let taken = read(descriptor, base + kept + added, count - added)
        if taken < 0 {
          if errno != EINTR { errorNumber = errno }
        } else if taken == 0 {
          isAtEnd = true
        } else {
          added += taken
        }
      }
      filled = kept + added
    }
    byteCount += UInt64(added)
    guard errorNumber == 0 else { throw Self.failure(file, errorNumber) }
    return buffer
  }

  private static func failure(_ file: String, _ number: Int32) -> ExportError {
    ExportError(
      code: "FILE-03",
      file: file,
      problem: "cannot be read (\(String(cString: strerror(number))))",
      remedy: "Check that the file is there and that this account may read it"
    )
  }
}
