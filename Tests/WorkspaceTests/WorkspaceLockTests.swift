import Glibc
import RecordModel
import Testing

@testable import Workspace

struct WorkspaceLockTests {
  @Test func `the second to come is told who works in the workspace`() async throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let lock = try WorkspaceLock.take(folder)
    let (path, holder) = (scratch.path, getpid())
    await #expect(processExitsWith: .exitCode(75)) {
      [path = path as String, holder = holder as Int32] in
      let folder = try WorkspaceFolder(path: "\(path)/workspace")
      do throws(LockError) {
        _ = try WorkspaceLock.take(folder)
      } catch {
        guard case .busy(let text) = error else { exit(1) }
        exit(text.hasPrefix("process \(holder), since 20") ? 75 : 1)
      }
      exit(0)
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `a holder that was killed needs no repair`() async throws {
    let scratch = try Scratch()
    _ = try scratch.workspace()
    let path = scratch.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let lock = try WorkspaceLock.take(WorkspaceFolder(path: "\(path)/workspace"))
      kill(getpid(), SIGKILL)
      withExtendedLifetime(lock) {}
    }
    let folder = try scratch.workspace()
    _ = try WorkspaceLock.take(folder)
    #expect(try FileSystem.info(folder.file("lock"))?.mode == 0o600)
  }

  @Test func `a link in the place of the lock is refused and nothing is written through it`() throws
  {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let other = try scratch.deliver("theirs", as: "other")
    try FileSystem.symlink(to: other, at: folder.file("lock"))
    let refused = StoreError(call: "open", path: folder.file("lock"), code: ELOOP)
    #expect(throws: LockError.failed(refused)) { try WorkspaceLock.take(folder) }
    #expect(try text(other) == "theirs")
  }
}
