/// XML whose bytes are not what it says they are.
enum HostileMarkupEncodings {
  private static let row = "<frame id=\"D1\"><mrn>1</mrn><last>ADA</last></frame>"
  private static let again = "Ask for the export again"
  private static let without = "Ask for the export without DOCTYPE"

  private static func bytes(_ before: String, _ bytes: [UInt8], _ behind: String) -> HostileContent
  {
    .bytes(Array(before.utf8) + bytes + Array(behind.utf8))
  }

  private static func wide(_ text: String, mark: [UInt8], bigEndian: Bool) -> [UInt8] {
    mark + text.utf8.flatMap { bigEndian ? [0, $0] : [$0, 0] }
  }

  static let all: [HostileFile] = [
    .xml(
      "xml: declares utf-8 and is latin-1",
      bytes(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<roll><frame id=\"1\"><last>M",
        [0xFC],
        "LLER</last></frame></roll>"
      ),
      .refused("XML-01", line: 2, again)
    ),
    .xml(
      "xml: declares nothing and is latin-1",
      bytes("<roll>\n<frame id=\"1\"><last>M", [0xFC], "LLER</last></frame></roll>"),
      .refused("XML-01", line: 2, again)
    ),
    .xml(
      "xml: an encoding that nobody knows",
      .text("<?xml version=\"1.0\" encoding=\"klingon\"?>\n<roll>\(row)</roll>"),
      .refused("ENC-01", line: 1, "Ask for the export in UTF-8")
    ),
    .xml(
      "xml: declares utf-7, in which tags can be hidden",
      .text("<?xml version=\"1.0\" encoding=\"utf-7\"?>\n<roll>+ADw-frame+AD4-</roll>"),
      .refused("ENC-01", line: 1, "Ask for the export in UTF-8")
    ),
    .xml(
      "xml: declares utf-7 behind more spaces than are looked at",
      .text(
        "<?xml version=\"1.0\" \(String(repeating: " ", count: 400))encoding=\"utf-7\"?>\n"
          + "<roll>\(row)+ADwAIQ-DOCTYPE</roll>"
      ),
      .refused("ENC-01", line: 1, "Ask for the export in UTF-8")
    ),
    .xml(
      "xml: a document type hidden in utf-7 that is declared out of sight",
      .text(
        "<?xml version=\"1.0\" \(String(repeating: " ", count: 400))encoding=\"utf-7\"?>\n"
          + "+ADwAIQ-DOCTYPE roll +AFsAPAAh-ENTITY x +ACI-y+ACIAPgBdAD4-<roll>\(row)</roll>"
      ),
      .refused("ENC-01", line: 1, "Ask for the export in UTF-8")
    ),
    .xml(
      "xml: declares EBCDIC and is not",
      .text("<?xml version=\"1.0\" encoding=\"IBM037\"?>\n<roll>\(row)</roll>"),
      .refused("ENC-01", line: 1, "Ask for the export in UTF-8")
    ),
    .xml(
      "xml: declares utf-16 and is utf-8",
      .text("<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<roll>\(row)</roll>"),
      .refused("ENC-01", line: 1, "Ask for the export in UTF-8")
    ),
    .xml(
      "xml: utf-16 with its mark",
      .bytes(wide("<roll>\(row)</roll>", mark: [0xFF, 0xFE], bigEndian: false)),
      .loaded(1)
    ),
    .xml(
      "xml: utf-16 without its mark",
      .bytes(wide("<roll>\(row)</roll>", mark: [], bigEndian: true)),
      .loaded(1)
    ),
    .xml(
      "xml: utf-16 of an odd length",
      .bytes(wide("<roll>\(row)</roll>", mark: [0xFF, 0xFE], bigEndian: false) + [0x20]),
      .refused("XML-01", line: 1, again)
    ),
    .xml(
      "xml: a document type hidden in utf-16",
      .bytes(
        wide(
          "<!DOCTYPE roll [<!ENTITY x 'y'>]>\n<roll>\(row)</roll>",
          mark: [0xFE, 0xFF],
          bigEndian: true
        )
      ),
      .refused("XML-02", line: 1, without)
    ),
    .xml(
      "xml: utf-8 with an overlong letter that would be a tag",
      bytes("<roll>\n<frame id=\"1\"><last>", [0xC0, 0xBC], "x</last></frame></roll>"),
      .refused("XML-01", line: 2, again)
    ),
    .xml(
      "xml: windows-1252 with a byte that it does not have",
      bytes(
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n<roll><frame id=\"1\"><last>M",
        [0x81],
        "LLER</last></frame></roll>"
      ),
      .refused("XML-01", line: 2, again)
    ),
    .xml(
      "xml: the mark of utf-8 and a declaration of latin-1",
      bytes(
        "",
        [0xEF, 0xBB, 0xBF],
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<roll>\(row)</roll>"
      ),
      .loaded(1)
    ),
  ]
}
