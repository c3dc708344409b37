/// Cuts an HL7 file into the lines that are its segments.
///
/// A line ends in CR, LF or CRLF, or at a framing byte of MLLP (0x0B in front of a message, 0x1C
/// behind it). What it finds depends on the file alone, never on how the file was cut into buffers.
struct HL7Lines {
  /// A line, or the next piece of one that is too long to be kept.
  struct Line {
    enum Kind { case line, piece, needsMore, end }
    var kind: Kind
    var start = 0
    var length = 0
    /// Bytes of the line end, and of framing bytes.
    var terminator = 0
    var isFraming = false
  }

  private(set) var position = 0
  private var ends = [NextByte(0x0D), NextByte(0x0A), NextByte(0x0B), NextByte(0x1C)]
  private var isInsideLongLine = false

  /// Goes on at the front of a buffer from which the cut bytes have been taken away.
  mutating func rebase() {
    for index in ends.indices { ends[index].shift(by: position) }
    position = 0
  }

  /// The next line; steps over it.
  mutating func next(_ bytes: borrowing Span<UInt8>, isAtEnd: Bool) -> Line {
    let start = position
    if start == bytes.count, !isInsideLongLine { return Line(kind: isAtEnd ? .end : .needsMore) }
    var end = bytes.count
    for index in ends.indices { end = min(end, ends[index].position(from: start, in: bytes)) }
    guard let terminator = terminatorLength(at: end, bytes, isAtEnd) else {
      guard end - start > HostileInput.longestSegment else { return Line(kind: .needsMore) }
      // A lone CR at the end waits for its LF; what is in front of it is taken.
      isInsideLongLine = true
      position = end
      return Line(kind: .piece, start: start, length: end - start)
    }
    isInsideLongLine = false
    position = end + terminator
    let isFraming = terminator > 0 && (bytes[end] == 0x0B || bytes[end] == 0x1C)
    return Line(
      kind: .line,
      start: start,
      length: end - start,
      terminator: terminator,
      isFraming: isFraming
    )
  }

  private func terminatorLength(
    at end: Int,
    _ bytes: borrowing Span<UInt8>,
    _ isAtEnd: Bool
  ) -> Int? {
    guard end < bytes.count else { return isAtEnd ? 0 : nil }
    guard bytes[end] == 0x0D else { return 1 }
    guard end + 1 < bytes.count else { return isAtEnd ? 1 : nil }
    return bytes[end + 1] == 0x0A ? 2 : 1
  }
}
