import Glibc

/// Reads small files whole, and nothing that could block or grow: no pipes, no devices.
enum FileBytes {
  /// Why a file could not be read.
  struct Failure: Error, Equatable {
    /// The system's reason, in lower case.
    let reason: String
    /// Says whether there is no such file.
    let isMissing: Bool
  }

  /// The bytes of a file, at most one more than a limit so that the caller sees it is too large.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    guard !path.utf8.contains(0) else {
      throw Failure(reason: "its name holds a NUL", isMissing: true)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(reason: "it is not a file", isMissing: false)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  private static func failure(_ code: Int32) -> Failure {
    switch code {
    case ENOENT, ENOTDIR: Failure(reason: "there is no such file", isMissing: true)
    case EACCES, EPERM: Failure(reason: "you may not read it", isMissing: false)
    case EISDIR: Failure(reason: "it is not a file", isMissing: false)
    case ENAMETOOLONG: Failure(reason: "its name is too long", isMissing: true)
    default: Failure(reason: "the system gives error \(code)", isMissing: false)
    }
  }
}
