import Glibc
import RecordModel
import Testing

@testable import Workspace

struct LandingTests {
  @Test func `a landed export is there byte for byte when the inbox is empty`() throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    var random = SplitMix64(seed: 3)
    for count in [0, 1, pieceSize, 2 * pieceSize + 5] {
      let bytes = random.bytes(count)
      let path = try scratch.deliver(bytes, as: "film.csv")
      let landed = try Landing.land(path, in: store)
      try FileSystem.remove(path)
      #expect(landed.digest == digest(bytes) && landed.byteCount == UInt64(count))
      #expect(try store.content(landed.digest) == bytes)
      #expect(try FileSystem.info(store.path(of: landed.digest))?.mode == 0o600)
    }
  }

  @Test func `an export that is known, under whatever name, is not copied again`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let store = FilePartStore(folder)
    let first = try Landing.land(scratch.deliver("a,b\n", as: "one.csv"), in: store)
    let inode = try FileSystem.info(store.path(of: first.digest))?.inode
    let second = try Landing.land(scratch.deliver("a,b\n", as: "two.csv"), in: store)
    #expect(first == second)
    #expect(try FileSystem.info(store.path(of: first.digest))?.inode == inode)
    #expect(try files(below: folder.path).count == 1)
  }

  @Test func `a file that changes between reading and copying is not landed`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let store = FilePartStore(folder)
    let file = try OpenFile.readingDelivered(scratch.deliver("first half", as: "film.csv"))
    let known = try Landing.digest(of: file)
    try OpenFile.appending(file.path).write(Array(", second half".utf8).span)
    let error = #expect(throws: StoreError.self) {
      try Landing.copy(file, expecting: known, to: store)
    }
    #expect(error == StoreError(call: Landing.changedWhileRead, path: file.path, code: EBUSY))
    #expect(try files(below: folder.path).isEmpty)
  }

  @Test func `a link to an export is followed, and what is no file is refused at once`() throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    try FileSystem.symlink(
      to: scratch.deliver("a\n", as: "real.csv"),
      at: "\(scratch.path)/link.csv"
    )
    #expect(try Landing.land("\(scratch.path)/link.csv", in: store).byteCount == 2)
    #expect(mkfifo("\(scratch.path)/pipe.csv", 0o600) == 0)
    for name in ["pipe.csv", "workspace", "absent.csv"] {
      #expect(throws: StoreError.self) { try Landing.land("\(scratch.path)/\(name)", in: store) }
    }
  }
}
