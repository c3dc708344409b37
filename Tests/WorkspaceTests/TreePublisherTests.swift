import Glibc
import RecordModel
import Testing

@testable import Workspace

struct TreePublisherTests {
  private let run = "2026-11-21-n1"

  @Test func `a tree is shown whole, closed to others, with sums that add up`() throws {
    let (scratch, store, out) = try house()
    let manifest = try publish(run, store, out)
    let tree = "\(out)/\(run)"
    let expected = [
      "SHA256SUMS", "bundles/part-00000.ndjson", "changes/deep/part-00000.ndjson", "manifest.json",
      "report.json",
    ]
    #expect(try files(below: tree) == expected)
    #expect(try modes(below: out).allSatisfy { $0.info.isLink || $0.info.mode & 0o077 == 0 })
    #expect(try text("\(out)/current/manifest.json") == "{}")
    #expect(try FileSystem.target(of: "\(out)/current") == run)
    #expect(manifest == digest(Array("{}".utf8)))
    let sums = try text("\(tree)/SHA256SUMS").split(separator: "\n").map(String.init)
    let checked = try expected.dropFirst()
      .map { "\(digest(try DurableFile.read("\(tree)/\($0)")).hex)  \($0)" }
    #expect(sums == checked)
    withExtendedLifetime(scratch) {}
  }

  @Test func `a part is published as a second name of the same file`() throws {
    let (scratch, store, out) = try house()
    try publish(run, store, out)
    let part = try FileSystem.info(store.path(of: digest(Array("a bundle\n".utf8))))
    let published = try FileSystem.info("\(out)/\(run)/bundles/part-00000.ndjson")
    #expect(part?.inode == published?.inode && published?.links == 3)
    withExtendedLifetime(scratch) {}
  }

  @Test func `a part is copied where the tree lies on another file system`() throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    let disk = "\(scratch.path)/disk"
    try FileSystem.makeFolder(disk)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=4m") == 0 else {
      print("skipped: another file system can be mounted by root only")
      return
    }
    defer { umount2(disk, Int32(MNT_DETACH)) }
    try publish(run, store, "\(disk)/out")
    #expect(try text("\(disk)/out/current/bundles/part-00000.ndjson") == "a bundle\n")
    let damaged = try store.add("whole")
    #expect(truncate(store.path(of: damaged), 2) == 0)
    let tree = try TreePublisher(out: "\(disk)/out", run: "2026-11-21-n2", store: store)
    #expect(throws: StoreError.self) { try tree.addPart(damaged, as: "part") }
  }

  @Test func `readers see the old tree until the new one is whole`() throws {
    let (scratch, store, out) = try house()
    try publish(run, store, out)
    let second = try TreePublisher(out: out, run: "2026-11-22-n2", store: store)
    try second.addFile([1].span, as: "report.json")
    #expect(try PublishedTrees.current(in: out) == run)
    #expect(try FolderListing.names(out) == [".chartlift-2026-11-22-n2", run, "current"])
    try second.finish("")
    #expect(try PublishedTrees.current(in: out) == "2026-11-22-n2")
    #expect(try FolderListing.names(out) == [run, "2026-11-22-n2", "current"])
    withExtendedLifetime(scratch) {}
  }

  @Test func `a name in the way stops the tree before and after it is built`() throws {
    let (scratch, store, out) = try house()
    let tree = try TreePublisher(out: out, run: run, store: store)
    try FileSystem.makeFolder("\(out)/\(run)")
    let taken = StoreError(call: "rename", path: "\(out)/\(run)", code: EEXIST)
    #expect(throws: taken) { try tree.finish("") }
    tree.abandon()
    #expect(try FolderListing.names(out) == [run])
    #expect(throws: StoreError(call: "publish to", path: "\(out)/\(run)", code: EEXIST)) {
      try TreePublisher(out: out, run: run, store: store)
    }
    withExtendedLifetime(scratch) {}
  }

  @Test func `a link or file in the way is refused and what it points to is untouched`() throws {
    let (scratch, store, out) = try house()
    let other = "\(scratch.path)/other"
    try FileSystem.makeFolder(other)
    try FileSystem.symlink(to: other, at: "\(out)/\(run)")
    #expect(throws: StoreError.self) { try TreePublisher(out: out, run: run, store: store) }
    try FileSystem.remove("\(out)/\(run)")
    try scratch.deliver("theirs", as: "\(out)/current")
    #expect(throws: StoreError(call: "move the link", path: "\(out)/current", code: EEXIST)) {
      try TreePublisher(out: out, run: run, store: store)
    }
    try FileSystem.symlink(to: out, at: "\(scratch.path)/linked")
    #expect(throws: StoreError.self) {
      try TreePublisher(out: "\(scratch.path)/linked", run: run, store: store)
    }
    #expect(try text("\(out)/current") == "theirs")
    #expect(try FolderListing.names(other).isEmpty)
  }

  @Test func `a tree that is let go leaves nothing`() throws {
    let (scratch, store, out) = try house()
    try {
      let tree = try TreePublisher(out: out, run: run, store: store)
      try tree.addFile([1].span, as: "a/b/c")
    }()
    #expect(try FolderListing.names(out).isEmpty)
    withExtendedLifetime(scratch) {}
  }

  @Test(arguments: ["", "/etc/x", "../x", "a/../../x", "a//b", ".hidden", "a\nb", "a/"])
  func `a path cannot lead out of the tree`(path: String) throws {
    let (scratch, store, out) = try house()
    let tree = try TreePublisher(out: out, run: run, store: store)
    #expect(throws: StoreError.self) { try tree.addFile([1].span, as: path) }
    #expect(throws: StoreError.self) { try tree.addPart(store.add("x"), as: path) }
    tree.abandon()
    #expect(try files(below: scratch.path).count == 1)
  }

  @Test func `a name that is taken and a part that is missing are errors`() throws {
    let (scratch, store, out) = try house()
    let tree = try TreePublisher(out: out, run: run, store: store)
    try tree.addFile([1].span, as: "a")
    #expect(throws: StoreError.self) { try tree.addFile([2].span, as: "a") }
    #expect(throws: StoreError.self) { try tree.addPart(store.add("x"), as: "a") }
    #expect(throws: StoreError.self) { try tree.addPart(name(99), as: "b") }
    #expect(tree.files.map(\.path) == ["a"])
    withExtendedLifetime(scratch) {}
  }
}

/// A workspace's store and a folder to publish to.
func house() throws -> (Scratch, FilePartStore, String) {
  let scratch = try Scratch()
  let folder = try scratch.workspace()
  try FileSystem.makeFolder(folder.file("out"))
  return (scratch, FilePartStore(folder), folder.file("out"))
}

extension TreePublisher {
  @discardableResult
  func finish(_ manifest: String) throws -> ContentDigest {
    let bytes = Array(manifest.utf8)
    return try finish(manifest: bytes.span)
  }
}

/// Publishes a small tree.
@discardableResult
func publish(_ run: String, _ store: FilePartStore, _ out: String) throws -> ContentDigest {
  let part = try store.add("a bundle\n")
  let tree = try TreePublisher(out: out, run: run, store: store)
  try tree.addPart(part, as: "bundles/part-00000.ndjson")
  try tree.addPart(part, as: "changes/deep/part-00000.ndjson")
  try tree.addFile(Array("{\"rows\":1}".utf8).span, as: "report.json")
  return try tree.finish("{}")
}
