import RecordModel

/// What the bytes of an export that is neither UTF-8 nor UTF-16 look like: evidence for a person.
///
/// One byte a character cannot be proved: every file can be read in several such encodings, and only
/// somebody who knows the names in it sees which is right.
struct UnknownEncoding: Sendable, Equatable {
  /// The first line with a byte that is not UTF-8, and that byte's offset in the file.
  private(set) var line: UInt64 = 0
  private(set) var offset: UInt64 = 0
  /// Lines with such bytes.
  private(set) var lines: UInt64 = 0
  /// How often each byte from 0x80 up stands in them.
  private(set) var counts = [UInt64](repeating: 0, count: 128)
  private(set) var looksLikeEBCDIC = false

  private static let pieceSize = 1_000_000

  /// Looks at every line of an export.
  init(of export: ExportFile) throws(ExportError) {
    var reader = try ExportReader(export)
    var bytes = try reader.refill([], from: 0, adding: Self.pieceSize)
    looksLikeEBCDIC = Self.looksLikeEBCDIC(bytes.prefix(65_536))
    guard !looksLikeEBCDIC else { return }
    var number: UInt64 = 1
    var start: UInt64 = 0
    while !bytes.isEmpty {
      let taken = look(at: bytes, isAtEnd: reader.isAtEnd, number: &number, start: start)
      start += UInt64(taken)
      let size = max(Self.pieceSize, bytes.count - taken)
      bytes = try reader.refill(bytes, from: taken, adding: size)
    }
  }

  /// The question for the person who writes the pipeline file.
  func question(_ settings: SourceSettings, _ export: ExportFile) -> ExportError {
    if looksLikeEBCDIC {
      return ExportError(
        code: "ENC-01",
        file: export.deliveredAs,
        problem:
          "is not UTF-8; its bytes look like EBCDIC, a mainframe's code, of which there are several",
        remedy: "Ask which code page it is, and set 'encoding: cp037' (United States) or"
          + " 'encoding: cp500' (international) for \(settings.name)"
      )
    }
    let likely = Self.candidates.map { (encoding: $0, letters: letters(in: $0)) }
    let total = counts.reduce(0, +)
    let best = likely.reduce(likely[0]) { $1.letters > $0.letters ? $1 : $0 }
    let shares = likely.map { "\($0.letters) in \($0.encoding.rawValue)" }.joined(separator: ", ")
    return ExportError(
      code: "ENC-01",
      file: export.deliveredAs,
      line: line,
      problem:
        "\(lines) row\(lines == 1 ? " has" : "s have") bytes that are not UTF-8, the first at offset"
        + " \(offset); of \(total) such byte\(total == 1 ? "" : "s") are letters: \(shares)",
      remedy: best.letters * 2 > total
        ? "If accented names look right with it, set 'encoding: \(best.encoding.rawValue)' for \(settings.name)"
        : "Ask which encoding the export has, and set 'encoding:' for \(settings.name)"
    )
  }

  /// In the order in which they are proposed when they are equally good.
  private static let candidates: [CharacterEncoding] = [.windows1252, .cp850, .cp437]

  private func letters(in encoding: CharacterEncoding) -> UInt64 {
    guard let table = SingleByteTable(encoding) else { return 0 }
    var letters: UInt64 = 0
    for (index, count) in counts.enumerated() where count > 0 {
      var packed = table[UInt8(truncatingIfNeeded: index + 0x80)]
      var utf8: [UInt8] = []
      while packed != 0 {
        utf8.append(UInt8(truncatingIfNeeded: packed))
        packed >>= 8
      }
      let scalar = String(decoding: utf8, as: UTF8.self).unicodeScalars.first
      // Names are written in Latin letters: a Greek one is a sign of the wrong table.
      if let scalar, scalar.properties.isAlphabetic, scalar.value < 0x250 { letters += count }
    }
    return letters
  }

  /// Looks at the whole lines of a piece; says how many bytes they are.
  private mutating func look(
    at bytes: [UInt8],
    isAtEnd: Bool,
    number: inout UInt64,
    start: UInt64
  ) -> Int {
    var at = 0
    while at < bytes.count {
      var end = at
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      let isTooLong = at == 0 && bytes.count > HostileInput.longestRow
      let isCut = end + 1 >= bytes.count
      guard !isCut || isAtEnd || isTooLong else { break }
      count(bytes[at..<end], number, start + UInt64(at))
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { end += 1 }
      at = min(end + 1, bytes.count)
      number += 1
    }
    return at
  }

  private mutating func count(_ text: ArraySlice<UInt8>, _ number: UInt64, _ start: UInt64) {
    guard let bad = EncodingEvidence.firstInvalid(text) else { return }
    if lines == 0 {
      line = number
      offset = start + UInt64(bad)
    }
    lines += 1
    for byte in text where byte >= 0x80 { counts[Int(byte) - 0x80] += 1 }
  }

  // Spaces, letters and digits of EBCDIC lie where ASCII has signs and nothing.
  static func looksLikeEBCDIC(_ bytes: ArraySlice<UInt8>) -> Bool {
    var ours = 0
    var ascii = 0
    for byte in bytes {
      switch byte {
      case 0x40, 0x81...0x89, 0x91...0x99, 0xA2...0xA9, 0xC1...0xC9, 0xD1...0xD9, 0xE2...0xE9,
        0xF0...0xF9:
        ours += 1
      case 0x20, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: ascii += 1
      default: break
      }
    }
    return ours * 10 > bytes.count * 6 && ascii * 5 < bytes.count
  }
}
