import Glibc
import RecordModel
import Testing

@testable import Workspace

struct LedgerFileTests {
  @Test func `a ledger of a later version is left alone, with a message that says what to do`()
    throws
  {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    try Ledger(folder).close()
    // Bytes 60 to 63 of an SQLite file are its user_version, big-endian.
    let path = folder.file("state.db")
    var bytes = try DurableFile.read(path)
    bytes[63] = 200
    try DurableFile.write(bytes.span, to: path)
    let error = #expect(throws: LedgerError.self) { try Ledger(folder) }
    #expect(
      error?.message
        == "LEDGER-01 state.db was written by a later chartlift (version 200, this one knows \(LedgerSchema.version)); "
        + "use that chartlift."
    )
  }

  @Test func `bytes that are no ledger are said to be damaged and are not overwritten`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let bytes = [UInt8](repeating: 65, count: 5000)
    try scratch.deliver(bytes, as: folder.file("state.db"))
    let error = #expect(throws: LedgerError.self) { try Ledger(folder) }
    #expect(error?.problem == .damaged)
    #expect(try DurableFile.read(folder.file("state.db")) == bytes)
  }

  @Test func `a full disk is told as such and the ledger is as it was`() throws {
    let scratch = try Scratch()
    let disk = "\(scratch.path)/disk"
    try FileSystem.makeFolder(disk)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=1m") == 0 else {
      print("skipped: a small disk can be mounted by root only")
      return
    }
    defer { umount2(disk, Int32(MNT_DETACH)) }
    let ledger = try Ledger(WorkspaceFolder(path: disk))
    let long = String(repeating: "x", count: 4000)
    let error = #expect(throws: LedgerError.self) {
      for number in 1...1000 { try ledger.addLandings([landing(UInt64(number), source: long)]) }
    }
    #expect(error?.problem == .noSpace || error?.problem == .inputOutput)
    let landed = try ledger.landings().count
    #expect(landed > 0)
    try ledger.close()
    #expect(try Ledger(WorkspaceFolder(path: disk)).landings().count == landed)
  }

  @Test func `what was noted before a kill is there, and what was not is not`() async throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let path = scratch.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let ledger = try Ledger(WorkspaceFolder(path: "\(path)/workspace"))
      try ledger.addLandings([landing(1)])
      try ledger.write { database in
        _ = kill(getpid(), SIGKILL)
        _ = database
      }
    }
    let ledger = try Ledger(folder)
    #expect(try ledger.landings().count == 1)
    try ledger.verify()
  }

  @Test func `a copy sees what has been noted, and changes nothing in the workspace`() async throws
  {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let ledger = try Ledger(folder)
    try ledger.addLandings([landing(1)])
    let path = scratch.path
    let before = try modes(below: folder.path).map { [$0.path, "\($0.info)"] }
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      let folder = try WorkspaceFolder(path: "\(path)/workspace")
      let temporary = try TemporaryFolder(in: folder)
      let copy = try Ledger(copyOf: folder, in: temporary)
      try copy.addLandings([landing(2)])
      let count = try copy.landings().count
      try copy.close()
      try FileSystem.removeTree(temporary.path)
      exit(count == 2 ? 7 : 1)
    }
    let after = try modes(below: folder.path).map { [$0.path, "\($0.info)"] }
    #expect(before.filter { $0[0] != "tmp" } == after.filter { $0[0] != "tmp" })
    #expect(try ledger.landings().count == 1)
  }

  @Test func `a workspace without a ledger is copied as an empty one`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let temporary = try TemporaryFolder(in: folder)
    #expect(try Ledger(copyOf: folder, in: temporary).landings().isEmpty)
    #expect(try FileSystem.info(folder.file("state.db")) == nil)
  }
}
