import Testing

@testable import Ingestion

struct XMLPathTests {
  @Test(arguments: [
    "mrn", "patient/last", "@doctype", "patient/@id", "../@number", "../../title", ".",
    "id[@root=\"1.2/3\"]/@extension", "id[@root='x']", "name[1]/given", "name[2][@use=\"L\"]/given",
    "id[@root][@extension][@root!='1.2']/@extension", "telecom[@value^='tel:']/@value",
  ])
  func `what the grammar shows is read`(text: String) {
    #expect(throws: Never.self) { try XMLPath(text) }
  }

  @Test(arguments: [
    "", " ", "/a", "a//b", "a/", "..", "../..", "a/../b", "a/@b/c", "a[", "a[0]", "a[x]", "a[@x=1]",
    "a[@x='1\"]", "v3:id", "@", "@a b", "*", "text()", "a[1][2]", "1a", "a[@]", "a[@x!]",
    "a[@x!^='1']", "a[@x<'1']",
  ])
  func `anything else is refused in words`(text: String) {
    let error = #expect(throws: XMLPathError.self) { try XMLPath(text) }
    #expect(error?.problem.isEmpty == false)
  }

  @Test func `row elements are named from the root`() throws {
    #expect(try XMLPath(each: "/roll/frame").steps.map(\.name) == ["roll", "frame"])
    for text in ["roll", "/", "", "/a[1]", "/a/@b", "//a", "/../a"] {
      #expect(throws: XMLPathError.self) { try XMLPath(each: text) }
    }
  }

  @Test func `brackets may hold slashes`() throws {
    let path = try XMLPath("../id[@root=\"a/b\"]/@x")
    #expect(path.climbs == 1 && path.attribute == "x")
    #expect(path.steps.first?.conditions.first?.value == "a/b")
  }
}
