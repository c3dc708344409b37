import Persons
import RecordModel
import Testing

@testable import Workspace

struct DecisionBookTests {
  private let keys = (1...4).map { Key128(high: UInt64($0), low: 7) }

  private func decision(
    _ kind: PersonDecision.Kind = .link,
    retracts: Int? = nil
  ) -> PersonDecision {
    PersonDecision(
      kind,
      rows: (keys[0], keys[1]),
      retracts: retracts,
      who: "M. Röth",
      because: "two\nlines \"and\" quotes"
    )
  }

  private func with(_ body: (WorkspaceFolder) throws -> Void) throws {
    let scratch = try Scratch()
    try body(try scratch.workspace())
  }

  /// The bytes of a book of three decisions.
  private func written() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try with { folder in
      var book = try DecisionBook(folder)
      try book.append([decision(), decision(.keepApart)], in: folder)
      try book.append([decision(.retract, retracts: 1)], in: folder)
      bytes = try DurableFile.read(folder.file(DecisionBook.place))
    }
    return bytes
  }

  @Test func `what is written is read back, numbered, with its time`() throws {
    try with { folder in
      var book = try DecisionBook(folder)
      #expect(book.decisions.isEmpty && book.damage == nil)
      try book.append([decision(), decision(.keepApart)], in: folder)
      try book.append([decision(.retract, retracts: 1)], in: folder)
      let again = try DecisionBook(folder)
      #expect(again.decisions == book.decisions)
      #expect(again.decisions.map(\.sequence) == [1, 2, 3])
      #expect(again.decisions.map(\.kind) == [.link, .keepApart, .retract])
      #expect(again.decisions[0].when.utf8.count == 20)
      #expect(again.decisions[0].because == decision().because)
      let mode = try FileSystem.info(folder.file(DecisionBook.place))?.mode
      #expect(mode.map { $0 & 0o777 } == 0o600)
    }
  }

  @Test func `every changed byte of a line shows`() throws {
    let bytes = try written()
    for offset in bytes.indices where bytes[offset] != 10 {
      var changed = bytes
      changed[offset] ^= 1
      // The last line has none behind it that vouches for its words.
      let isLast = offset > (bytes.dropLast().lastIndex(of: 10) ?? 0)
      let book = DecisionBook(bytes: changed)
      #expect(isLast || book.damage != nil || book.tornByteCount > 0, "byte \(offset)")
    }
  }

  @Test func `a line taken out, put in twice or put elsewhere shows`() throws {
    let lines = try written().split(separator: 10).map { Array($0) + [10] }
    let wrong = [[0, 2], [1, 2], [0, 1, 1, 2], [1, 0, 2], [0, 0, 1, 2]]
    for order in wrong {
      let book = DecisionBook(bytes: order.flatMap { lines[$0] })
      #expect(book.damage != nil, "\(order)")
    }
    #expect(DecisionBook(bytes: lines[0] + [10] + lines[1]).damage?.line == 2)
  }

  @Test func `any cut leaves whole decisions and a torn end, which the next decision removes`()
    throws
  {
    let bytes = try written()
    for count in 0...bytes.count {
      let book = DecisionBook(bytes: Array(bytes[..<count]))
      #expect(book.damage == nil)
      #expect(book.decisions.count == bytes[..<count].count { $0 == 10 })
    }
    try with { folder in
      var book = try DecisionBook(folder)
      try book.append([decision()], in: folder)
      let whole = try DurableFile.read(folder.file(DecisionBook.place))
      let cut = whole + whole.prefix(20)
      try DurableFile.write(
        cut.span,
        to: folder.file(DecisionBook.place)
      )
      var torn = try DecisionBook(folder)
      #expect(torn.tornByteCount == 20 && torn.damage == nil)
      try torn.append([decision(.keepApart)], in: folder)
      let mended = try DecisionBook(folder)
      #expect(mended.tornByteCount == 0 && mended.damage == nil)
      #expect(mended.decisions.map(\.sequence) == [1, 2])
    }
  }

  @Test(arguments: ["\n", "{}\n", "null\n", "[]\n", "\u{0}\n", "{\"seq\":1}\n"])
  func `what is no decision is damage`(text: String) {
    #expect(DecisionBook(bytes: Array(text.utf8)).damage?.line == 1)
  }

  @Test func `nothing to write writes nothing`() throws {
    try with { folder in
      var book = try DecisionBook(folder)
      try book.append([], in: folder)
      #expect(try FileSystem.info(folder.file(DecisionBook.place)) == nil)
    }
  }
}
