import Glibc
import RecordModel
import Testing

@testable import Workspace

struct DurableFileTests {
  @Test func `what was written is read again, from a file closed to others`() throws {
    let scratch = try Scratch()
    var random = SplitMix64(seed: 1)
    for count in [0, 1, 65_537, pieceSize, 3 * pieceSize + 7] {
      let bytes = random.bytes(count)
      let path = "\(scratch.path)/file"
      try DurableFile.write(bytes.span, to: path)
      #expect(try DurableFile.read(path) == bytes)
      #expect(try FileSystem.info(path)?.mode == 0o600)
    }
    #expect(try FolderListing.names(scratch.path) == ["file"])
  }

  @Test func `a failed write leaves the old content and no temporary`() throws {
    let scratch = try Scratch()
    try FileSystem.makeFolder("\(scratch.path)/taken")
    try scratch.deliver("old", as: "taken/inside")
    #expect(throws: StoreError(call: "rename", path: "\(scratch.path)/taken", code: EISDIR)) {
      try DurableFile.write([1, 2, 3].span, to: "\(scratch.path)/taken")
    }
    #expect(try files(below: scratch.path) == ["taken/inside"])
  }

  @Test func `a link in the way is refused for writing and for reading`() throws {
    let scratch = try Scratch()
    let other = try scratch.deliver("theirs", as: "other")
    let path = "\(scratch.path)/file"
    try FileSystem.symlink(to: other, at: path)
    #expect(throws: StoreError(call: "rename", path: path, code: ELOOP)) {
      try DurableFile.write([1].span, to: path)
    }
    #expect(throws: StoreError(call: "open", path: path, code: ELOOP)) {
      try DurableFile.read(path)
    }
    #expect(try text(other) == "theirs")
    #expect(try FolderListing.names(scratch.path) == ["file", "other"])
  }

  @Test func `a pipe in the place of a file is an error and holds nobody up`() throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: StoreError(call: "open", path: path, code: EINVAL)) {
      try DurableFile.read(path)
    }
  }
}
