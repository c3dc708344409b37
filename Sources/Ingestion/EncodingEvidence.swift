import RecordModel
import Synchronization

/// What the bytes of one export say about its encoding.
enum EncodingEvidence: Sendable, Equatable {
  case empty
  /// Valid UTF-8 from the first byte to the last; ASCII is that, too.
  case utf8
  case utf16(CharacterEncoding)
  /// Neither; with what a person needs to find out which.
  case other(UnknownEncoding)

  /// The encoding that fits all exports of a source.
  static func decide(
    _ settings: SourceSettings,
    _ exports: [ExportFile],
    _ workers: some Workers
  ) throws(ExportError) -> CharacterEncoding {
    let found = Mutex([EncodingEvidence](repeating: .empty, count: exports.count))
    workers.each(exports.count) { index in
      // A file that cannot be read says nothing here; the run meets it again and says so.
      let evidence = (try? Self(of: exports[index])) ?? .empty
      found.withLock { $0[index] = evidence }
    }
    let all = found.withLock { $0 }
    for (export, evidence) in zip(exports, all) {
      guard case .other(let unknown) = evidence else { continue }
      throw unknown.question(settings, export)
    }
    let encodings = all.compactMap(\.encoding)
    guard let first = encodings.first else { return .utf8 }
    if encodings.allSatisfy({ $0 == first }) { return first }
    guard encodings.allSatisfy(\.isUTF16) else { throw mixed(settings) }
    return .utf16
  }

  private var encoding: CharacterEncoding? {
    switch self {
    case .empty, .other: nil
    case .utf8: .utf8
    case .utf16(let encoding): encoding
    }
  }

  /// Looks at every byte of an export.
  init(of export: ExportFile) throws(ExportError) {
    var reader = try ExportReader(export)
    var bytes = try reader.refill([], from: 0, adding: 1_000_000)
    guard !bytes.isEmpty else {
      self = .empty
      return
    }
    if let encoding = Self.utf16(bytes) {
      self = .utf16(encoding)
      return
    }
    while true {
      let end = reader.isAtEnd ? bytes.count : Self.endOfWholeCharacters(bytes)
      if Self.firstInvalid(bytes[..<end]) != nil {
        self = .other(try UnknownEncoding(of: export))
        return
      }
      if reader.isAtEnd { break }
      bytes = try reader.refill(bytes, from: end, adding: 1_000_000)
    }
    self = .utf8
  }

  /// UTF-16 as the first bytes of an export show it; nil for anything else.
  static func mark(of export: ExportFile) throws(ExportError) -> CharacterEncoding? {
    var reader = try ExportReader(export)
    return utf16(try reader.refill([], from: 0, adding: 64))
  }

  // The mark, or every second byte of the beginning zero: letters, digits and delimiters are ASCII.
  private static func utf16(_ bytes: [UInt8]) -> CharacterEncoding? {
    switch ByteOrderMark(bytes.span) {
    case .utf16LittleEndian, .utf16BigEndian: return .utf16
    case .utf8: return nil
    case .none: break
    }
    let head = bytes.prefix(64)
    guard head.count >= 4 else { return nil }
    let even = head.indices.filter { $0 % 2 == 0 }.map { head[$0] == 0 }
    let odd = head.indices.filter { $0 % 2 == 1 }.map { head[$0] == 0 }
    if odd.allSatisfy(\.self), !even.contains(true) { return .utf16LittleEndian }
    if even.allSatisfy(\.self), !odd.contains(true) { return .utf16BigEndian }
    return nil
  }

  /// The offset from their beginning at which bytes stop being UTF-8; nil when all are.
  static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { buffer -> Int? in
      do {
        _ = try UTF8Span(validating: buffer.span)
        return nil
      } catch let error as UTF8.ValidationError {
        return error.byteOffsets.lowerBound
      } catch {
        return 0
      }
    }
  }

  private static func endOfWholeCharacters(_ bytes: [UInt8]) -> Int {
    var end = bytes.count
    // At most three bytes wait for the rest of their character.
    for _ in 0..<3 where end > 0 && bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    return end > 0 && bytes[end - 1] >= 0xC0 ? end - 1 : bytes.count
  }

  private static func mixed(_ settings: SourceSettings) -> ExportError {
    ExportError(
      code: "ENC-01",
      file: settings.name,
      problem: "some exports of this source are UTF-8 and some are UTF-16",
      remedy: "Make them two sources, each with its 'encoding:'"
    )
  }
}
