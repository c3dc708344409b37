/// XML that is larger, deeper or wider than any index.
enum HostileMarkupSizes {
  private static let row = "<frame id=\"D1\"><mrn>1</mrn><last>ADA</last></frame>"
  private static let again = "Ask for the export again"
  private static let unlike = "No index is like this"

  private static func large(
    _ name: String,
    _ content: HostileContent,
    line: Int = 1,
    _ code: String = "XML-04",
    _ remedy: String = unlike
  ) -> HostileFile {
    .xml("xml: " + name, content, .refused(code, line: line, remedy))
  }

  static let all: [HostileFile] = [
    large(
      "a tag with a million attributes",
      .text(
        "<roll>\n<frame "
          + (0..<HostileScale.manyAttributes).map { "a\($0)=\"\" " }.joined() + "/></roll>"
      ),
      line: 2
    ),
    large(
      "a tag with 1,001 attributes",
      .text("<roll>\n<frame " + (0..<1_001).map { "a\($0)=\"\" " }.joined() + "/></roll>"),
      line: 2
    ),
    large(
      "a tag that declares 2,000 namespaces",
      .text("<roll>\n<frame " + (0..<2_000).map { "xmlns:n\($0)=\"u\" " }.joined() + "/></roll>"),
      line: 2
    ),
    .xml(
      "xml: twenty thousand elements that each declare a namespace",
      .pieces("<roll>", "<x xmlns:q=\"u\"/>", 20_000, row + "</roll>"),
      .loaded(1)
    ),
    large(
      "namespaces declared deeper and deeper",
      .pieces("<roll>", "<x xmlns:a=\"u\" xmlns:b=\"v\">", 300, "")
    ),
    large("elements 100,000 deep", .pieces("<roll>", "<d>", 100_000, "")),
    large("elements 257 deep", .pieces("<roll>", "<d>", 257, "")),
    large(
      "an attribute value of a huge size",
      .repeated(
        head: "<roll><frame id=\"",
        piece: "A",
        bytes: HostileScale.largeField,
        tail: "\"/></roll>"
      )
    ),
    large(
      "a text of a huge size",
      .repeated(
        head: "<roll><frame id=\"1\"><last>",
        piece: "A",
        bytes: HostileScale.largeField,
        tail: "</last></frame></roll>"
      )
    ),
    large(
      "a text just over the longest",
      .pieces("<roll><frame id=\"1\"><last>", "A", 1_000_001, "</last></frame></roll>")
    ),
    large(
      "a comment of a huge size",
      .repeated(
        head: "<roll><!--",
        piece: "c",
        bytes: HostileScale.largeField,
        tail: "-->\(row)</roll>"
      )
    ),
    large(
      "a processing instruction of a huge size",
      .repeated(
        head: "<roll><?p ",
        piece: "c",
        bytes: HostileScale.largeField,
        tail: "?>\(row)</roll>"
      )
    ),
    large(
      "a section of a huge size",
      .repeated(
        head: "<roll><frame id=\"1\"><last><![CDATA[",
        piece: "c",
        bytes: HostileScale.largeField,
        tail: "]]></last></frame></roll>"
      )
    ),
    large("a name of 100,000 letters", .pieces("<roll><", "a", 100_000, "/></roll>")),
    large(
      "one row of millions of elements",
      .repeated(
        head: "<roll><frame id=\"1\">",
        piece: "<x/>",
        bytes: 10_000_100,
        tail: "</frame></roll>"
      )
    ),
    large(
      "zeros without end, on a disk that does not hold them",
      .sparse(head: "<roll>\n", bytes: HostileScale.largeField),
      line: 2,
      "XML-01",
      again
    ),
    .xml(
      "xml: fifty thousand comments",
      .pieces("<roll>", "<!---->", 50_000, row + "</roll>"),
      .loaded(1)
    ),
    .xml(
      "xml: a cell just over the longest",
      .pieces(
        "<roll>\(row)<frame id=\"D2\"><mrn>2</mrn><last>",
        "A",
        60_001,
        "</last></frame></roll>"
      ),
      .setAside(["CSV-03": 1], loaded: 1)
    ),
    .xml(
      "xml: several values where one is asked for",
      .text("<roll>\(row)<frame id=\"D2\"><mrn>2</mrn><mrn>3</mrn><last>BEA</last></frame></roll>"),
      .setAside(["REC-02": 1], loaded: 1)
    ),
  ]
}
