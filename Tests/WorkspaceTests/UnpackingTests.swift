import Glibc
import RecordModel
import Testing

@testable import Workspace

struct UnpackingTests {
  typealias Entry = PackedBytes.Entry

  private func receive(
    _ bytes: [UInt8],
    _ scratch: Scratch,
    taking: (String?) -> Bool = { _ in true }
  ) throws -> (delivery: DeliveredFile, store: FilePartStore) {
    let store = FilePartStore(try scratch.workspace())
    let path = try scratch.deliver(bytes, as: "delivered")
    return (try Landing.receive(path, as: "in/d", in: store, taking: taking), store)
  }

  private func refusal(
    _ bytes: [UInt8],
    in shared: Scratch? = nil,
    taking: (String?) -> Bool = { _ in true }
  ) throws -> ExportError? {
    let scratch = try shared ?? Scratch()
    let error = #expect(throws: DeliveryError.self) { try receive(bytes, scratch, taking: taking) }
    #expect(try files(below: "\(scratch.path)/workspace/tmp").isEmpty)
    guard case .unusable(let problem) = error else { return nil }
    return problem
  }

  @Test func `what a gzip file holds is landed as if it had been delivered plain`() throws {
    var random = SplitMix64(seed: 11)
    for count in [0, 1, 1 << 18, (1 << 18) + 1, 3_000_000] {
      let content = random.bytes(count)
      let scratch = try Scratch()
      let (delivery, store) = try receive(PackedBytes.gzip(content), scratch)
      #expect(delivery.packing == .gzip && delivery.contents.count == 1)
      #expect(delivery.contents[0].digest == digest(content))
      #expect(delivery.contents[0].deliveredAs == "in/d" && delivery.contents[0].member == nil)
      #expect(try store.content(digest(content)) == content)
    }
  }

  @Test func `members of a gzip file follow each other, and zeros behind them are nothing`() throws
  {
    let scratch = try Scratch()
    let packed = PackedBytes.gzip(Array("a,b\n".utf8)) + PackedBytes.gzip(Array("1,2\n".utf8))
    let (delivery, _) = try receive(packed + [UInt8](repeating: 0, count: 700), scratch)
    #expect(delivery.contents.map(\.digest) == [digest(Array("a,b\n1,2\n".utf8))])
  }

  @Test func `a gzip file with any byte changed or cut off is refused, or gives the same`() throws {
    let content = Array("MRN,NAME\n100417,QUILLFEATHER\n100533,OSTERLUND\n".utf8)
    let packed = PackedBytes.gzip(content)
    let scratch = try Scratch()
    for length in 2..<packed.count {
      #expect(
        try refusal(Array(packed[..<length]), in: scratch)?.code == "FILE-04",
        "cut to \(length)"
      )
    }
    for index in 10..<packed.count {
      var changed = packed
      changed[index] ^= 0x10
      // A bit that fills the last byte of the packed part means nothing.
      do {
        let (delivery, _) = try receive(changed, scratch)
        #expect(delivery.contents.map(\.digest) == [digest(content)], "byte \(index)")
      } catch DeliveryError.unusable(let problem) {
        #expect(problem.code == "FILE-04", "byte \(index)")
      }
    }
    #expect(try refusal(packed + Array("more".utf8))?.code == "FILE-04")
  }

  @Test func `every file in a zip is a content of its own, whatever its name`() throws {
    let scratch = try Scratch()
    var stored = Entry("stored.csv", "a\n1\n")
    stored.method = 0
    let zip = PackedBytes.zip(
      [
        Entry("out/"), Entry("out/film.csv", "b\n"), Entry("../up.csv", "c\n"),
        Entry("/root.csv", "d\n"), Entry("C:\\out\\dos.csv", "e\n"), stored,
        Entry("bell\u{7}.csv", "f\n"),
        Entry("__MACOSX/out/._film.csv", "x"), Entry("out/.DS_Store", "y"), Entry("empty.csv"),
      ],
      comment: Array("sent by night".utf8)
    )
    let (delivery, store) = try receive(zip, scratch)
    #expect(
      delivery.contents.map(\.deliveredAs)
        == [
          "in/d!out/film.csv", "in/d!../up.csv", "in/d!/root.csv", "in/d!C:/out/dos.csv",
          "in/d!stored.csv", "in/d!bell?.csv", "in/d!empty.csv",
        ]
    )
    #expect(delivery.skipped == 3 && delivery.untaken.isEmpty)
    #expect(try store.content(delivery.contents[1].digest) == Array("c\n".utf8))
    #expect(try FileSystem.info("\(scratch.path)/up.csv") == nil)
  }

  @Test func `a file of a zip that nobody takes is not unpacked, and is told`() throws {
    let scratch = try Scratch()
    let zip = PackedBytes.zip([Entry("film.csv", "a\n"), Entry("read\u{1B}me.txt", "b\n")])
    let (delivery, store) = try receive(zip, scratch) { $0 == "film.csv" }
    #expect(delivery.contents.map(\.member) == ["film.csv"])
    #expect(delivery.untaken == ["read?me.txt"])
    #expect(!store.has(digest(Array("b\n".utf8))))
  }

  @Test func `a zip that is damaged anywhere is refused with FILE-04`() throws {
    let whole = PackedBytes.zip([Entry("a.csv", "MRN\n1\n"), Entry("b.csv", "MRN\n2\n")])
    let scratch = try Scratch()
    for length in stride(from: 4, to: whole.count, by: 7) {
      #expect(
        try refusal(Array(whole[..<length]), in: scratch)?.code == "FILE-04",
        "cut to \(length)"
      )
    }
    var wrongSum = Entry("a.csv", "MRN\n1\n")
    wrongSum.checksum = 7
    #expect(try refusal(PackedBytes.zip([wrongSum]))?.code == "FILE-04")
    wrongSum.method = 0
    #expect(try refusal(PackedBytes.zip([wrongSum]))?.code == "FILE-04")
    #expect(try refusal(whole + whole)?.code == "FILE-04")
    #expect(try refusal(PackedBytes.zip([Entry("a.csv", "x")], count: 2))?.code == "FILE-04")
  }

  @Test func `what in a zip cannot be read is refused with FILE-06, and only if it is taken`()
    throws
  {
    var secret = Entry("a.csv", "MRN\n1\n")
    secret.flags = 1
    var link = Entry("a.csv", "/etc/passwd")
    link.mode = 0o120777
    var folder = Entry("a.csv", "MRN\n1\n")
    folder.mode = 0o040755
    var odd = Entry("a.csv", "MRN\n1\n")
    odd.method = 99
    let packedAgain = PackedBytes.gzip(Array("MRN\n".utf8))
    var inner = Entry("a.csv")
    inner.content = packedAgain
    var zipInside = Entry("a.csv")
    zipInside.content = PackedBytes.zip([Entry("b.csv", "MRN\n")])
    let twice = [Entry("a.csv", "MRN\n1\n"), Entry("a.csv", "MRN\n2\n")]
    for entries in [[secret], [link], [folder], [odd], [inner], [zipInside], twice] {
      #expect(try refusal(PackedBytes.zip(entries))?.code == "FILE-06", "\(entries.count)")
      let scratch = try Scratch()
      let zip = PackedBytes.zip(entries + [Entry("b.csv", "MRN\n")])
      let (delivery, _) = try receive(zip, scratch) { $0 == "b.csv" }
      #expect(delivery.contents.count == 1 && delivery.untaken.count == entries.count)
    }
    #expect(try refusal(PackedBytes.gzip(packedAgain))?.code == "FILE-06")
    #expect(try refusal(PackedBytes.zip([]))?.code == "FILE-01")
    #expect(try refusal(PackedBytes.zip([Entry("only/")]))?.code == "FILE-01")
    #expect(try refusal(Array("a,b\n".utf8)) { $0 != nil }?.code == "FILE-06")
  }

  @Test func `an archive that grows beyond all proportion is stopped, and leaves nothing`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace().file("tmp")
    let zeros = [UInt8](repeating: 0, count: 5_000_000)
    var limits = UnpackingLimits()
    limits.freeBytes = 1_000_000
    var entry = Entry("zeros.csv")
    entry.content = zeros
    for bytes in [PackedBytes.gzip(zeros), PackedBytes.zip([entry])] {
      let file = try OpenFile.readingDelivered(scratch.deliver(bytes, as: "bomb"))
      let unpacking = try Unpacking(file, as: "in/bomb", into: folder, limits: limits)
      let error = #expect(throws: DeliveryError.self) {
        try unpacking.run(
          taking: { _ in true },
          begin: { () throws(StoreError) in try TemporaryFile(in: folder) },
          keep: { (file, _) throws(StoreError) in file.path }
        )
      }
      guard case .unusable(let problem) = error else {
        Issue.record("not refused")
        continue
      }
      #expect(problem.code == "FILE-05" && problem.message.contains("200 to 1"))
      #expect(try files(below: folder).isEmpty)
    }
  }

  @Test func `a zip of too many entries, or with an endless name, is refused`() throws {
    let many = (0...10_000).map { Entry("\($0)") }
    #expect(try refusal(PackedBytes.zip(many))?.code == "FILE-05")
    let long = Entry(String(repeating: "n", count: 1_025), "MRN\n")
    #expect(try refusal(PackedBytes.zip([long]))?.code == "FILE-05")
  }

  @Test func `a file that is not landed is read where it is, or unpacked beside`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace().file("tmp")
    let plain = try scratch.deliver("a,b\n", as: "film.csv")
    let direct = try DeliveredFile.contents(of: plain, as: "film.csv", unpackingInto: folder)
    #expect(direct.contents.map(\.path) == [plain] && direct.packing == .plain)
    let zip = PackedBytes.zip([Entry("film.csv", "a,b\n"), Entry("fiche.csv", "c\n")])
    let packed = try scratch.deliver(zip, as: "night.zip")
    let found = try DeliveredFile.contents(of: packed, as: "night.zip", unpackingInto: folder)
    #expect(found.contents.map(\.deliveredAs) == ["night.zip!film.csv", "night.zip!fiche.csv"])
    #expect(try text(found.contents[1].path) == "c\n")
  }

  @Test func `a pattern behind an exclamation mark picks files of a zip`() {
    let whole = DeliveryPattern("inbox/[!a]*.zip")
    #expect(whole.file == "inbox/[!a]*.zip" && whole.member == nil && whole.takes("any"))
    let named = DeliveryPattern("inbox/*.zip!film_*.csv")
    #expect(named.file == "inbox/*.zip")
    #expect(named.takes("film_1.csv") && named.takes("2026/out/film_1.csv"))
    #expect(named.takes("C:\\out\\film_1.csv") && !named.takes("fiche.csv"))
    let placed = DeliveryPattern("n.zip!out/*.csv")
    #expect(placed.takes("out/a.csv") && !placed.takes("a.csv") && !placed.takes("x/out/a.csv"))
  }

  @Test func `a file that another program writes is not landed`() throws {
    // A disk on which the system tells; in memory it does not everywhere.
    let scratch = try Scratch()
    let path = try scratch.deliver("a\n", as: "film.csv")
    let store = FilePartStore(try scratch.workspace())
    let writer = open(path, O_WRONLY)
    defer { close(writer) }
    let look = try #require(DeliveredLook(path))
    if look.isBeingWritten {
      #expect(throws: DeliveryError.self) {
        try Landing.receive(path, as: "film.csv", in: store, taking: { _ in true })
      }
    }
    #expect(look.byteCount == 2)
  }

  @Test func `what has the name of an export and is no file is listed and never opened`() throws {
    let scratch = try Scratch()
    try scratch.deliver("a\n", as: "one.csv")
    #expect(mkfifo("\(scratch.path)/pipe.csv", 0o600) == 0)
    #expect(mkdir("\(scratch.path)/folder.csv", 0o700) == 0)
    try FileSystem.symlink(to: "nowhere", at: "\(scratch.path)/link.csv")
    let found = try FolderListing.list(matching: ["*.csv", "one.csv"], in: scratch.path)
    #expect(found.files == ["one.csv"])
    #expect(found.others.map(\.path) == ["folder.csv", "link.csv", "pipe.csv"])
    #expect(found.others.map(\.kind) == ["a folder", "a link that leads nowhere", "a pipe"])
  }
}
