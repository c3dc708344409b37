import Glibc
import RecordModel
import Testing

@testable import Workspace

struct FilePartStoreTests {
  @Test func `a part is named by its content, however it came in pieces`() throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    let seed: UInt64 = 20_261_121
    var random = SplitMix64(seed: seed)
    let bytes = random.bytes(2 * pieceSize + 123)
    let part = try store.begin()
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(Int.random(in: 1...pieceSize + 9, using: &random)))
      try part.append(piece.span)
      rest = rest.dropFirst(piece.count)
    }
    #expect(part.byteCount == UInt64(bytes.count))
    let name = try part.finish()
    #expect(name == digest(bytes), "seed \(seed)")
    #expect(try store.content(name) == bytes)
    #expect(try store.verify(name) && store.has(name))
    #expect(store.path(of: name).hasSuffix("parts/\(name.hex.prefix(2))/\(name.hex)"))
    #expect(try FileSystem.info(store.path(of: name))?.mode == 0o600)
  }

  @Test func `a range of a part is read as it stands, and nothing beyond its end`() throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    let part = try store.open(try store.add("0123456789"))
    var buffer = Array("something longer than the range".utf8)
    try part.read(3..<7, into: &buffer)
    #expect(String(decoding: buffer, as: UTF8.self) == "3456")
    try part.read(9..<9, into: &buffer)
    #expect(buffer.isEmpty)
    #expect(throws: StoreError.self) { try part.read(5..<11, into: &buffer) }
    #expect(throws: StoreError.self) { try part.read(0..<(.max), into: &buffer) }
  }

  @Test func `equal parts are one file, and the one that is there stays`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let store = FilePartStore(folder)
    let first = try store.add("same")
    let inode = try FileSystem.info(store.path(of: first))?.inode
    #expect(try store.add("same") == first)
    #expect(try FileSystem.info(store.path(of: first))?.inode == inode)
    #expect(try files(below: folder.path).count == 1)
  }

  @Test func `a part that was cut short by hand is found out and replaced`() throws {
    let scratch = try Scratch()
    let store = FilePartStore(try scratch.workspace())
    let name = try store.add("whole")
    #expect(truncate(store.path(of: name), 2) == 0)
    #expect(try !store.verify(name))
    try store.add("whole")
    #expect(try store.verify(name))
  }

  @Test func `a part that is given up leaves nothing`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let store = FilePartStore(folder)
    let cancelled = try store.begin()
    try cancelled.append([1, 2, 3].span)
    cancelled.cancel()
    try { try store.begin().append([4].span) }()
    #expect(try files(below: folder.path).isEmpty)
  }

  @Test func `many threads write at once, equal parts among them`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let store = FilePartStore(folder)
    let contents = (0..<64).map { [UInt8](repeating: UInt8($0 % 16), count: 1000 + $0 % 16) }
    onThreads(8) { thread in
      for index in contents.indices where index % 8 == thread {
        _ = try? store.add(contents[index])
        _ = try? store.add(contents[(index + 16) % 64])
      }
    }
    #expect(try files(below: folder.path).count == 16)
    for content in contents { #expect(try store.verify(digest(content))) }
  }

  @Test func `a process killed while it writes leaves no part, and its temporary is swept`()
    async throws
  {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let path = scratch.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = FilePartStore(try WorkspaceFolder(path: "\(path)/workspace"))
      let part = try store.begin()
      try part.append([UInt8](repeating: 7, count: 2 * pieceSize).span)
      kill(getpid(), SIGKILL)
      _ = try part.finish()
    }
    let left = try files(below: folder.path)
    #expect(left.count == 1 && left.allSatisfy { $0.hasPrefix("tmp/.chartlift-") })
    try folder.sweepTemporaries()
    #expect(try files(below: folder.path).isEmpty)
  }

  @Test func `a full disk is an error that names call, path and reason, and leaves nothing`() throws
  {
    let scratch = try Scratch()
    let disk = "\(scratch.path)/disk"
    try FileSystem.makeFolder(disk)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=3m") == 0 else {
      print("skipped: a small disk can be mounted by root only")
      return
    }
    defer { umount2(disk, Int32(MNT_DETACH)) }
    let folder = try WorkspaceFolder(path: disk)
    let store = FilePartStore(folder)
    let part = try store.begin()
    let error = #expect(throws: StoreError.self) {
      for _ in 0..<8 { try part.append([UInt8](repeating: 1, count: pieceSize).span) }
    }
    #expect(error?.call == "write" && error?.code == ENOSPC)
    #expect(error?.path.hasPrefix(folder.file("tmp/")) == true)
    #expect(try files(below: disk).isEmpty)
    #expect(try store.verify(try store.add("there is room again")))
  }
}

/// Runs `body` on so many threads at once and waits for them.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  final class Work: Sendable {
    let index: Int
    let body: @Sendable (Int) -> Void
    init(_ index: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }
  }
  var threads = [pthread_t](repeating: 0, count: count)
  for index in 0..<count {
    let work = Unmanaged.passRetained(Work(index, body)).toOpaque()
    pthread_create(
      &threads[index],
      nil,
      { argument in
        guard let argument else { return nil }
        let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
        work.body(work.index)
        return nil
      },
      work
    )
  }
  for thread in threads { pthread_join(thread, nil) }
}
