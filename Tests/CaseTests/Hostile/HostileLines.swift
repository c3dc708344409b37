/// Hostile and damaged delimited files.
enum HostileLines {
  static let all = quotes + bytes + shapes + sizes

  private static let header = "MRN,LAST,DOC\n"

  private static let quotes: [HostileFile] = [
    .csv(
      "csv: a quote opened at the start of the first row and never closed",
      .text(header + "\"1,ADA,D1\n2,BEA,D2\n3,CAL,D3\n"),
      .setAside(["CSV-02": 1], loaded: 2)
    ),
    .csv(
      "csv: a quote opened in the middle and never closed",
      .text(header + "1,ADA,D1\n2,\"BEA,D2\n3,CAL,D3\n"),
      .setAside(["CSV-02": 1], loaded: 2)
    ),
    .csv(
      "csv: a quote opened in the last row and never closed",
      .text(header + "1,ADA,D1\n2,BEA,D2\n3,CAL,\"D3"),
      .setAside(["CSV-02": 1], loaded: 2)
    ),
    .csv(
      "csv: a lone quote is a line",
      .text(header + "1,ADA,D1\n\"\n2,BEA,D2\n"),
      .setAside(["CSV-02": 1], loaded: 2)
    ),
    .csv(
      "csv: nothing but a lone quote",
      .text("\""),
      .refused("CSV-02", line: 1, "Check the export")
    ),
    .csv(
      "csv: text behind a closing quote",
      .text(header + "1,\"ADA\"X,D1\n2,BEA,D2\n"),
      .setAside(["CSV-02": 1], loaded: 1)
    ),
    .csv(
      "csv: a quote inside an unquoted cell is a letter",
      .text(header + "1,A\"DA,D1\n2,BEA 5\",D2\n"),
      .loaded(2)
    ),
    .csv(
      "csv: a header of quotes only",
      .text("\"\"\"\"\"\"\n1,ADA,D1\n"),
      .refused("COL-01", line: 1, "Correct")
    ),
    .csv(
      "csv: a header with an open quote",
      .text("\"MRN,LAST,DOC\n1,ADA,D1\n"),
      .refused("CSV-02", line: 1, "Check the export")
    ),
    .csv(
      "csv: two lone quotes with rows between them",
      .text(header + "\"1,ADA,D1\n2,BEA,D2\n3,CAL,D3\"\n4,DOT,D4\n"),
      .setAside(["CSV-02": 1, "CSV-01": 0], loaded: 3)
    ),
    .csv(
      "csv: a thousand lone quotes cost a thousand rows and no more",
      .pieces(header, "1,\"A,D1\n2,BEA,\n", 1_000, ""),
      .setAside(["CSV-02": 1_000], loaded: 1_000)
    ),
  ]

  private static let bytes: [HostileFile] = [
    .csv(
      "csv: a NUL in a cell",
      .text(header + "1,A\0A,D1\n2,BEA,D2\n"),
      .setAside(["ENC-01": 1], loaded: 1)
    ),
    .csv(
      "csv: bare carriage returns end lines",
      .text("MRN,LAST,DOC\r1,ADA,D1\r2,BEA,D2\r"),
      .loaded(2)
    ),
    .csv(
      "csv: line ends of three kinds in one file",
      .text("MRN,LAST,DOC\r\n1,ADA,D1\n2,BEA,D2\r3,CAL,D3\r\n"),
      .loaded(3)
    ),
    .csv(
      "csv: the end-of-file mark of DOS behind the last row",
      .text(header + "1,ADA,D1\r\n\u{1A}"),
      .setAside(["CSV-01": 1], loaded: 1)
    ),
    .csv("csv: an empty file", .bytes([]), .refused("FILE-01", "Ask for the export again")),
    .csv(
      "csv: nothing but a byte order mark",
      .bytes([0xEF, 0xBB, 0xBF]),
      .refused("FILE-01", "Ask for the export again")
    ),
    .csv(
      "csv: nothing but line ends",
      .text(String(repeating: "\r\n", count: 500)),
      .refused("FILE-01", "Ask for the export again")
    ),
    .csv(
      "csv: nothing but delimiters",
      .text(String(repeating: ",,,,\n", count: 50)),
      .refused("COL-01", line: 1, "Correct")
    ),
    .csv(
      "csv: a header and no row",
      .text(header),
      .loaded(0)
    ),
    .csv(
      "csv: escape sequences of a terminal in headings",
      .text("MRN\u{1B}[2J,LA\u{1B}]0;owned\u{07}ST,DOC\n1,ADA,D1\n"),
      .refused("COL-01", line: 1, "Correct")
    ),
    .csv(
      "csv: escape sequences of a terminal in cells",
      .text(header + "1,\u{1B}[31mADA\u{07},D1\n2,\u{9B}2JBEA,D2\n\"3,\u{1B}c,D3\n"),
      .setAside(["CSV-02": 1], loaded: 2)
    ),
    .csv(
      "csv: cells that a spreadsheet would run",
      .text(header + "1,=HYPERLINK(1),D1\n2,@SUM(1),D2\n3,+1,D3\n\"4,=1+1,D4\n"),
      .setAside(["CSV-02": 1], loaded: 3)
    ),
    .csv(
      "csv: every byte from 0 to 255",
      .bytes(Array(header.utf8) + Array(0...255)),
      read: .csv.with("encoding: utf-8", "delimiter: \",\""),
      .setAside(["CSV-01": 1, "ENC-01": 2], loaded: 0)
    ),
    .csv(
      "csv: a picture under the name of an export",
      .bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
      .refused("ENC-01", line: 1, "set 'encoding:")
    ),
    .csv(
      "csv: XML under the name of a delimited export",
      .text("<?xml version=\"1.0\"?>\n<roll><frame/></roll>\n"),
      .refused("COL-01", line: 1, "Correct")
    ),
    .csv(
      "csv: a page of an error message instead of an export",
      .text("<html><body>503 Service Unavailable</body></html>\n"),
      .refused("COL-01", line: 1, "Correct")
    ),
  ]

  private static let shapes: [HostileFile] = [
    .csv(
      "csv: rows with too few and too many cells",
      .text(header + "1,ADA,D1\n2,BEA\n3,CAL,D3,X\n4\n5,EVE,D5\n"),
      .setAside(["CSV-01": 3], loaded: 2)
    ),
    .csv(
      "csv: a row cut in its middle at the end of the file",
      .text(header + "1,ADA,D1\n2,BE"),
      .setAside(["CSV-01": 1], loaded: 1)
    ),
    .csv(
      "csv: the same heading twice, and it is mapped",
      .text("MRN,LAST,DOC,MRN\n1,ADA,D1,2\n"),
      .refused("COL-03", line: 1, "Ask for an export whose headings differ")
    ),
    .csv(
      "csv: another delimiter than the pipeline file says",
      .text("MRN;LAST;DOC\n1;ADA;D1\n"),
      read: .csv.with("delimiter: \",\""),
      .refused("CSV-04", line: 1, "Set 'delimiter: \";\"'")
    ),
    .csv(
      "csv: data where the header should be",
      .text("1,ADA,D1\n2,BEA,D2\n"),
      .refused("COL-01", line: 1, "Correct")
    ),
    .csv(
      "csv: the header again between the rows",
      .text(header + "1,ADA,D1\n" + header + "2,BEA,D2\n"),
      .loaded(3)
    ),
    .csv(
      "csv: nothing but rows of another shape",
      .text(header + String(repeating: "x\n", count: 100)),
      .setAside(["CSV-01": 100], loaded: 0)
    ),
    .csv(
      "csv: without a header, rows of every length",
      .text("1,ADA,D1\n2\n3,CAL\n4,DOT,D4,X,Y\n"),
      read: .csvWithoutHeader.with("delimiter: \",\""),
      .setAside(["CSV-01": 3], loaded: 1)
    ),
    .csv(
      "csv: a column number that no row has",
      .text("1,ADA\n2,BEA\n"),
      read: .csvWithoutHeader.with("delimiter: \",\""),
      .refused("COL-01", line: 1, "columns are counted from 1")
    ),
    .csv(
      "csv: record numbers of a thousand letters",
      .text(header + String(repeating: "9", count: 1_000) + ",ADA,D1\n2,BEA,D2\n"),
      .loaded(2)
    ),
  ]

  private static let sizes: [HostileFile] = [
    .csv(
      "csv: a header of 4,097 columns",
      .text("MRN,LAST,DOC" + String(repeating: ",X", count: 4_094) + "\n1\n"),
      .refused("COL-04", line: 1, "Check 'delimiter:'")
    ),
    .csv(
      "csv: a header of a million bytes",
      .pieces("MRN,LAST,DOC,", "X", 1_000_000, "\n1,ADA,D1,Y\n"),
      .refused("CSV-02", line: 1, "Check the export")
    ),
    .csv(
      "csv: a header of half a million columns",
      .pieces("MRN,LAST,DOC", ",", 500_000, "\n1,ADA,D1\n"),
      .refused("COL-04", line: 1, "Check 'delimiter:'")
    ),
    .csv(
      "csv: a row just below the longest",
      .text(header + "1,ADA,D1\n2," + String(repeating: "B", count: 59_990) + ",D2\n"),
      .loaded(2)
    ),
    .csv(
      "csv: a cell just over the longest",
      .text(header + "1,ADA,D1\n2," + String(repeating: "B", count: 60_001) + ",D2\n"),
      .setAside(["CSV-03": 1], loaded: 1)
    ),
    .csv(
      "csv: a row just over the longest",
      .pieces(header + "1,ADA,D1\n2,", "B", 1_000_001, ",D2\n3,CAL,D3\n"),
      .setAside(["CSV-03": 1], loaded: 2)
    ),
    .csv(
      "csv: one field of a huge size",
      .repeated(
        head: header + "1,ADA,D1\n2,",
        piece: "B",
        bytes: HostileScale.largeField,
        tail: ",D2\n3,CAL,D3\n"
      ),
      .setAside(["CSV-03": 1], loaded: 2)
    ),
    .csv(
      "csv: one quoted field of a huge size that is never closed",
      .repeated(
        head: header + "1,ADA,D1\n2,\"",
        piece: String(repeating: "B", count: 99) + "\n",
        bytes: HostileScale.unclosedLines * 100,
        tail: ""
      ),
      .setAside(["CSV-01": HostileScale.unclosedLines - 1, "CSV-02": 1], loaded: 1)
    ),
    .csv(
      "csv: zeros without end, on a disk that does not hold them",
      .sparse(head: header + "1,ADA,D1\n", bytes: HostileScale.largeField),
      .setAside(["CSV-03": 1], loaded: 1)
    ),
    .csv(
      "csv: a quoted cell that runs over a thousand lines",
      .pieces(header + "1,\"", "A\n", 1_001, "\",D1\n2,BEA,D2\n"),
      .setAside(["CSV-02": 2, "CSV-01": 1_000], loaded: 1)
    ),
    .csv(
      "csv: a hundred thousand blank lines",
      .pieces(header + "1,ADA,D1\n", "\n", 100_000, "2,BEA,D2\n"),
      .loaded(2)
    ),
    .csv(
      "csv: a row of a million quotes",
      .pieces(header + "1,ADA,D1\n2,", "\"", 999_000, ",D2\n3,CAL,D3\n"),
      .setAside(["CSV-03": 1], loaded: 2)
    ),
  ]
}
