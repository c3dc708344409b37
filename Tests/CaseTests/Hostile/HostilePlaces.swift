import Foundation

/// Files whose names, kinds and permissions are hostile.
enum HostilePlaces {
  static let all: [HostileFile] = [
    .csv("place: the file is a folder", .folder, noFile),
    .csv("place: a link to itself", .loop, noFile),
    .csv(
      "place: a name with a line end",
      .text(rows),
      as: "film\nERROR all is lost.csv",
      .setAside(["CSV-02": 1], loaded: 1)
    ),
    .csv(
      "place: a name with escape sequences of a terminal",
      .text("x\n"),
      as: "film\u{1B}[2J\u{07}.csv",
      .refused("COL-01", line: 1, "Correct")
    ),
    .csv(
      "place: a name of 255 bytes",
      .text(rows),
      as: String(repeating: "f", count: 251) + ".csv",
      .setAside(["CSV-02": 1], loaded: 1)
    ),
    .csv(
      "place: a name like a way out of the folder",
      .text(rows),
      as: "%2e%2e%2f..%2fetc%2fpasswd",
      .setAside(["CSV-02": 1], loaded: 1)
    ),
    .csv(
      "place: a name like an option",
      .text(rows),
      as: "--publish.csv",
      .setAside(["CSV-02": 1], loaded: 1)
    ),
    .csv(
      "place: a name with quotes, backslashes and a dollar",
      .text(rows),
      as: "a\"b'c\\d$(id)`id`.csv",
      .setAside(["CSV-02": 1], loaded: 1)
    ),
    .csv(
      "place: a name that a spreadsheet would run",
      .text(rows),
      as: "=1+1.csv",
      .setAside(["CSV-02": 1], loaded: 1)
    ),
  ]

  /// A pattern matches files only.
  private static let noFile = HostileFile.Outcome.refused(
    "FILE-03",
    "Put the export there",
    exit: 66
  )

  /// Root may read what nobody may.
  static let unreadable = HostileFile.csv(
    "place: a file that may not be read",
    .unreadable,
    .refused("FILE-03", "Check", exit: 77)
  )

  private static let rows = "MRN,LAST,DOC\n1,ADA,D1\n\"2,BEA,D2\n"
}
