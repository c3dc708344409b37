import Glibc
import RecordModel
import Testing

@testable import Workspace

struct PublishedTreesTests {
  private let runs = (1...12).map { "2026-11-21-n\($0)" }

  @Test func `a whole tree that no ledger row names is found, with its manifest`() throws {
    let (scratch, store, out) = try house()
    for run in [runs[9], runs[0], runs[8]] { try publish(run, store, out) }
    let found = try PublishedTrees.adoptable(in: out, published: [runs[0]])
    #expect(found.map(\.run) == [runs[8], runs[9]])
    #expect(found.allSatisfy { $0.manifest == Array("{}".utf8) })
    #expect(found.allSatisfy { $0.manifestDigest == digest($0.manifest) })
    #expect(try PublishedTrees.adoptable(in: "\(out)/absent", published: []).isEmpty)
    withExtendedLifetime(scratch) {}
  }

  @Test func `what is not whole, not ours or a link is never adopted`() throws {
    let (scratch, store, out) = try house()
    for run in runs.prefix(4) { try publish(run, store, out) }
    try FileSystem.remove("\(out)/\(runs[0])/manifest.json")
    try scratch.deliver("{ }", as: "\(out)/\(runs[1])/manifest.json")
    try FileSystem.remove("\(out)/\(runs[2])/SHA256SUMS")
    try FileSystem.rename("\(out)/\(runs[3])", to: "\(scratch.path)/moved")
    try FileSystem.symlink(to: "\(scratch.path)/moved", at: "\(out)/\(runs[3])")
    try publish("backup", store, out)
    #expect(try PublishedTrees.adoptable(in: out, published: []).isEmpty)
  }

  @Test func `a run killed between the rename and the ledger row is adopted at the next start`()
    async throws
  {
    let (scratch, _, out) = try house()
    let path = scratch.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let folder = try WorkspaceFolder(path: "\(path)/workspace")
      try publish("2026-11-21-n1", FilePartStore(folder), folder.file("out"))
      kill(getpid(), SIGKILL)
    }
    let found = try PublishedTrees.adoptable(in: out, published: [])
    #expect(found.map(\.run) == ["2026-11-21-n1"])
    try PublishedTrees.moveCurrent(to: #require(found.first).run, in: out)
    #expect(try PublishedTrees.current(in: out) == "2026-11-21-n1")
  }

  @Test func `what a killed run was building is removed, what a living one builds is not`()
    async throws
  {
    let (scratch, store, out) = try house()
    let path = scratch.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let folder = try WorkspaceFolder(path: "\(path)/workspace")
      let store = FilePartStore(folder)
      let tree = try TreePublisher(out: folder.file("out"), run: "2026-11-21-n1", store: store)
      try tree.addPart(store.add("a bundle\n"), as: "bundles/part-00000.ndjson")
      kill(getpid(), SIGKILL)
      try tree.finish("")
    }
    #expect(try FolderListing.names(out) == [".chartlift-2026-11-21-n1"])
    let living = try TreePublisher(out: out, run: runs[1], store: store)
    try FileSystem.symlink(to: "nowhere", at: "\(out)/.chartlift-1-1.tmp")
    try PublishedTrees.removeLeftovers(in: out)
    #expect(try FolderListing.names(out) == [".chartlift-\(runs[1])"])
    #expect(try store.verify(digest(Array("a bundle\n".utf8))))
    try living.finish("")
  }

  @Test func `the oldest trees go, never the current one, and never one that is held`() throws {
    let (scratch, store, out) = try house()
    for run in runs.prefix(6) { try publish(run, store, out) }
    try PublishedTrees.moveCurrent(to: runs[0], in: out)
    let published = Array(runs.prefix(6))
    try {
      let hold = try TreeHold("\(out)/\(runs[1])")
      let removed = try PublishedTrees.prune(keeping: 3, published: published, in: out)
      #expect(removed == [runs[2]])
      withExtendedLifetime(hold) {}
    }()
    #expect(try PublishedTrees.prune(keeping: 3, published: published, in: out) == [runs[1]])
    #expect(
      try PublishedTrees.prune(keeping: 0, published: published, in: out) == Array(runs[3...4])
    )
    #expect(try FolderListing.names(out) == [runs[0], runs[5], "current"])
    #expect(try store.verify(digest(Array("a bundle\n".utf8))))
    withExtendedLifetime(scratch) {}
  }

  @Test func `trees that are named go, but for the current one, and current goes by itself`() throws
  {
    let (scratch, store, out) = try house()
    for run in runs.prefix(3) { try publish(run, store, out) }
    #expect(try PublishedTrees.remove([runs[1], runs[2], runs[8]], in: out) == [runs[1]])
    try PublishedTrees.removeCurrent(in: out)
    try PublishedTrees.removeCurrent(in: out)
    #expect(try PublishedTrees.current(in: out) == nil)
    #expect(try FolderListing.names(out) == [runs[0], runs[2]])
    withExtendedLifetime(scratch) {}
  }

  @Test func `only runs that were published are pruned`() throws {
    let (scratch, store, out) = try house()
    for run in runs.prefix(2) + ["backup"] { try publish(run, store, out) }
    let names = ["backup", "..", "current", "/etc", runs[8], runs[0], runs[1]]
    #expect(try PublishedTrees.prune(keeping: 1, published: names, in: out) == [runs[0]])
    #expect(try FolderListing.names(out) == [runs[1], "backup", "current"])
    withExtendedLifetime(scratch) {}
  }

  @Test(arguments: ["2026-11-21-n1", "1999-01-01-n999999"])
  func `a run's name is read as it is written`(text: String) throws {
    #expect(try #require(RunName(text)).text == text)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21-n", "2026-11-21-n0", "2026-11-21-n01", "2026-11-21-n-1",
    "2026-11-21-n+1", "2026-11-n1", "2026-02-30-n1", "2026-11-21-n99999999999999999999", "x-n1",
  ])
  func `what is no run's name is none`(text: String) {
    #expect(RunName(text) == nil)
  }

  @Test func `the tenth run comes after the ninth`() throws {
    let names = runs.compactMap { RunName($0) }
    #expect(names.shuffled().sorted() == names)
  }
}
