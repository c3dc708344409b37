/// Hostile and damaged XML files.
enum HostileMarkup {
  static let all = types + damage + cuts

  private static let row = "<frame id=\"D1\"><mrn>1</mrn><last>ADA</last></frame>"
  private static let row2 = "<frame id=\"D2\"><mrn>2</mrn><last>BEA</last></frame>"
  private static let again = "Ask for the export again"
  private static let without = "Ask for the export without DOCTYPE"
  private static let cutOff = "It looks cut off in transfer"

  /// A document type and a root behind it, in the second line.
  private static func type(
    _ name: String,
    _ declaration: String,
    _ text: String = "&x;"
  )
    -> HostileFile
  {
    .xml(
      "xml: " + name,
      .text(
        "<?xml version=\"1.0\"?>\n\(declaration)\n<roll><frame id=\"D1\"><mrn>1</mrn><last>\(text)</last>"
          + "</frame></roll>\n"
      ),
      .refused("XML-02", line: 2, without)
    )
  }

  private static let types: [HostileFile] = [
    type("a document type with an entity of its own", "<!DOCTYPE roll [<!ENTITY x \"y\">]>"),
    type(
      "a document type that names a file",
      "<!DOCTYPE roll SYSTEM \"file:///etc/hostname\">",
      "A"
    ),
    type(
      "an entity that is a file",
      "<!DOCTYPE roll [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
    ),
    type("an entity that is a device", "<!DOCTYPE roll [<!ENTITY x SYSTEM \"file:///dev/zero\">]>"),
    type("an entity on a server", "<!DOCTYPE roll [<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">]>"),
    type("a document type on a server", "<!DOCTYPE roll SYSTEM \"http://127.0.0.1:9/x.dtd\">", "A"),
    type(
      "a public document type",
      "<!DOCTYPE roll PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://127.0.0.1:9/x.dtd\">",
      "A"
    ),
    type(
      "parameter entities that ask a server",
      "<!DOCTYPE roll [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]>",
      "A"
    ),
    type(
      "parameter entities that read a file",
      "<!DOCTYPE roll [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>",
      "A"
    ),
    type("a billion laughs", laughs, "&l9;"),
    type(
      "one long entity used thousands of times",
      "<!DOCTYPE roll [<!ENTITY x \"\(String(repeating: "A", count: 50_000))\">]>",
      String(repeating: "&x;", count: 5_000)
    ),
    type("an entity that is itself", "<!DOCTYPE roll [<!ENTITY x \"&x;\">]>"),
    type(
      "attributes by default",
      "<!DOCTYPE roll [<!ATTLIST frame id CDATA \"D9\">]>",
      "A"
    ),
    .xml(
      "xml: a document type in lower case",
      .text("<!doctype roll>\n<roll>\(row)</roll>"),
      .refused("XML-02", line: 1, without)
    ),
    .xml(
      "xml: an inclusion is an element like others",
      .text(
        "<roll xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\" "
          + "parse=\"text\"/>\(row)</roll>"
      ),
      .loaded(1)
    ),
    .xml(
      "xml: a style sheet on a server is not asked for",
      .text("<?xml-stylesheet href=\"http://127.0.0.1:9/x.xsl\"?><roll>\(row)</roll>"),
      .loaded(1)
    ),
    .xml(
      "xml: a schema on a server is not asked for",
      .text(
        "<roll xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
          + "xsi:noNamespaceSchemaLocation=\"http://127.0.0.1:9/x.xsd\">\(row)</roll>"
      ),
      .loaded(1)
    ),
  ]

  private static let laughs: String = {
    var text = "<!DOCTYPE roll [<!ENTITY l0 \"ha\">"
    for level in 1...9 {
      text += "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
    }
    return text + "]>"
  }()

  private static func damaged(
    _ name: String,
    _ text: String,
    line: Int,
    _ code: String = "XML-01",
    _ remedy: String = again
  ) -> HostileFile {
    .xml("xml: " + name, .text(text), .refused(code, line: line, remedy))
  }

  private static let damage: [HostileFile] = [
    damaged("an end tag that does not fit", "<roll>\(row)\n<frame></farme></roll>", line: 2),
    damaged("two roots", "<roll>\(row)</roll>\n<roll>\(row2)</roll>", line: 2),
    damaged("text behind the root", "<roll>\(row)</roll>\nTRAILER 1", line: 2),
    damaged("text in front of the root", "INDEX\n<roll>\(row)</roll>", line: 1),
    damaged("an attribute twice", "<roll>\n<frame id=\"1\" id=\"2\"/></roll>", line: 2),
    damaged("an attribute without quotes", "<roll>\n<frame id=1/></roll>", line: 2),
    damaged(
      "a bare ampersand",
      "<roll>\n<frame id=\"1\"><last>A & B</last></frame></roll>",
      line: 2
    ),
    damaged(
      "an entity nobody defined",
      "<roll>\n<frame><last>&nbsp;</last></frame></roll>",
      line: 2
    ),
    damaged("a NUL in the text", "<roll>\n<frame><last>A\0B</last></frame></roll>", line: 2),
    damaged(
      "a control character by number",
      "<roll>\n<frame><last>&#7;</last></frame></roll>",
      line: 2
    ),
    damaged(
      "a character beyond Unicode",
      "<roll>\n<frame><last>&#x110000;</last></frame></roll>",
      line: 2
    ),
    damaged("a comment that is never closed", "<roll>\n\(row)<!-- ", line: 2, "XML-01", cutOff),
    damaged(
      "a section that is never closed",
      "<roll>\n<frame><last><![CDATA[ADA</last></frame></roll>",
      line: 2,
      "XML-01",
      cutOff
    ),
    damaged("a comment with two hyphens", "<roll>\n<!-- a -- b -->\(row)</roll>", line: 2),
    damaged(
      "the declaration in the second line",
      "\n<?xml version=\"1.0\"?><roll>\(row)</roll>",
      line: 2
    ),
    damaged("a prefix nobody declared", "<roll>\n<q:frame id=\"1\"/></roll>", line: 2),
    damaged("nothing but spaces", "   \n\n", line: 0),
    damaged("lines of cells under the name of XML", "MRN,LAST\n1,ADA\n", line: 1),
    damaged("JSON under the name of XML", "{\"roll\": []}\n", line: 1),
    damaged("another root element", "<rolls>\(row)</rolls>", line: 0, "XML-03", "Correct 'each:'"),
    damaged("no row element", "<roll></roll>", line: 0, "XML-03", "Correct 'each:'"),
    .xml("xml: an empty file", .bytes([]), .refused("FILE-01", again)),
    .xml(
      "xml: nothing but a byte order mark",
      .bytes([0xEF, 0xBB, 0xBF]),
      .refused("XML-01", again)
    ),
  ]

  /// The same small file cut behind each of these pieces.
  private static let cuts: [HostileFile] = {
    let pieces = [
      "<", "roll", ">", "\n<frame ", "id=", "\"D1", "\">", "<mrn>1", "</mrn", "><last>ADA</last>",
      "</frame>\n", "<!--", " c --", "><frame id=\"D2\"><mrn>2</mrn><last><![CDATA[", "BEA]]>",
      "</last></frame>",
    ]
    return pieces.indices.map { index in
      let text = pieces[...index].joined()
      // Before the root is there, there is no line to speak of.
      let line = index < 2 ? 0 : 1 + text.count { $0 == "\n" }
      return .xml(
        "xml: cut behind piece \(index + 1) of \(pieces.count + 1)",
        .text(text),
        .refused("XML-01", line: line, index < 2 ? again : cutOff)
      )
    }
  }()
}
