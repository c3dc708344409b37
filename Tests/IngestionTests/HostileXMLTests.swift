import RecordModel
import Testing

@testable import Ingestion

/// Files that were made to do harm, or came damaged: each is an error with a line, none is a row.
struct HostileXMLTests {
  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let cases: [(name: String, code: String, text: String)] = [
    ("an empty file", "FILE-01", ""),
    ("an undeclared prefix", "XML-01", "<r><p:f><n>a</n></p:f></r>"),
    ("a comment that is not closed behind the root", "XML-01", "<r><f/></r><!-- x"),
    (
      "an encoding declared far behind", "ENC-01",
      "<?xml version='1.0'" + repeated(" ", 300) + "encoding='UTF-7'?><r><f/></r>"
    ),
    (
      "a declaration without end", "ENC-01",
      "<?xml version='1.0'" + repeated(" ", 3000) + "?><r><f/></r>"
    ),
    ("a comment with two hyphens", "XML-01", "<r><!-- a -- b --><f/></r>"),
    ("an end of character data in text", "XML-01", "<r><f><n>a]]>b</n></f></r>"),
    ("a declaration alone", "XML-01", "<?xml version='1.0'?>"),
    ("a declaration behind the root", "XML-01", "<r><f/></r><?xml version='1.0'?>"),
    ("a huge number", "XML-01", "<r><f><n>&#99999999999999999999;</n></f></r>"),
    ("a forbidden character by number", "XML-01", "<r><f><n>&#0;</n></f></r>"),
    ("a file of spaces", "XML-01", "  \n"),
    ("plain text", "XML-01", "MRN,NAME\n1,2\n"),
    ("a cut in a tag", "XML-01", "<r>\n<f><n>a</n></f>\n<f><n"),
    ("a cut in text", "XML-01", "<r><f><n>a</n></f><f><n>b"),
    ("a cut in a comment", "XML-01", "<r><f/><!-- x"),
    ("a wrong end tag", "XML-01", "<r><f><n>a</m></f></r>"),
    ("two roots", "XML-01", "<r><f/></r><r><f/></r>"),
    ("text behind the root", "XML-01", "<r><f/></r>x"),
    ("an unknown entity", "XML-01", "<r><f><n>&x;</n></f></r>"),
    ("a zero byte", "XML-01", "<r><f><n>a\0b</n></f></r>"),
    ("an attribute twice", "XML-01", "<r><f a='1' a='2'/></r>"),
    ("an angle bracket in a tag", "XML-01", "<r><f <n>a</n></f></r>"),
    ("an unquoted attribute", "XML-01", "<r><f a=1/></r>"),
    ("a quote that is not closed", "XML-01", "<r><f a='1/></r>"),
    ("a document type", "XML-02", "<!DOCTYPE r>\n<r><f/></r>"),
    (
      "an external entity", "XML-02",
      "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>"
    ),
    (
      "billion laughs", "XML-02",
      "<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><r>&b;</r>"
    ),
    ("a document type behind the root", "XML-02", "<r><f/></r><!DOCTYPE r>"),
    ("an element declaration", "XML-02", "<!ELEMENT r ANY><r/>"),
    ("no such element", "XML-03", "<r><g/></r>"),
    ("another root", "XML-03", "<roll><f/></roll>"),
    (
      "a thousand and one attributes", "XML-04",
      "<r><f " + (0...1000).map { "a\($0)='' " }.joined() + "/></r>"
    ),
    (
      "many namespaces", "XML-04",
      "<r><f " + (0...1000).map { "xmlns:a\($0)='u' " }.joined() + "/></r>"
    ),
    ("a long tag", "XML-04", "<r><f a='" + repeated("x", 70_000) + "'/></r>"),
    ("a long name", "XML-04", "<r><" + repeated("x", 100_000) + "/></r>"),
    ("a tag without end", "XML-04", "<r><f a='" + repeated("x", 1_000_000)),
    ("a deep file", "XML-04", repeated("<r>", 300)),
    ("a long text", "XML-04", "<r><f><n>" + repeated("x", 1_100_000) + "</n></f></r>"),
    (
      "long character data", "XML-04",
      "<r><f><n><![CDATA[" + repeated("x", 1_100_000) + "]]></n></f></r>"
    ),
    ("a long comment", "XML-04", "<r><!-- " + repeated("x", 1_600_000) + " --><f/></r>"),
    ("a long row", "XML-04", "<r><f>" + repeated("<m>xxxxxxxxxxxxx</m>", 510_000) + "</f></r>"),
    ("a strange encoding", "ENC-01", "<?xml version='1.0' encoding='UTF-7'?><r><f/></r>"),
    (
      "UTF-16 declared but not written", "ENC-01",
      "<?xml version='1.0' encoding='UTF-16'?><r><f/></r>"
    ),
  ]

  @Test(arguments: cases.indices)
  func `a hostile or damaged file is refused as a whole`(index: Int) {
    let (name, code, text) = Self.cases[index]
    let error = #expect(throws: ExportError.self, "\(name)") {
      try XMLResult(TemporaryFile(text), xmlSettings("/r/f", "n"))
    }
    #expect(error?.code == code, "\(name)")
  }

  @Test func `a file that was cut off says where, and what came before`() {
    let error = #expect(throws: ExportError.self) {
      try XMLResult(
        TemporaryFile("<roll>\n<frame><mrn>1</mrn></frame>\n<frame>\n<mrn>2"),
        xmlSettings("/roll/frame", "mrn")
      )
    }
    #expect(
      error?.message
        == "XML-01 film.csv:4: stops inside <mrn> (last byte); no </roll>; 1 whole row before it. It "
        + "looks cut off in transfer: compare its size with the source. The file is left out."
    )
  }

  @Test(arguments: [
    (" \n", 0, "has no element in it, only white space, a declaration or comments"),
    ("<?xml version='1.0'?>\n<!-- x -->", 0, "has no element in it, only white space"),
    ("<r><f/></r>\nx", 2, "has text behind its root element"),
    ("<r><f/></r>\n<!-- x", 2, "stops inside a comment or a tag (last byte)"),
    ("<r>\n<p:f/></r>", 2, "uses a prefix that it does not declare"),
    ("<r>\r<f>\r<n>a</m></f></r>", 3, "has an end tag that does not fit its start tag"),
    (
      "<?xml version='1.0' encoding='us-ascii'?><r>\n<f><n>é</n></f></r>", 2,
      "has a byte that its encoding"
    ),
    ("<?xml version='1.0'?>\r\r<!DOCTYPE r><r/>", 3, "has a document type declaration"),
  ])
  func `what is wrong is said in words of our own, with its line`(
    text: String,
    line: UInt64,
    words: String
  ) throws {
    let error = #expect(throws: ExportError.self) {
      try XMLResult(TemporaryFile(text), xmlSettings("/r/f", "n"))
    }
    #expect(error?.problem.hasPrefix(words) == true && error?.line == line)
  }

  @Test func `a file that was cut anywhere is an error, and never fewer rows`() throws {
    let text = "<?xml version='1.0'?><r><!--c--><f a='b'><n>é<![CDATA[d]]></n></f><f/></r><?p i?>"
    let bytes = Array(text.utf8)
    let whole = bytes.count - "<?p i?>".utf8.count
    for count in 0..<bytes.count where count != whole {
      #expect(throws: ExportError.self, "\(count) bytes") {
        try XMLResult(TemporaryFile(Array(bytes.prefix(count))), xmlSettings("/r/f", "n"))
      }
    }
  }

  @Test(arguments: 1...80)
  func `any damage to a file is an error or a row that was there`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var bytes = Array("<r><f><n>a</n></f><!--c--><f a='b'><n><![CDATA[d]]></n></f></r>".utf8)
    let alphabet = Array("<>/!-[]&'\"= \0\u{80}x".utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      bytes[at] = alphabet.randomElement(using: &random) ?? 0
    }
    do {
      let result = try XMLResult(TemporaryFile(bytes), xmlSettings("/r/f", "n"), blockSize: 16)
      #expect(result.bytes.isBalanced && result.rows.count <= 2, "seed \(seed)")
    } catch let error as ExportError {
      #expect(["XML-01", "XML-02", "XML-03", "XML-05"].contains(error.code), "seed \(seed)")
    }
  }
}
