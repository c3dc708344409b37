/// Archives that are damaged, or made to fill a disk or to write where they may not.
enum HostileArchives {
  static let all = gzip + zip

  private static let rows = "MRN,LAST,DOC\n1,ADA,D1\n2,BEA,D2\n"
  private static let packed = HostilePacking.gzip(Array(rows.utf8))
  private static let compare = "Compare its size with the sender's"
  private static let bytesOfBomb = 130_000_000

  private static let gzip: [HostileFile] = [
    .csv("gz: whole", .bytes(packed), .loaded(2)),
    .csv(
      "gz: cut",
      .bytes(packed.dropLast(12)),
      .refused("FILE-04", compare)
    ),
    .csv(
      "gz: cut in its first bytes",
      .bytes(Array(packed.prefix(5))),
      .refused("FILE-04", compare)
    ),
    .csv(
      "gz: a wrong checksum",
      .bytes(packed.dropLast(8) + [packed[packed.count - 8] ^ 1] + packed.suffix(7)),
      .refused("FILE-04", compare)
    ),
    .csv(
      "gz: a letter changed",
      .bytes(packed.prefix(20) + [packed[20] ^ 64] + packed.dropFirst(21)),
      .refused("FILE-04", compare)
    ),
    .csv(
      "gz: rows behind its end",
      .bytes(packed + Array("3,CAL,D3\n".utf8)),
      .refused("FILE-04", compare)
    ),
    .csv(
      "gz: two behind each other are one file",
      .bytes(packed + HostilePacking.gzip(Array("3,CAL,D3\n".utf8))),
      .loaded(3)
    ),
    .csv(
      "gz: inside another",
      .bytes(HostilePacking.gzip(packed)),
      .refused("FILE-06", "Unpack it once")
    ),
    .csv(
      "gz: nothing in it",
      .bytes(HostilePacking.gzip([])),
      .refused("FILE-01", "Ask for the export again")
    ),
    .csv("gz: a bomb", .bytes(bomb), .refused("FILE-05", "unpack it and deliver")),
  ]

  private static let bomb = HostilePacking.gzip([UInt8](repeating: 0x41, count: bytesOfBomb))

  private static func zip(
    _ name: String,
    _ entries: [HostilePacking.Entry],
    count: Int? = nil,
    _ outcome: HostileFile.Outcome
  ) -> HostileFile {
    .csv("zip: " + name, .bytes(HostilePacking.zip(entries, count: count)), outcome)
  }
  private static let film = HostilePacking.Entry("film.csv", rows)

  private static let zip: [HostileFile] = [
    zip("whole", [film], .loaded(2)),
    .csv(
      "zip: cut",
      .bytes(HostilePacking.zip([film]).dropLast(30)),
      .refused("FILE-04", compare)
    ),
    zip("a wrong checksum", [film.with { $0.damage = 1 }], .refused("FILE-04", compare)),
    zip(
      "another length than it says",
      [film.with { $0.saidLength = 5 }],
      .refused("FILE-04", compare)
    ),
    zip(
      "encrypted",
      [film.with { $0.flags = 1 }],
      .refused("FILE-06", "Ask for a zip without a password")
    ),
    zip("names that lead out of the folder", [.init("../../../etc/film.csv", rows)], .loaded(2)),
    zip("a name from the top of the disk", [.init("/etc/film.csv", rows)], .loaded(2)),
    zip(
      "a name with a line end and escape sequences",
      [.init("film\nERROR all is lost\u{1B}[2J.csv", rows).with { $0.flags = 1 }],
      .refused("FILE-06", "Ask for a zip without a password")
    ),
    zip(
      "a name of 2,000 letters",
      [.init(String(repeating: "f", count: 2_000), rows)],
      .refused("FILE-05", "shorter names")
    ),
    zip("one name twice", [film, film], .refused("FILE-06", "every name is there once")),
    zip(
      "a link",
      [.init("film.csv", "/etc/passwd").with { $0.mode = 0o120777 }],
      .refused("FILE-06", "holds the file itself")
    ),
    zip(
      "thousands of members too many",
      (0...10_000).map { .init("\($0)", "") },
      .refused("FILE-05", "without the images")
    ),
    zip("fewer entries than it says", [film], count: 2, .refused("FILE-04", compare)),
    zip(
      "more entries than it says",
      [film, .init("b.csv", rows)],
      count: 1,
      .refused("FILE-04", compare)
    ),
    zip("no entries", [], .refused("FILE-01", "Ask for the export again")),
    zip(
      "a gz inside",
      [film.with { $0.content = packed }],
      .refused("FILE-06", "Unpack it once")
    ),
    zip(
      "a zip inside",
      [film.with { $0.content = HostilePacking.zip([film]) }],
      .refused("FILE-06", "Unpack it once")
    ),
    zip(
      "a method that is not read",
      [film.with { $0.method = 97 }],
      .refused("FILE-06", "Ask for a plain zip")
    ),
    zip(
      "a bomb",
      [film.with { $0.content = [UInt8](repeating: 0x41, count: bytesOfBomb) }],
      .refused("FILE-05", "unpack it and deliver")
    ),
  ]
}
