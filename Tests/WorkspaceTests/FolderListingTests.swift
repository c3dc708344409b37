import Glibc
import RecordModel
import Testing

@testable import Workspace

struct FolderListingTests {
  @Test func `files that match are listed once, in the order of their bytes`() throws {
    let scratch = try Scratch()
    for folder in ["in", "in/a", "in/b", "in/.hidden"] {
      try FileSystem.makeFolder("\(scratch.path)/\(folder)")
    }
    for file in [
      "in/b.csv", "in/B.csv", "in/ä.csv", "in/a.xml", "in/.c.csv", "in/a/x1.csv", "in/b/x2.csv",
      "in/a/x10.csv", "in/.hidden/x3.csv",
    ] { try scratch.deliver("", as: file) }
    try FileSystem.makeFolder("\(scratch.path)/in/folder.csv")
    #expect(try list(scratch, "in/*.csv", "in/b.*") == ["in/B.csv", "in/b.csv", "in/ä.csv"])
    #expect(try list(scratch, "in/[ab]/x?.csv") == ["in/a/x1.csv", "in/b/x2.csv"])
    #expect(try list(scratch, "*/*/x*.csv") == ["in/a/x1.csv", "in/a/x10.csv", "in/b/x2.csv"])
    #expect(try list(scratch, "./in//a.xml") == ["in/a.xml"])
    #expect(try list(scratch, "in/*") == ["in/B.csv", "in/a.xml", "in/b.csv", "in/ä.csv"])
    #expect(try list(scratch, "absent/*.csv", "in/a.xml/*", "in/none.csv", "").isEmpty)
    #expect(try list(scratch, "\(scratch.path)/in/a.*") == ["\(scratch.path)/in/a.xml"])
  }

  @Test func `a link to a file is listed, a dead link and a pipe are not`() throws {
    let scratch = try Scratch()
    try FileSystem.symlink(to: scratch.deliver("", as: "real"), at: "\(scratch.path)/link.csv")
    try FileSystem.symlink(to: "nowhere", at: "\(scratch.path)/dead.csv")
    #expect(mkfifo("\(scratch.path)/pipe.csv", 0o600) == 0)
    #expect(try list(scratch, "*.csv") == ["link.csv"])
  }

  @Test func `a matching name that is no UTF-8 is an error, not passed over`() throws {
    let scratch = try Scratch()
    var path = Array("\(scratch.path)/M?.csv".utf8CString)
    path[path.count - 6] = CChar(bitPattern: 0xFC)
    let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
    try #require(descriptor >= 0)
    close(descriptor)
    // By its bytes: no path of text can name it.
    defer { unlink(path) }
    let error = #expect(throws: StoreError.self) { try list(scratch, "*.csv") }
    #expect(error?.code == EILSEQ)
    #expect(try list(scratch, "*.xml").isEmpty)
  }

  @Test(arguments: [
    ("a*.csv", "ab.csv", true), ("*.csv", ".csv", false), ("*", "a/b", false), ("*/b", "a/b", true),
    ("[!a].csv", "b.csv", true), ("[!a].csv", "a.csv", false), ("a?", "a", false),
    ("[", "[", true), ("a\\*", "a*", true), ("a\\*", "ab", false),
  ])
  func `a pattern matches as it does in a shell`(pattern: String, path: String, matches: Bool) {
    #expect(FilePattern(pattern).matches(path) == matches)
  }

  private func list(_ scratch: Scratch, _ patterns: String...) throws -> [String] {
    try FolderListing.listFiles(matching: patterns, in: scratch.path)
  }
}
