import Glibc
import Synchronization

/// Writes to the terminal: data to stdout, words to stderr, never through a call that can trap.
enum Terminal {
  /// The system's reason why data could not be written; 0 when all of it was.
  private static let failure = Atomic<Int32>(0)

  /// Why data was lost, in the system's words; nil when all of it was written, or its reader left.
  static var lossOfData: String? {
    let code = failure.load(ordering: .relaxed)
    return code == 0 ? nil : String(cString: strerror(code))
  }

  /// A line of data.
  static func print(_ text: String) { put(text + "\n", to: STDOUT_FILENO) }

  /// A line for a person.
  static func tell(_ text: String) { put(text + "\n", to: STDERR_FILENO) }

  /// Bytes of data as they are.
  static func put(_ bytes: [UInt8]) { put(bytes.span, to: STDOUT_FILENO) }

  /// Says whether a person is watching stderr.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

  /// Colour: on a terminal, unless NO_COLOR says otherwise.
  static var hasColor: Bool { isWatched && (environment("NO_COLOR") ?? "").isEmpty }

  /// The width of the terminal, 80 when it does not say.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  static func put(_ text: String, to file: Int32) {
    var copy = harmless(text)
    copy.withUTF8 { put($0.span, to: file) }
  }

  /// Text without what would steer a terminal: file names come from outside and may hold anything.
  ///
  /// Line ends, tabs, and our own colours and cleared lines stay.
  private static func harmless(_ text: String) -> String {
    let steers = { (scalar: Unicode.Scalar) in
      scalar.value < 32 && scalar != "\n" && scalar != "\t" || (127..<160).contains(scalar.value)
    }
    guard text.unicodeScalars.contains(where: steers) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      let length = steers(scalar) ? ownSequence(rest) : 1
      if length == 0 { result.append("?") } else { result += rest.prefix(length) }
      rest = rest.dropFirst(max(length, 1))
    }
    return String(result)
  }

  /// The length of a colour (`ESC [ 31 m`), a cleared line (`ESC [ 2 K`) or a return to its start, else 0.
  private static func ownSequence(_ text: Substring.UnicodeScalarView) -> Int {
    if text.first == "\r" { return 1 }
    guard text.starts(with: "\u{1B}[".unicodeScalars) else { return 0 }
    let digits = text.dropFirst(2).prefix { ("0"..."9").contains($0) || $0 == ";" }
    let end = text.dropFirst(2 + digits.count).first
    return end == "m" || end == "K" ? digits.count + 3 : 0
  }

  private static func note(_ code: Int32, of file: Int32) {
    guard file == STDOUT_FILENO, code != EPIPE else { return }
    failure.store(code == 0 ? EIO : code, ordering: .relaxed)
  }

  /// Writes all bytes; a reader that has gone away is no reason to fail.
  private static func put(_ bytes: borrowing Span<UInt8>, to file: Int32) {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = write(file, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return note(errno, of: file) }
        done += count
      }
    }
  }
}
