import Foundation
import Glibc
import Testing

/// Promise of `verify`: whatever is changed in a published tree or in the parts, it is found.
struct VerifyTests {
  /// 300 damages, each alone, on six workspaces side by side.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `every flipped bit, cut, removal and exchange in the tree and the parts is found`(
    seed: UInt64
  ) throws {
    let workspace = try Self.publishedStarter()
    let stored = try StoredBytes(workspace.folder)
    var numbers = SeededNumbers(seed: seed)
    for attempt in 1...50 {
      let damage = try stored.damage(&numbers)
      let outcome = try workspace.verify(["--read-all", "--json"])
      #expect(outcome.exit == 76, "seed \(seed), damage \(attempt): \(damage)\n\(outcome.stderr)")
      try stored.restore()
    }
    #expect(try workspace.verify(["--read-all"]).exit == 0)
  }

  @Test(arguments: TreeDamage.allCases)
  func `what is wrong is told by its code, its file and its line`(damage: TreeDamage) throws {
    let workspace = try Self.publishedStarter()
    try damage.apply(in: workspace)
    let outcome = try workspace.verify()
    #expect(outcome.exit == 76, "\(outcome.stdout)")
    let codes = outcome.stdout.split(separator: "\n").filter { $0.hasPrefix("VERIFY-") }
      .map { String($0.prefix(9)) }
    #expect(codes.contains(damage.code), "\(outcome.stdout)")
    if let place = damage.place { #expect(outcome.stdout.contains(place), "\(outcome.stdout)") }
  }

  @Test func `a damaged ledger is told as such, and an unreadable line stops nothing else`() throws
  {
    let workspace = try Self.publishedStarter()
    try workspace.replace("out/2026-11-21-n1/bundles/part-00001.ndjson") { text in
      text = String(repeating: "[", count: 3_000_000) + "\n" + text
    }
    let outcome = try workspace.verify()
    #expect(outcome.exit == 76)
    #expect(outcome.stdout.contains("part-00001.ndjson:1, byte 100"), "\(outcome.stdout)")
    var ledger = try Data(contentsOf: workspace.file("state.db"))
    for index in 4096..<ledger.count { ledger[index] = 0xA5 }
    try ledger.write(to: workspace.file("state.db"))
    #expect(try workspace.verify().exit == 76)
  }

  @Test func `a damaged tree is made anew as verify says: rebuild, move it away, run`() throws {
    let workspace = try Self.publishedStarter()
    let digest = try workspace.publishedDigest()
    // In place: the part has the same bytes on disk as the file of the tree.
    let file = workspace.file("out/2026-11-21-n1/bundles/part-00001.ndjson")
    let handle = try FileHandle(forUpdating: file)
    try handle.seek(toOffset: 500)
    try handle.write(contentsOf: Data("X".utf8))
    try handle.close()
    #expect(try workspace.verify(["--read-all"]).exit == 76)

    #expect(try workspace.command(["rebuild", "--quiet"]).exit == 76)
    try FileManager.default.removeItem(at: workspace.file("out/2026-11-21-n1"))
    let starter = LawPipeline.root.appending(path: "Pipelines/starter.yaml").path
    #expect(try workspace.run(starter).exit == 0)
    #expect(try workspace.verify(["--read-all"]).exit == 0)
    #expect(try workspace.publishedDigest() == digest)
  }

  @Test func `neither command waits for the one who works, nor changes a byte`() throws {
    let workspace = try Self.publishedStarter()
    let lock = open(workspace.file("lock").path, O_RDWR | O_CLOEXEC)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let before = try Tree(at: workspace.folder)
    for command in [["verify"], ["verify", "--read-all"], ["status"], ["status", "--json"]] {
      #expect(try Program.run(command, in: workspace.folder).exit == 0, "\(command)")
    }
    #expect(try Tree(at: workspace.folder).firstDifference(from: before) == nil)
    #expect(workspace.names(in: "tmp").isEmpty)
  }

  static func publishedStarter() throws -> LawWorkspace {
    let workspace = try LawWorkspace()
    let starter = try LawPipeline.starter
    try workspace.deliver(starter.deliveries)
    let outcome = try workspace.run(try starter.path(in: workspace))
    try #require(outcome.exit == 0, "\(outcome.stderr)")
    return workspace
  }
}

extension LawWorkspace {
  func verify(_ more: [String] = []) throws -> Program.Outcome {
    try Program.run(["verify"] + more, in: folder)
  }

  /// Writes a changed text under a new inode: a published file shares its bytes with a part.
  func replace(_ name: String, _ change: (inout String) throws -> Void) throws {
    let before = try String(contentsOf: file(name), encoding: .utf8)
    var text = before
    try change(&text)
    try #require(text != before)
    try Data(text.utf8).write(to: file(name), options: .atomic)
  }
}
