/// Hostile and damaged exports of lines and records that are not simply delimited.
enum HostileRecords {
  static let all = fixedWidth + ordered + kofaxText + tagged + hl7

  private static let again = "sk for the export again"
  private static let line = "0001ADA     D001\n"
  private static let line2 = "0002BEA     D002\n"

  private static let fixedWidth: [HostileFile] = [
    .of(
      .fixedWidth,
      "lines of every length",
      .text(line + "0\n0002BEA\n" + line2 + "0003CAL     D003 AND MORE\n"),
      .setAside(["CSV-01": 2], loaded: 3)
    ),
    .of(
      .fixedWidth.with("encoding: utf-8"),
      "a NUL and half a letter",
      .bytes(
        Array(line.utf8) + Array("0002B\0A     D002\n0003C".utf8) + [0xC3]
          + Array("L     D003\n".utf8)
      ),
      .setAside(["ENC-01": 2], loaded: 1)
    ),
    .of(
      .fixedWidth,
      "letters of several bytes are one place each",
      .text("0001ÄÖÜßÅØÆŒD001\n0002\u{1F6D1}       D002\n"),
      .loaded(2)
    ),
    .of(
      .fixedWidth,
      "one line of a huge size",
      .repeated(head: line, piece: "X", bytes: HostileScale.largeField, tail: "\n" + line2),
      .setAside(["CSV-03": 1], loaded: 2)
    ),
    .of(
      .fixedWidth,
      "no line end anywhere",
      .text(String((line + line2).filter { $0 != "\n" })),
      .setAside(["CSV-01": 1], loaded: 0)
    ),
    .of(
      .fixedWidth,
      "nothing but spaces",
      .text("                \n    \n"),
      .refused("FILE-01", again)
    ),
    .of(.fixedWidth, "an empty file", .bytes([]), .refused("FILE-01", again)),
    .of(
      .fixedWidth.with("record-length: 16", "encoding: cp037"),
      "a tape of the wrong code page",
      .text(String((line + line2).filter { $0 != "\n" }) + "000"),
      .setAside(["CSV-01": 1], loaded: 2)
    ),
    .of(
      .fixedWidth.with("record-length: 16", "encoding: cp037"),
      "a tape that is cut in its first record",
      .bytes([0xF0, 0xF0, 0xF0]),
      .refused("FILE-01", again)
    ),
  ]

  private static let ordered: [HostileFile] = [
    .of(
      .ordered,
      "lines with too few and too many keywords",
      .text("1|ADA|D1\n2|BEA\n3|CAL|D3|X\n4\n"),
      .setAside(["CSV-01": 3], loaded: 1)
    ),
    .of(
      .ordered,
      "a quotation mark that is never closed",
      .text("1|ADA|D1\n\"2|BEA|D2\n3|CAL|D3\n"),
      .setAside(["CSV-02": 1], loaded: 2)
    ),
    .of(
      .ordered,
      "another delimiter than the pipeline file says",
      .text("1;ADA;D1\n2;BEA;D2\n"),
      .refused("CSV-04", line: 1, "Set 'delimiter: \";\"'")
    ),
    .of(
      .ordered,
      "a first line of half a million keywords",
      .pieces("1", "|X", 400_000, "\n2|BEA|D2\n"),
      .refused("COL-04", line: 1, "Check 'delimiter:'")
    ),
  ]

  private static func kofax(_ number: Int, _ more: String = "") -> String {
    "\"Chart\",\"Letter\",\"MRN\",\"\(number)\",\"LAST\",\"ADA\",\"DOC\",\"D\(number)\"\(more),\"p.pdf\"\n"
  }
  private static let ofKofax = HostileReading.kofaxText.with("ignore: {\"{Batch Class}\": profile}")

  private static let kofaxText: [HostileFile] = [
    .of(
      ofKofax,
      "a name without its value",
      .text(kofax(1) + kofax(2, ",\"LOST\"") + kofax(3)),
      .setAside(["REC-01": 1], loaded: 2)
    ),
    .of(
      ofKofax,
      "a quotation mark that is never closed",
      .text(kofax(1) + "\"Chart\",\"Letter\",\"MRN\",\"2\n" + kofax(3)),
      .setAside(["CSV-02": 1], loaded: 2)
    ),
    .of(
      ofKofax,
      "two values of one name, and a name nobody knows",
      .text(kofax(1, ",\"MRN\",\"2\"") + kofax(2, ",\"SHELF\",\"9\"") + kofax(3)),
      .setAside(["COL-05": 1, "REC-02": 1], loaded: 1)
    ),
    .of(
      ofKofax,
      "no quotes, an unquoted tail, nothing but quotes",
      .text("Chart,Letter,p.pdf\n" + kofax(1) + "\"\",\"\",p.pdf\n\"\",\"\",\"\"\n"),
      .setAside(["REC-01": 2, "PAT-01": 1], loaded: 1)
    ),
    .of(
      ofKofax,
      "a record of twenty thousand pairs",
      .text(kofax(1) + kofax(2, String(repeating: ",\"LAST\",\"\"", count: 20_000)) + kofax(3)),
      .setAside(["CSV-03": 1], loaded: 2)
    ),
    .of(
      ofKofax,
      "a name of 100,000 letters",
      .text(kofax(1) + kofax(2, ",\"" + String(repeating: "N", count: 100_000) + "\",\"1\"")),
      .setAside(["CSV-03": 1], loaded: 1)
    ),
  ]

  private static func dip(_ number: Int, _ more: String = "") -> String {
    "BEGIN:\nMRN: \(number)\nLAST: ADA\n\(more)DOC: D\(number)\nEND:\n"
  }

  private static let tagged: [HostileFile] = [
    .of(
      .tagged,
      "a record without its end, and the file ends in one",
      .text("BEGIN:\nMRN: 1\n" + dip(2) + "BEGIN:\nMRN: 3\n"),
      .setAside(["REC-01": 2], loaded: 1)
    ),
    .of(
      .tagged,
      "ends without a beginning",
      .pieces(dip(1), "END:\n", 1_000, dip(2)),
      .setAside(["REC-01": 1_000], loaded: 2)
    ),
    .of(
      .tagged,
      "beginnings without an end",
      .pieces(dip(1), "BEGIN:\n", 1_000, "DOC: D2\nMRN: 2\nEND:\n"),
      .setAside(["REC-01": 999], loaded: 2)
    ),
    .of(
      .tagged,
      "a record that never ends",
      .repeated(
        head: dip(1) + "BEGIN:\n",
        piece: "LAST: ADA\n",
        bytes: HostileScale.largeField,
        tail: ""
      ),
      .setAside(["CSV-03": 1], loaded: 1)
    ),
    .of(
      .tagged,
      "a line that is no tag, and a NUL",
      .text(dip(1) + dip(2, "CRENSHAW\n") + dip(3, "LAST: A\0A\n") + dip(4)),
      .setAside(["REC-01": 1, "ENC-01": 1], loaded: 2)
    ),
    .of(
      .tagged,
      "no record at all",
      .text("MRN,LAST,DOC\n1,ADA,D1\n"),
      .setAside(["REC-01": 2], loaded: 0)
    ),
  ]

  private static func message(_ number: Int, _ more: String = "") -> String {
    "MSH|^~\\&|A|LAKE|||20261120||ADT^A04|\(number)|P|2.5.1\r"
      + "PID|1||\(number)^^^LAKE^MR||HARROW^ADA\r" + more
  }

  private static let hl7: [HostileFile] = [
    .of(
      .hl7,
      "a message without its patient, and one cut in its middle",
      .text("MSH|^~\\&|A|LAKE|||20261120||ADT^A04|1|P|2.5.1\r" + message(2) + "MSH|^~\\&|A|LA"),
      .setAside(["PAT-01": 2], loaded: 1)
    ),
    .of(
      .hl7,
      "separators that are all the same",
      .text("MSH||||||A|LAKE\rPID|1||1^^^LAKE^MR\r" + message(2)),
      .setAside(["REC-01": 1], loaded: 1)
    ),
    .of(
      .hl7.with("encoding: utf-8"),
      "a NUL and half a letter",
      .bytes(
        Array(
          (message(1, "NTE|1||\0\r") + "MSH|^~\\&|A|LAKE|||20261120||ADT^A04|2|P|2.5.1\rPID|1||")
            .utf8
        )
          + Array("2^^^LAKE^MR||HARR".utf8) + [0xC3] + Array("W^ADA\r".utf8)
          + Array(message(3).utf8)
      ),
      .setAside(["REC-01": 1, "ENC-01": 1], loaded: 1)
    ),
    .of(
      .hl7,
      "one segment of a huge size",
      .repeated(
        head: message(1, "OBX|1|ED|||"),
        piece: "QUJD",
        bytes: HostileScale.largeField,
        tail: "\r" + message(2)
      ),
      .loaded(2)
    ),
    .of(
      .hl7,
      "a message of a hundred thousand segments",
      .pieces(message(1), "NTE|1\r", 100_000, message(2)),
      .setAside(["CSV-03": 1], loaded: 1)
    ),
    .of(
      .hl7,
      "a message about 1,001 patients",
      .pieces(message(1), "PID|1||7^^^LAKE^MR\r", 1_001, message(2)),
      .setAside(["CSV-03": 1_000], loaded: 1)
    ),
    .of(
      .hl7,
      "trailers that count other messages than there are",
      .text("FHS|^~\\&|A\rBHS|^~\\&|A\r" + message(1) + "BTS|99999999999999999999\rFTS|0\r"),
      .setAside(["HL7-03": 2], loaded: 1)
    ),
    .of(
      .hl7,
      "no message at all",
      .text("MRN,LAST,DOC\n1,ADA,D1\n"),
      .refused("HL7-01", again)
    ),
  ]
}
