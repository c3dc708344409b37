import Glibc
import RecordModel
import Testing

@testable import Workspace

struct WorkspaceFolderTests {
  @Test func `every folder is closed to others, whatever the umask`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let all = try modes(below: folder.path)
    #expect(all.count == 7 + 256)
    #expect(all.allSatisfy { $0.info.isFolder && $0.info.mode == 0o700 })
    #expect(try FileSystem.info(folder.path)?.mode == 0o700)
  }

  @Test func `a folder that was left open is closed`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    #expect(chmod(folder.file("parts/ab"), 0o755) == 0)
    #expect(chmod(folder.file("runs"), 0o777) == 0)
    let again = try scratch.workspace()
    #expect(try FileSystem.info(again.file("parts/ab"))?.mode == 0o700)
    #expect(try FileSystem.info(again.file("runs"))?.mode == 0o700)
  }

  @Test(arguments: ["parts", "parts/7f", "tmp", "quarantine", "models"])
  func `a link in the place of a folder is refused`(name: String) throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let elsewhere = "\(scratch.path)/elsewhere"
    try FileSystem.makeFolder(elsewhere)
    try FileSystem.removeTree(folder.file(name))
    try FileSystem.symlink(to: elsewhere, at: folder.file(name))
    #expect(throws: StoreError(call: "mkdir", path: folder.file(name), code: ENOTDIR)) {
      try scratch.workspace()
    }
    #expect(try FolderListing.names(elsewhere).isEmpty)
  }

  @Test func `a file in the place of the workspace is an error that names it`() throws {
    let scratch = try Scratch()
    let path = try scratch.deliver("", as: "workspace")
    #expect(throws: StoreError(call: "open the workspace", path: path, code: ENOTDIR)) {
      try scratch.workspace()
    }
  }

  @Test func `a sweep removes what the dead left and nothing of the living`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let run = try folder.runFolder("2026-11-21-n1")
    try FileSystem.makeFolder(folder.file("tmp/99999"))
    try scratch.deliver("left", as: folder.file("tmp/99999/a"))
    for dead in ["tmp", "runs/2026-11-21-n1", "layouts"] {
      try scratch.deliver("left", as: folder.file("\(dead)/.chartlift-99999-1.tmp"))
    }
    try scratch.deliver("delivered", as: folder.file("night.tmp"))
    let living = try TemporaryFile(in: folder.file("tmp"))
    let command = try TemporaryFolder(in: folder)
    try folder.sweepTemporaries()
    let kept = try files(below: folder.path)
    #expect(kept == ["night.tmp", String(living.path.dropFirst(folder.path.count + 1))])
    #expect(try FolderListing.names(run).isEmpty)
    #expect(try FileSystem.info(command.path)?.mode == 0o700)
  }

  @Test func `a command's private folder goes with it`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    var command: TemporaryFolder? = try TemporaryFolder(in: folder)
    let path = try #require(command?.path)
    try scratch.deliver("private", as: "\(path)/a")
    command = nil
    #expect(try FileSystem.info(path) == nil)
  }
}
