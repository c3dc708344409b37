import RecordModel
import Testing

@testable import Ingestion

struct RowIdentityTests {
  private func read(_ text: String, _ settings: SourceSettings = settings(3)) throws -> Reading {
    try Reading(TemporaryFile(text), settings)
  }

  @Test func `a row is known by its document, whatever else it says`() throws {
    let reading = try read("A,B,C\n1,b,c\n1,x,y\n2,b,c\n")
    #expect(reading.keys[0] == reading.keys[1])
    #expect(reading.keys[0] != reading.keys[2])
    #expect(Set(reading.digests).count == 3)
  }

  @Test func `a row without document is known by its content`() throws {
    let reading = try read("A,B,C\n,b,c\n,b,c\n,b,d\n")
    #expect(reading.keys[0] == reading.keys[1] && reading.digests[0] == reading.digests[1])
    #expect(reading.keys[0] != reading.keys[2])
  }

  @Test func `the order of columns and rows changes neither key nor digest`() throws {
    let reading = try read("A,B,C\n1,b,c\n,x,y\n")
    let moved = try read("C,A,B\ny,,x\nc,1,b\n")
    #expect(moved.keys == reading.keys.reversed())
    #expect(moved.digests == reading.digests.reversed())
  }

  @Test func `two sources never share a row`() throws {
    var other = settings(3)
    other.name = "fiche-index"
    let text = "A,B,C\n1,b,c\n,b,c\n"
    #expect(Set(try read(text).keys).isDisjoint(with: try read(text, other).keys))
  }

  @Test func `text that moves from one cell to the next is other content`() throws {
    let reading = try read("A,B,C\n1,ab,c\n1,a,bc\n")
    #expect(reading.digests[0] != reading.digests[1])
  }

  @Test func `rows that are pages are known by document and frame, or image`() throws {
    var pages = settings(3)
    pages.rowsAre = .pages
    pages.columns[1].field = .frame
    pages.columns[2].field = .image
    let reading = try read("A,B,C\n1,7,x\n1,8,x\n1,,x\n1,,y\n1,7,z\n", pages)
    #expect(Set(reading.keys).count == 4)
    #expect(reading.keys[0] == reading.keys[4])
  }

  // Ids of published documents hang on these: a changed value orphans every one of them.
  @Test func `keys and digests are what they always were`() throws {
    let reading = try read("A,B,C\n1,b,c\n,b,c\n")
    #expect(
      reading.keys.map(\.hex)
        == ["535ff2f2af3bf2262f8935a60a808aed", "e2b684cb499d3861e43297e50070e181"]
    )
    #expect(
      reading.digests.map(\.hex)
        == ["920db494adff8f5aecfdd542639b137d", "8d7717f7404d2594244fe7c0a31e49e5"]
    )
  }
}
