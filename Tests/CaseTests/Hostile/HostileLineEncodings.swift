/// Delimited files whose bytes are not what they say they are.
enum HostileLineEncodings {
  private static let header = "MRN,LAST,DOC\n"

  private static func utf16(_ text: String, mark: Bool = true, bigEndian: Bool = false) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap {
      let (low, high) = (UInt8($0 & 255), UInt8($0 >> 8))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  private static let overlong: [UInt8] = [0xC0, 0xAF]
  private static let surrogate: [UInt8] = [0xED, 0xA0, 0x80]
  private static let cut: [UInt8] = [0xE2, 0x82]

  static let all: [HostileFile] = [
    .csv(
      "csv: says utf-8 and is latin-1",
      .bytes(Array((header + "1,M").utf8) + [0xFC] + Array("LLER,D1\n2,BEA,D2\n".utf8)),
      read: .csv.with("encoding: utf-8"),
      .setAside(["ENC-01": 1], loaded: 1)
    ),
    .csv(
      "csv: utf-8 with an overlong letter, a lone surrogate and a cut one",
      .bytes(
        Array((header + "1,").utf8) + overlong + Array(",D1\n2,".utf8) + surrogate
          + Array(",D2\n3,".utf8) + cut + Array(",D3\n4,DOT,D4\n".utf8)
      ),
      read: .csv.with("encoding: utf-8"),
      .setAside(["ENC-01": 3], loaded: 1)
    ),
    .csv(
      "csv: utf-16 with its mark",
      .bytes(utf16(header + "1,ADA,D1\n")),
      .loaded(1)
    ),
    .csv(
      "csv: utf-16 without its mark, as the pipeline file says",
      .bytes(utf16(header + "1,ADA,D1\n", mark: false)),
      read: .csv.with("encoding: utf-16le"),
      .loaded(1)
    ),
    .csv(
      "csv: utf-16 of an odd length",
      .bytes(utf16(header + "1,ADA,D1\n") + [0x41]),
      .setAside(["ENC-01": 1], loaded: 1)
    ),
    .csv(
      "csv: utf-16 with half a pair of surrogates",
      .bytes(utf16(header + "1,") + [0x00, 0xD8] + utf16("X,D1\n2,BEA,D2\n", mark: false)),
      .setAside(["ENC-01": 1], loaded: 1)
    ),
    .csv(
      "csv: utf-16 whose mark says the other order than the pipeline file",
      .bytes(utf16(header + "1,ADA,D1\n", bigEndian: true)),
      read: .csv.with("encoding: utf-16le"),
      .refused("ENC-01", line: 1, "Correct 'encoding:'")
    ),
    .csv(
      "csv: utf-7",
      .text("MRN,LAST,DOC\n1,M+APw-LLER,D1\n"),
      .loaded(1)
    ),
    .csv(
      "csv: utf-32 with its mark",
      .bytes(
        [0xFF, 0xFE, 0, 0]
          + Array((header + "1,ADA,D1\n").utf8).flatMap { [$0, 0, 0, 0] as [UInt8] }
      ),
      .refused("ENC-01", line: 1, "Correct 'encoding:'")
    ),
    .csv(
      "csv: a byte that windows-1252 does not know",
      .bytes(Array((header + "1,A").utf8) + [0x81] + Array(",D1\n2,BEA,D2\n".utf8)),
      read: .csv.with("encoding: windows-1252"),
      .setAside(["ENC-01": 1], loaded: 1)
    ),
    .csv(
      "csv: two byte order marks",
      .bytes([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array((header + "1,ADA,D1\n").utf8)),
      .refused("COL-01", line: 1, "Correct")
    ),
  ]
}
