import RecordModel
import Testing

@testable import Workspace

struct LayoutFileTests {
  private let layout = Layout(
    encoding: "windows-1252",
    delimiter: 0xFE,
    dateOrders: [
      FacilityDateOrder(
        facility: "LAKE \"SIDE\"\t",
        field: .birthDate,
        order: .dayMonthYear,
        monthFirstRows: 0,
        dayFirstRows: .max
      ),
      FacilityDateOrder(
        facility: "",
        field: .scanDate,
        order: nil,
        monthFirstRows: 3,
        dayFirstRows: 4
      ),
    ]
  )

  @Test func `a frozen layout is read as it was decided, with the same digest`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    #expect(try LayoutFile.read(source: "film", in: folder) == nil)
    let name = try LayoutFile.write(layout, source: "film", in: folder)
    let read = try #require(try LayoutFile.read(source: "film", in: folder))
    #expect(read.layout == layout && read.digest == name)
    #expect(LayoutFile.digest(of: layout) == name)
    #expect(try digest(DurableFile.read(folder.file("layouts/film.json"))) == name)
  }

  @Test(arguments: [0x00, 0x09, 0x22, 0x2C, 0x7C, 0x7F, 0x80, 0xFF] as [UInt8])
  func `every byte can be the delimiter`(delimiter: UInt8) throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let plain = Layout(encoding: "utf-8", delimiter: delimiter)
    try LayoutFile.write(plain, source: "film", in: folder)
    #expect(try LayoutFile.read(source: "film", in: folder)?.layout == plain)
  }

  @Test func `a delimiter of several characters is kept, and one of one as it always was`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let long = Layout(encoding: "cp037", delimiter: "~|~")
    try LayoutFile.write(long, source: "film", in: folder)
    #expect(try LayoutFile.read(source: "film", in: folder)?.layout == long)
    let before = "{\"dateOrders\":[],\"delimiter\":\";\",\"encoding\":\"utf-8\",\"version\":1}"
    try scratch.deliver(before, as: folder.file("layouts/fiche.json"))
    #expect(
      try LayoutFile.read(source: "fiche", in: folder)?.layout
        == Layout(encoding: "utf-8", delimiter: ";")
    )
  }

  @Test(arguments: ["", "{}", "{\"version\":1}", "[1", "\u{FEFF}{}"])
  func `a file that we never wrote is an error that names it`(content: String) throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    let path = try scratch.deliver(content, as: folder.file("layouts/film.json"))
    let error = #expect(throws: StoreError.self) {
      try LayoutFile.read(source: "film", in: folder)
    }
    #expect(error?.call == LayoutFile.unreadable && error?.path == path)
  }

  @Test func `a layout that a hand has touched is refused`() throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    try LayoutFile.write(layout, source: "film", in: folder)
    let path = folder.file("layouts/film.json")
    let touched = try text(path).replacing("day-month-year", with: "day-month")
    try scratch.deliver(touched, as: path)
    #expect(throws: StoreError.self) { try LayoutFile.read(source: "film", in: folder) }
  }

  @Test(arguments: ["", ".", "..", "a/b", "../film", ".hidden", "a\nb"])
  func `a source's name cannot lead out of the folder`(source: String) throws {
    let scratch = try Scratch()
    let folder = try scratch.workspace()
    #expect(throws: StoreError.self) {
      try LayoutFile.write(layout, source: source, in: folder)
    }
    #expect(try files(below: scratch.path).isEmpty)
  }
}
