import Glibc
package import RecordModel

/// Why a workspace cannot be locked.
package enum LockError: Error, Sendable, Equatable {
  /// Another process works in this workspace: its number and when it began, for the message.
  case busy(holder: String)
  case failed(StoreError)
}

/// The right to change a workspace, held by one process at a time.
///
/// The kernel keeps it (`flock`) and frees it when the process ends, however it ends: a dead holder
/// needs no repair. What stands in the file is for the message only.
package final class WorkspaceLock: Sendable {
  private let file: OpenFile

  private init(_ file: OpenFile) { self.file = file }

  /// Takes the lock at once or not at all.
  package static func take(_ folder: WorkspaceFolder) throws(LockError) -> WorkspaceLock {
    let holder: String
    do throws(StoreError) {
      let file = try OpenFile.inPlace(folder.file("lock"))
      if try file.take(.exclusive) {
        try sign(file)
        return WorkspaceLock(file)
      }
      holder = holderLine(file)
    } catch {
      throw .failed(error)
    }
    throw .busy(holder: holder)
  }

  private static func sign(_ file: OpenFile) throws(StoreError) {
    try file.empty()
    let line = Array("process \(getpid()), since \(Clock.utcText())\n".utf8)
    try file.write(line.span)
  }

  private static func holderLine(_ file: OpenFile) -> String {
    var bytes: [UInt8] = []
    // A line that cannot be read changes nothing: the workspace is busy all the same.
    _ = try? file.read(at: 0, count: 200, into: &bytes)
    let line = bytes.prefix { $0 != 0x0A }.filter { (0x20..<0x7F).contains($0) }
    return line.isEmpty ? "a process that has just begun" : String(decoding: line, as: UTF8.self)
  }
}
